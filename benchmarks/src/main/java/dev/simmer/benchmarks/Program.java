package dev.simmer.benchmarks;

import dev.simmer.benchmarks.workload.Waiting;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Measures W6 or W7, in a JVM that did nothing else before but small runs, and prints lines of
 * {@code id value}. {@link Programs} starts it.
 */
final class Program {
  private static final int WARMUPS = 50;
  private static final int RUNS = 3;
  private static final long NEVER = Long.MIN_VALUE;
  private static final long LONGEST_SLEEP_NANOS = 999_000_000;

  private final Waiting waiting;

  private Program(Waiting waiting) {
    this.waiting = waiting;
  }

  /** Takes the workload, the contestant's name, and how many tasks. */
  public static void main(String[] args) {
    Waiting waiting = Contestants.named(args[1]).implementation(Waiting.class);
    Program program = new Program(waiting);
    int n = Integer.parseInt(args[2]);
    switch (args[0]) {
      case "W6s" -> program.cancelled("s", n);
      case "W6p" -> program.cancelled("p", n);
      case "W7a" -> program.together(n);
      case "W7b" -> program.lateness(n);
      default -> throw new IllegalArgumentException("there is no program '" + args[0] + "'");
    }
  }

  /**
   * W6: heap bytes a task, and nanoseconds to start and to cancel one; {@code kind} s or p. More
   * than once, since what so many tasks meet for the first time is compiled anew.
   */
  private void cancelled(String kind, int n) {
    for (int i = 0; i < WARMUPS; i++) {
      cancelled(kind, new Nobody(), 10_000);
    }
    for (int i = 0; i < RUNS; i++) {
      Stopwatch stopwatch = new Stopwatch(n);
      cancelled(kind, stopwatch, n);
      print("W6" + kind + "h", stopwatch.bytes);
      print("W6" + kind + "s", stopwatch.startNanos);
      print("W6" + kind + "c", stopwatch.cancelNanos);
    }
  }

  private void cancelled(String kind, Waiting.Stopwatch stopwatch, int n) {
    check(
        n,
        kind.equals("s")
            ? waiting.sleepAndCancel(n, stopwatch)
            : waiting.parkAndCancel(n, stopwatch));
  }

  /** W7a: nanoseconds of all together, by the clock and of the processor. */
  private void together(int n) {
    check(1_000, waiting.sleepAll(1_000));
    long before = System.nanoTime();
    long cpu = cpu();
    check(n, waiting.sleepAll(n));
    long nanos = System.nanoTime() - before;
    if (nanos < LONGEST_SLEEP_NANOS) {
      throw new AssertionError("it took " + nanos + " ns, less than the longest sleep");
    }
    print("W7a", nanos);
    print("W7c", cpu() - cpu);
  }

  /** W7b: how late the middle one and one in a hundred are, in nanoseconds; some times. */
  private void lateness(int times) {
    waiting.lateness(100, new long[100 * Waiting.SLEEPERS]);
    for (int i = 0; i < RUNS; i++) {
      long[] late = new long[times * Waiting.SLEEPERS];
      Arrays.fill(late, NEVER);
      waiting.lateness(times, late);
      Arrays.sort(late);
      if (late[0] < 0) {
        throw new AssertionError(
            late[0] == NEVER ? "some have not slept" : "one slept less than a millisecond");
      }
      print("W7m", late[late.length / 2]);
      print("W7p", late[late.length / 100 * 99]);
    }
  }

  private static void check(int expected, int actual) {
    if (expected != actual) {
      throw new AssertionError("the result is " + actual + ", and should be " + expected);
    }
  }

  private static void print(String id, double value) {
    System.out.println(id + " " + value);
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Looks away. */
  static final class Nobody implements Waiting.Stopwatch {
    @Override
    public void allWait() {}

    @Override
    public void allEnded() {}
  }

  private static final class Stopwatch implements Waiting.Stopwatch {
    private final int n;
    private final long heapBefore = used();
    private long since = cpu();
    private double bytes;
    private double startNanos;
    private double cancelNanos;

    Stopwatch(int n) {
      this.n = n;
    }

    @Override
    public void allWait() {
      startNanos = (cpu() - since) / (double) n;
      bytes = (used() - heapBefore) / (double) n;
      since = cpu();
    }

    @Override
    public void allEnded() {
      cancelNanos = (cpu() - since) / (double) n;
    }

    private static long used() {
      Runtime runtime = Runtime.getRuntime();
      System.gc();
      System.gc();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }
}
