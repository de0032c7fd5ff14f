package dev.simmer.benchmarks;

import dev.simmer.benchmarks.workload.Calls;
import dev.simmer.benchmarks.workload.Messages;
import dev.simmer.benchmarks.workload.Tasks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is measured with JMH, in the order of the tables' rows. */
final class Workloads {
  private static final int MILLION = 1_000_000;
  private static final int PERMITS = 100;
  private static final Map<Integer, Integer> MIXED = new ConcurrentHashMap<>();

  /**
   * Bars the first method that a call of {@code leaf} reaches from being inlined: what a call costs
   * where HotSpot does not see through it. In turn the plain one, Simmer's visible one and the body
   * to which it links such a call, Kotlin's, that by hand, and those of futures and Reactor.
   */
  private static final List<String> NOT_INLINED =
      List.of(
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=dontinline,*.leaf(I)I",
          "-XX:CompileCommand=dontinline,*.leaf(I)Ldev/simmer/Coroutine;",
          "-XX:CompileCommand=dontinline,*.leaf(ILdev/simmer/support/v1/Trampoline;I)I",
          "-XX:CompileCommand=dontinline,*.leaf(ILkotlin/coroutines/Continuation;)Ljava/lang/Object;",
          "-XX:CompileCommand=dontinline,*.leaf(ILdev/simmer/benchmarks/hand/EventLoop;)I",
          "-XX:CompileCommand=dontinline,*.leaf(I)Ljava/util/concurrent/CompletableFuture;",
          "-XX:CompileCommand=dontinline,*.leaf(I)Lreactor/core/publisher/Mono;");

  /** The same for private callees, whose bodies Simmer enters at once. */
  private static final List<String> NO_BODY_INLINED =
      List.of("-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline,*::leaf");

  static final List<Workload<?>> ALL =
      List.of(
          calls("W1a", "await, callee ready", MILLION, (c, n) -> expect(mixed(n), c.ready(n))),
          calls(
              "W1b", "await, callee might wait", MILLION, (c, n) -> expect(mixed(n), c.framed(n))),
          calls("W1p", "await, not inlined: private", NO_BODY_INLINED, Calls::ready),
          calls("W1s", "await, not inlined: static", NOT_INLINED, Calls::staticCallee),
          calls("W1c", "await, not inlined: class", NOT_INLINED, Calls::classCallee),
          calls("W1i", "await, not inlined: interface", NOT_INLINED, Calls::interfaceCallee),
          calls("W2a", "yield and resume", 200_000, (c, n) -> expect(n, c.yields(n))),
          calls(
              "W2b",
              "10 calls deep, one yield",
              20_000,
              (c, n) -> expect(n * Calls.DEPTH, c.chains(n))),
          calls(
              "W2c",
              "yield under 10 callers",
              200_000,
              (c, n) -> expect(n + 10, c.yieldsUnder(10, n))),
          calls(
              "W2d",
              "yield under 100 callers",
              200_000,
              (c, n) -> expect(n + 100, c.yieldsUnder(100, n))),
          workload(
              "W3",
              "spawn and gather",
              Tasks.class,
              100_000,
              (c, n) -> expect(sumBelow(n), c.spawn(n))),
          workload(
              "W4", "skynet", Tasks.class, MILLION, (c, n) -> expect(sumBelow(n), c.skynet(n))),
          workload(
              "W5a",
              "queue of capacity 1",
              Messages.class,
              100_000,
              (c, n) -> expect(sumBelow(n), c.pipe(1, n))),
          workload(
              "W5b",
              "queue of capacity 64",
              Messages.class,
              100_000,
              (c, n) -> expect(sumBelow(n), c.pipe(64, n))),
          workload(
              "W5c",
              "ping-pong over two queues",
              Messages.class,
              100_000,
              (c, n) -> expect(n, c.pingPong(n))),
          new Workload<Messages>(
              "W9",
              "100 permits, sleep 1 ms",
              Messages.class,
              10_000,
              Workloads::permits,
              true,
              List.of()));

  private Workloads() {}

  static Workload<?> named(String id) {
    return ALL.stream()
        .filter(workload -> workload.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no workload '" + id + "'"));
  }

  /** Who lets more than a hundred sleep at once is done too early. */
  private static void permits(Messages messages, int n) {
    long before = System.nanoTime();
    expect(n, messages.permits(PERMITS, n));
    long nanos = System.nanoTime() - before;
    if (nanos < n / PERMITS * 1_000_000L) {
      throw new AssertionError(
          "it took " + nanos + " ns, less than its sleeps one after the other");
    }
  }

  private interface Awaits {
    int run(Calls calls, int n);
  }

  private static Workload<Calls> calls(
      String id, String title, List<String> jvmArguments, Awaits awaits) {
    return new Workload<>(
        id,
        title,
        Calls.class,
        MILLION,
        (c, n) -> expect(mixed(n), awaits.run(c, n)),
        false,
        jvmArguments);
  }

  private static Workload<Calls> calls(
      String id, String title, int elements, Workload.Body<Calls> body) {
    return workload(id, title, Calls.class, elements, body);
  }

  private static <F> Workload<F> workload(
      String id, String title, Class<F> family, int elements, Workload.Body<F> body) {
    return new Workload<>(id, title, family, elements, body, false, List.of());
  }

  /** Remembers, since finding it out takes as long as the plain calls do. */
  private static int mixed(int n) {
    return MIXED.computeIfAbsent(n, Calls::mixed);
  }

  private static long sumBelow(long n) {
    return n * (n - 1) / 2;
  }

  private static void expect(long expected, long actual) {
    if (actual != expected) {
      throw new AssertionError("the result is " + actual + ", and should be " + expected);
    }
  }
}
