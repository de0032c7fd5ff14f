package dev.simmer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures workloads with all contestants in turn, a JVM each, in several rounds. */
@Command(name = "benchmarks/run", mixinStandardHelpOptions = true, sortOptions = false)
final class Main implements Callable<Integer> {
  @Option(names = "--workload", split = ",", description = "Measure only these, such as W2a,W3.")
  private List<String> workloads = List.of();

  @Option(
      names = "--contestant",
      split = ",",
      description = "Measure only these, such as hand,simmer.")
  private List<String> contestants = List.of();

  @Option(
      names = "--rounds",
      defaultValue = "2",
      description = "JVMs for each figure (default: 2).")
  private int rounds;

  @Option(names = "--warmups", defaultValue = "5", description = "Iterations that do not count.")
  private int warmups;

  @Option(names = "--iterations", defaultValue = "5", description = "Iterations that count.")
  private int iterations;

  @Option(names = "--millis", defaultValue = "400", description = "How long an iteration takes.")
  private int millis;

  @Option(
      names = "--connections",
      defaultValue = "1000",
      description = "Clients of W8 at once (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--cpu",
      description =
          "Take processor time instead of the clock's: where others keep the machine busy.")
  private boolean cpu;

  @Option(
      names = "--guard",
      paramLabel = "FILE",
      description = {
        "Compare with what this file says Simmer took, and fail on a clear loss. Measures by hand"
            + " and Simmer only, briefly and in processor time: under five minutes."
      })
  private Path guard;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description = "Measure as --guard does, and write such a file.")
  private Path newBaseline;

  @Option(
      names = "--out",
      defaultValue = "benchmarks/target/comparison",
      description = "Folder for comparison.json, .md and .svg (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--add", description = "Add to what --out holds already.")
  private boolean add;

  private final List<String> command = new ArrayList<>(List.of("benchmarks/run"));

  private Main() {}

  /** Runs the command. */
  public static void main(String[] args) {
    Main main = new Main();
    main.command.addAll(List.of(args));
    System.exit(new CommandLine(main).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    if (guard != null || newBaseline != null) {
      beQuick();
    }
    Comparison comparison = begin();
    Harness harness = new Harness(warmups, iterations, millis, cpu);
    List<Pair> pairs = pairs();
    for (int round = 1; round <= rounds; round++) {
      for (Pair pair : pairs) {
        for (Measurement measured : pair.measure(harness)) {
          comparison.add(measured);
          System.err.printf(
              "%d/%d %-4s %-9s %12s %s%n",
              round,
              rounds,
              measured.workload(),
              measured.contestant(),
              Table.number(measured.median()),
              measured.isDisturbed()
                  ? "(others kept " + Table.number(measured.foreignCpu()) + " processors busy)"
                  : "");
        }
        write(comparison);
      }
    }
    if (guard == null && newBaseline == null) {
      System.out.print(Table.of(comparison));
      return 0;
    }
    return verdict(Baseline.of(comparison));
  }

  private Comparison begin() throws IOException {
    Map<String, String> titles = new LinkedHashMap<>();
    Workloads.ALL.forEach(workload -> titles.put(workload.id(), workload.title()));
    titles.putAll(Programs.TITLES);
    Map<String, String> machine = Machine.describe();
    machine.put("Command", String.join(" ", command));
    machine.put("Time", cpu ? "of the processor" : "on the clock");
    Path before = out.resolve("comparison.json");
    List<Measurement> measurements =
        add && Files.exists(before) ? Comparison.read(before).measurements() : List.of();
    return new Comparison(machine, titles, new ArrayList<>(measurements));
  }

  private void beQuick() {
    contestants = List.of(Contestants.HAND, Contestants.SIMMER);
    if (workloads.isEmpty()) {
      workloads =
          List.of(
              "W1a", "W1b", "W1p", "W1s", "W1c", "W1i", "W2a", "W2b", "W2c", "W3", "W4", "W5a",
              "W5b", "W5c");
    }
    rounds = 2;
    warmups = 4;
    iterations = 3;
    millis = 250;
    cpu = true;
  }

  /** Writes or compares what the options say, and returns the exit code. */
  private int verdict(Baseline now) throws IOException {
    if (newBaseline != null) {
      now.write(newBaseline);
      return 0;
    }
    Baseline before = Baseline.read(guard);
    System.out.print(now.table(before));
    List<String> losses = now.losses(before);
    losses.forEach(System.err::println);
    return losses.isEmpty() ? 0 : 1;
  }

  /** Writes what is known so far: whoever stops a long run keeps what it has measured. */
  private void write(Comparison comparison) throws IOException {
    Files.createDirectories(out);
    comparison.write(out.resolve("comparison.json"));
    Files.writeString(out.resolve("comparison.md"), Table.of(comparison));
    Files.writeString(out.resolve("comparison.svg"), Plot.of(comparison));
  }

  /** Something to measure, a process each time. */
  private interface Pair {
    List<Measurement> measure(Harness harness)
        throws IOException, InterruptedException, RunnerException;
  }

  private List<Pair> pairs() {
    contestants.forEach(Contestants::named);
    List<String> known = new ArrayList<>(Programs.ELEMENTS.keySet());
    Workloads.ALL.forEach(workload -> known.add(workload.id()));
    for (String id : workloads) {
      if (!known.contains(id)) {
        throw new IllegalArgumentException("there is no workload '" + id + "', but " + known);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (Workload<?> workload : Workloads.ALL) {
      if (workloads.isEmpty() || workloads.contains(workload.id())) {
        for (Contestant contestant : chosen()) {
          if (Python.is(contestant)) {
            if (Python.has(workload.id())) {
              pairs.add(
                  harness ->
                      List.of(Python.measure(workload, harness.cpu() && !workload.sleeps())));
            }
          } else if (workload.isFor(contestant)) {
            pairs.add(harness -> List.of(harness.measure(workload, contestant)));
          }
        }
      }
    }
    Programs.ELEMENTS.forEach(
        (program, elements) -> {
          if (workloads.isEmpty() || workloads.contains(program)) {
            for (Contestant contestant : chosen()) {
              if (Programs.has(program, contestant)) {
                int many = program.equals("W8") ? connections : elements;
                pairs.add(harness -> Programs.measure(program, contestant, many));
              }
            }
          }
        });
    return pairs;
  }

  private List<Contestant> chosen() {
    return Contestants.ALL.stream()
        .filter(each -> contestants.isEmpty() || contestants.contains(each.name()))
        .toList();
  }
}
