package dev.simmer.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures W8: a server in a process of its own, and the client in another. What the server costs
 * is read from Linux' {@code /proc}, so that it is the same for all of them.
 */
final class EchoRun {
  private static final int WARMUP_SECONDS = 10;
  private static final int SECONDS = 5;

  /** A tick of {@code /proc/PID/stat}. */
  private static final double TICK_NANOS = 10_000_000;

  private EchoRun() {}

  static List<Measurement> measure(Contestant contestant, int connections)
      throws IOException, InterruptedException {
    Process server = new ProcessBuilder(server(contestant)).redirectError(inherited()).start();
    try {
      String port = server.inputReader().readLine();
      if (port == null) {
        throw new IOException("the server of " + contestant.name() + " ended before it began");
      }
      return measure(contestant, server, port, connections);
    } finally {
      server.destroyForcibly();
    }
  }

  private static List<Measurement> measure(
      Contestant contestant, Process server, String port, int connections)
      throws IOException, InterruptedException {
    List<String> command = Programs.java(List.of("-XX:+UseSerialGC"));
    command.addAll(List.of(EchoClient.class.getName(), port, Integer.toString(connections)));
    command.addAll(List.of(Integer.toString(WARMUP_SECONDS), Integer.toString(SECONDS)));
    Process client = new ProcessBuilder(command).redirectError(inherited()).start();
    try {
      BufferedReader said = client.inputReader();
      expect("begin", said.readLine());
      ForeignCpu foreign = ForeignCpu.start();
      double before = cpuTicks(server);
      double clientBefore = cpuTicks(client);
      String[] end = expect("end", said.readLine());
      double ticks = cpuTicks(server) - before;
      double own = (ticks + cpuTicks(client) - clientBefore) * TICK_NANOS;
      double nanos = Double.parseDouble(end[2]);
      double others = Math.max(0, foreign.stop() - own / nanos);
      double requests = Double.parseDouble(end[1]);
      List<Measurement> measured = new ArrayList<>();
      add(measured, "W8c", contestant, ticks * TICK_NANOS / requests, others);
      add(measured, Programs.REQUESTS_A_SECOND, contestant, requests * 1e9 / nanos, others);
      add(measured, "W8m", contestant, Double.parseDouble(end[3]) * 1_000, others);
      add(measured, "W8p", contestant, Double.parseDouble(end[4]) * 1_000, others);
      add(measured, "W8b", contestant, residentBytes(server), others);
      return measured;
    } finally {
      // First: it need not see how all its clients vanish.
      server.destroyForcibly();
      client.destroyForcibly();
    }
  }

  /** Fills what cannot be measured elsewhere with NaN, which no table shows. */
  private static void add(
      List<Measurement> all, String id, Contestant contestant, double value, double foreignCpu) {
    if (!Double.isNaN(value)) {
      all.add(new Measurement(id, contestant.name(), List.of(value), List.of(), foreignCpu));
    }
  }

  private static List<String> server(Contestant contestant) {
    if (Python.is(contestant)) {
      return Python.command("echo.py");
    }
    List<String> command = Programs.java(List.of("-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(contestant.jvmArguments());
    command.addAll(List.of(EchoServer.class.getName(), contestant.name()));
    return command;
  }

  private static String[] expect(String word, String line) throws IOException {
    if (line == null || !line.startsWith(word)) {
      throw new IOException("the client of W8 failed");
    }
    return line.split(" ");
  }

  private static double cpuTicks(Process process) {
    String stat = read(process, "stat");
    // The second field is a name in brackets, which may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
    return fields.length < 13
        ? Double.NaN
        : Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
  }

  private static double residentBytes(Process process) {
    return read(process, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static String read(Process process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException e) {
      return "";
    }
  }

  private static ProcessBuilder.Redirect inherited() {
    return ProcessBuilder.Redirect.INHERIT;
  }
}
