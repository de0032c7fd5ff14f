package dev.simmer.benchmarks;

import dev.simmer.benchmarks.workload.Echo;
import dev.simmer.benchmarks.workload.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is measured by programs that print what they find, a process each. */
final class Programs {
  /** The one figure of which more are better, so that it is in the table only. */
  static final String REQUESTS_A_SECOND = "W8r";

  /** The titles of what they print, by id, in the order of the tables' rows. */
  static final Map<String, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put("W6sh", "sleeping task, bytes of heap");
    TITLES.put("W6ss", "sleeping task, start");
    TITLES.put("W6sc", "sleeping task, cancel");
    TITLES.put("W6ph", "parked task, bytes of heap");
    TITLES.put("W6ps", "parked task, start");
    TITLES.put("W6pc", "parked task, cancel");
    TITLES.put("W7a", "1,000,000 sleeps of up to 1 s");
    TITLES.put("W7c", "the same, processor time");
    TITLES.put("W7m", "lateness of 64 x 1 ms sleeps, median");
    TITLES.put("W7p", "lateness, 99th percentile");
    TITLES.put("W8c", "echo, server's time for a request");
    TITLES.put(REQUESTS_A_SECOND, "echo, requests a second (more is better)");
    TITLES.put("W8m", "echo, latency, median");
    TITLES.put("W8p", "echo, latency, 99th percentile");
    TITLES.put("W8b", "echo, server's memory, bytes");
    TITLES.put("W10", "hello world, whole process");
  }

  /** The programs' ids, and how many tasks or rounds each is told to take. */
  static final Map<String, Integer> ELEMENTS = new LinkedHashMap<>();

  static {
    ELEMENTS.put("W6", 1_000_000);
    ELEMENTS.put("W7a", 1_000_000);
    ELEMENTS.put("W7b", 1_500);
    ELEMENTS.put("W8", 1_000);
    ELEMENTS.put("W10", 1);
  }

  /** Makes every full collection leave nothing dead, so that the heap can be counted. */
  static final String COMPACT = "-XX:MarkSweepAlwaysCompactCount=1";

  private static final List<String> JVM_ARGUMENTS =
      List.of("-XX:+UseSerialGC", "-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch", COMPACT);

  private static final int LONGEST_MINUTES = 2;

  private Programs() {}

  /** Says whether a contestant has a program; W10 takes a class of its own, which is its hello. */
  static boolean has(String program, Contestant contestant) {
    boolean known =
        switch (program) {
          case "W8" ->
              contestant.implementations().containsKey(Echo.class) || Python.is(contestant);
          case "W10" -> Hello.has(contestant);
          default ->
              contestant.implementations().containsKey(Waiting.class) || Python.is(contestant);
        };
    return known && (!contestant.name().startsWith("vt") || Runtime.version().feature() >= 21);
  }

  /** Runs a program with a contestant, and returns what it printed. */
  static List<Measurement> measure(String program, Contestant contestant, int elements)
      throws IOException, InterruptedException {
    ForeignCpu foreign = ForeignCpu.start();
    try {
      return switch (program) {
        case "W8" -> EchoRun.measure(contestant, elements);
        case "W10" -> {
          List<Double> nanos = Hello.measure(contestant);
          yield List.of(
              new Measurement(program, contestant.name(), nanos, List.of(), foreign.stop()));
        }
        default -> {
          List<String> lines = new ArrayList<>();
          for (String part : program.equals("W6") ? List.of("W6s", "W6p") : List.of(program)) {
            lines.addAll(
                Python.is(contestant)
                    ? Python.lines(part, elements)
                    : lines(java(arguments(part, contestant, elements))));
          }
          double foreignCpu = foreign.stop();
          yield lines.stream().map(line -> printed(line, contestant, foreignCpu)).toList();
        }
      };
    } catch (IOException e) {
      System.err.println(e.getMessage()); // One that fails or takes too long is left out.
      return List.of();
    }
  }

  private static List<String> arguments(String program, Contestant contestant, int elements) {
    List<String> arguments = new ArrayList<>(JVM_ARGUMENTS);
    arguments.addAll(contestant.jvmArguments());
    arguments.add(Program.class.getName());
    arguments.addAll(List.of(program, contestant.name(), Integer.toString(elements)));
    return arguments;
  }

  /** Reads a line of a name and a value. */
  private static Measurement printed(String line, Contestant contestant, double foreignCpu) {
    String[] words = line.split(" ");
    List<Double> value = List.of(Double.parseDouble(words[1]));
    return new Measurement(words[0], contestant.name(), value, List.of(), foreignCpu);
  }

  /** Begins a command: the JDK that runs us, on our class path. */
  static List<String> java(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(arguments);
    return command;
  }

  /** Runs a command, and returns the lines it prints. */
  static List<String> lines(List<String> command) throws IOException, InterruptedException {
    return lines(command, LONGEST_MINUTES);
  }

  static List<String> lines(List<String> command, int minutes)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    // They print a few lines, which fit into the pipe.
    if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("takes too long: " + String.join(" ", command));
    }
    if (process.exitValue() != 0) {
      throw new IOException("failed: " + String.join(" ", command));
    }
    return process.inputReader().lines().toList();
  }
}
