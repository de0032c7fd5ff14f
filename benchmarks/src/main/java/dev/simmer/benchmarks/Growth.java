package dev.simmer.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what a task costs as there are more of them: a JVM for each workload and number. */
@Command(name = "benchmarks/growth", mixinStandardHelpOptions = true, sortOptions = false)
final class Growth implements Callable<Integer> {
  private static final List<String> WORKLOADS = List.of("W3", "W4", "W6", "W7");
  private static final List<Integer> TASKS = List.of(10_000, 100_000, 1_000_000, 10_000_000);

  /** Twice what the heaviest contestant's tasks weigh, since a collector moves them. */
  private static final long HEAP_FOR_TASK = 700;

  private static final long HEAP_AT_LEAST = 1L << 30;
  private static final long BESIDE_HEAP = 1L << 29;

  private static final int LONGEST_MINUTES = 10;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Option(names = "--workload", split = ",", description = "Only these of W3, W4, W6, W7.")
  private List<String> workloads = WORKLOADS;

  @Option(
      names = "--contestant",
      split = ",",
      defaultValue = "hand,simmer,kotlin",
      description = "Of those whose loop is one thread (default: ${DEFAULT-VALUE}).")
  private List<String> contestants;

  @Option(
      names = "--most",
      defaultValue = "10000000",
      description = "Leave out what has more tasks (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--collector",
      defaultValue = "Serial",
      description = "Serial, G1, Parallel or Z (default: ${DEFAULT-VALUE}).")
  private String collector;

  @Option(
      names = "--out",
      defaultValue = "benchmarks/target/growth",
      description = "Folder for growth.json, .md and .svg (default: ${DEFAULT-VALUE}).")
  private Path out;

  private final List<GrowthPoint> points = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private Growth() {}

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Growth()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    for (String workload : workloads) {
      for (int tasks : TASKS) {
        for (String contestant : contestants) {
          if (tasks <= most) {
            measure(workload, contestant, tasks);
          }
        }
      }
      write();
    }
    System.out.print(Files.readString(out.resolve("growth.md")));
    return 0;
  }

  private void measure(String workload, String contestant, int tasks)
      throws IOException, InterruptedException {
    long heap = HEAP_AT_LEAST + HEAP_FOR_TASK * tasks;
    String what =
        String.format(Locale.ROOT, "%s of %,d tasks with %s", workload, tasks, contestant);
    if (Machine.availableBytes() < heap + BESIDE_HEAP) {
      leftOut.add(what + ": needs " + (heap + BESIDE_HEAP >> 20) + " MiB of memory");
      System.err.println("left out: " + leftOut.get(leftOut.size() - 1));
      return;
    }
    String size = (heap >> 20) + "m";
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-XX:+Use" + collector + "GC", "-Xms" + size, "-Xmx" + size));
    arguments.addAll(List.of("-XX:+AlwaysPreTouch", Programs.COMPACT));
    arguments.addAll(Contestants.named(contestant).jvmArguments());
    arguments.addAll(List.of(GrowthProgram.class.getName(), workload, contestant, "" + tasks));
    try {
      for (String line : Programs.lines(Programs.java(arguments), LONGEST_MINUTES)) {
        String[] words = line.split(" ");
        points.add(
            new GrowthPoint(
                words[0],
                contestant,
                tasks,
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3])));
        System.err.println(contestant + " " + tasks + " " + line);
      }
    } catch (IOException e) {
      leftOut.add(what + ": failed, or took too long");
      System.err.println(e.getMessage());
    }
  }

  private void write() throws IOException {
    Files.createDirectories(out);
    Map<String, String> machine = Machine.describe();
    machine.put("Collector", collector);
    JSON.writeValue(
        out.resolve("growth.json").toFile(),
        Map.of("machine", machine, "points", points, "leftOut", leftOut));
    Files.writeString(out.resolve("growth.md"), new GrowthTable(points).of(machine, leftOut));
    Files.writeString(out.resolve("growth.svg"), GrowthPlot.of(points));
  }
}
