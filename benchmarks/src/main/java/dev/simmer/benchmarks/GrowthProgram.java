package dev.simmer.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.simmer.benchmarks.workload.Waiting;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/**
 * Measures a workload with so many tasks, again and again in a JVM of its own, and prints lines of
 * id, nanoseconds, the collector's share of them, and bytes for a task. {@link Growth} starts it.
 *
 * <p>It counts the processor time of this thread, on which the loops that it knows run, and adds
 * what the collector took, which stops this thread meanwhile.
 */
final class GrowthProgram {
  private static final int WARMUP_TASKS = 10_000;
  private static final int WARMUPS = 300;
  private static final int MOST_RUNS = 50;
  private static final int LEAST_RUNS = 3;
  private static final int TASKS_IN_ALL = 3_000_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Contestant contestant;
  private final int tasks;
  private final int runs;

  private GrowthProgram(Contestant contestant, int tasks) {
    this.contestant = contestant;
    this.tasks = tasks;
    this.runs = Math.max(LEAST_RUNS, Math.min(MOST_RUNS, TASKS_IN_ALL / tasks));
  }

  /** Takes the workload, the contestant's name, and how many tasks. */
  public static void main(String[] args) {
    GrowthProgram program =
        new GrowthProgram(Contestants.named(args[1]), Integer.parseInt(args[2]));
    switch (args[0]) {
      case "W3", "W4" -> {
        Workload<?> workload = Workloads.named(args[0]);
        program.measure(args[0], WARMUPS, n -> workload.run(program.contestant, n));
      }
      case "W6" -> {
        program.cancelled("W6s", true);
        program.cancelled("W6p", false);
      }
      case "W7" -> {
        Waiting waiting = program.contestant.implementation(Waiting.class);
        program.measure("W7", LEAST_RUNS, n -> check(n, waiting.sleepAll(n)));
      }
      default -> throw new IllegalArgumentException("there is no growth of '" + args[0] + "'");
    }
  }

  private void measure(String id, int warmups, IntConsumer body) {
    for (int i = 0; i < warmups; i++) {
      body.accept(WARMUP_TASKS);
    }
    int times = id.equals("W7") ? LEAST_RUNS : runs;
    Part part = new Part();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    part.begin();
    for (int i = 0; i < times; i++) {
      body.accept(tasks);
    }
    part.end();
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    part.print(id, (double) tasks * times, bytes / ((double) tasks * times));
  }

  /** The memory is what the tasks keep while they wait; how they are told apart is as in W6. */
  private void cancelled(String id, boolean sleep) {
    Waiting waiting = contestant.implementation(Waiting.class);
    for (int i = 0; i < WARMUPS; i++) {
      runAndCancel(waiting, sleep, WARMUP_TASKS, new Program.Nobody());
    }
    Watch watch = new Watch();
    for (int i = 0; i < runs; i++) {
      watch.heapBefore = used();
      watch.starting.begin();
      runAndCancel(waiting, sleep, tasks, watch);
    }
    double all = (double) tasks * runs;
    watch.starting.print(id + "s", all, watch.bytes / all);
    watch.cancelling.print(id + "c", all, Double.NaN);
  }

  private static void runAndCancel(Waiting waiting, boolean sleep, int n, Waiting.Stopwatch watch) {
    check(n, sleep ? waiting.sleepAndCancel(n, watch) : waiting.parkAndCancel(n, watch));
  }

  private static void check(int expected, int actual) {
    if (expected != actual) {
      throw new AssertionError("the result is " + actual + ", and should be " + expected);
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static final class Watch implements Waiting.Stopwatch {
    final Part starting = new Part();
    final Part cancelling = new Part();
    private long heapBefore;
    private double bytes;

    @Override
    public void allWait() {
      starting.end();
      bytes += used() - heapBefore;
      cancelling.begin();
    }

    @Override
    public void allEnded() {
      cancelling.end();
    }
  }

  /** The time of a part, in all runs together. */
  private static final class Part {
    private long nanos;
    private long collectorMillis;

    void begin() {
      nanos -= THREADS.getCurrentThreadCpuTime();
      collectorMillis -= collected();
    }

    void end() {
      nanos += THREADS.getCurrentThreadCpuTime();
      collectorMillis += collected();
    }

    void print(String id, double elements, double bytes) {
      double collector = collectorMillis * 1e6 / elements;
      System.out.println(id + " " + (nanos / elements + collector) + " " + collector + " " + bytes);
    }

    private static long collected() {
      return ManagementFactory.getGarbageCollectorMXBeans().stream()
          .mapToLong(GarbageCollectorMXBean::getCollectionTime)
          .sum();
    }
  }
}
