package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;

/** The classes and methods that generated code uses, each in a program that names it. */
final class Helpers {
  private static final String WAITING =
      """
      static class Waiting implements AsyncCloseable {
        final int number;
        final boolean fragile;
        Waiting(int number, boolean fragile) {
          this.number = opened(number);
          this.fragile = fragile;
        }
        @Async public Coroutine<Void> closeAsync() throws Exception {
          try {
            await(nothing());
          } finally {
            closed(number);
          }
          if (fragile && mayFailToClose()) {
            throw new Failure("closing " + number);
          }
          return done();
        }
      }""";

  /** Closes without waiting, or throws instead of giving a coroutine. */
  private static final String HASTY =
      """
      static final class Hasty extends Waiting {
        Hasty(int number, boolean fragile) { super(number, fragile); }
        @Override public Coroutine<Void> closeAsync() throws Exception {
          closed(number);
          if (fragile && mayFailToClose()) {
            throw new java.io.IOException("closing " + number);
          }
          return done();
        }
      }""";

  private static final String APPLIED =
      """
      @Async static <A, R> Coroutine<R> applied(Step<A, R> step, A given) throws Exception {
        mark(0);
        return step.go(given);
      }""";

  private static final String NUMBERS =
      """
      static class Numbers implements AsyncIterable<Integer>, AsyncIterator<Integer> {
        private final int limit;
        private int next;
        Numbers(int limit) { this.limit = limit & 3; }
        public AsyncIterator<Integer> asyncIterator() { mark(limit); return this; }
        @Async public Coroutine<Boolean> hasNext() {
          if ((next & 1) == limit) { await(nothing()); }
          return done(next < limit);
        }
        public Integer next() { mark(next); return next++; }
      }""";

  private static final String LINES =
      """
      static final class Lines extends Numbers implements AsyncCloseable {
        private final int number;
        Lines(int number, int limit) { super(limit); this.number = number; }
        @Override public AsyncIterator<Integer> asyncIterator() {
          opened(number);
          return super.asyncIterator();
        }
        @Async public Coroutine<Void> closeAsync() {
          await(nothing());
          closed(number);
          return done();
        }
      }""";

  /** A source whose close fails. */
  private static final String TORN =
      """
      static final class Torn extends Numbers implements AsyncCloseable {
        private final int number;
        Torn(int number, int limit) { super(limit); this.number = number; }
        @Override public AsyncIterator<Integer> asyncIterator() {
          opened(number);
          return super.asyncIterator();
        }
        @Async public Coroutine<Void> closeAsync() throws Exception {
          try {
            await(nothing());
          } finally {
            closed(number);
          }
          if (mayFailToClose()) {
            throw new Failure("closing " + number);
          }
          return done();
        }
      }""";

  private static final String AT = "static %P at(int place) { mark(place); return new %P(); }";

  private static final String GIVEN =
      """
      @Async static <T> Coroutine<T> given(T value, Exception failure) throws Exception {
        await(nothing());
        if (failure != null) {
          throw failure;
        }
        return done(value);
      }""";

  /** Returns a coroutine, but is none. */
  private static final String UNMARKED =
      """
      static Coroutine<Integer> unmarked(int n) {
        mark(n);
        return done(n + 1);
      }""";

  /** What a class calls of its own may be another class's. */
  private static final String LOWER =
      """
      static class Upper {
        @Async Coroutine<Integer> part(int n) throws Exception {
          mark(n);
          await(nothing());
          return done(n);
        }
        @Async Coroutine<Integer> whole(int n) throws Exception {
          int first = await(part(n));
          return done(first + await(part(first)));
        }
      }
      static final class Lower extends Upper {
        @Override @Async Coroutine<Integer> part(int n) throws Exception {
          mark(n);
          return done(await(super.part(n + 1)) * 2);
        }
      }""";

  /** Methods of one name and one descriptor, of which one gives primitives. */
  private static final String TWINS =
      """
      @Async private static Coroutine<Integer> twin(int n) throws Exception {
        return done(await(vi(n)) + 1);
      }
      static final class Other {
        static Coroutine<String> twin(int n) {
          mark(n);
          return done("t" + n);
        }
      }
      @Async private static Coroutine<String> viaTwin(int n) throws Exception {
        return Other.twin(n);
      }
      @Async private static Coroutine<String> bothTwins(int n) throws Exception {
        String other = await(Other.twin(n));
        return done(String.valueOf(await(twin(n)) + await(worded(n)).length()) + other);
      }
      @Async private static Coroutine<String> worded(int n) throws Exception {
        await(nothing());
        return done(String.valueOf(n));
      }""";

  /** Whether the first returns a primitive is up to the last. */
  private static final String CHAINED =
      """
      @Async private static Coroutine<Integer> chainedA(int n) throws Exception {
        if (n > 3) {
          return chainedB(n >> 1);
        }
        return done(n);
      }
      @Async private static Coroutine<Integer> chainedB(int n) throws Exception {
        if (n > 2) {
          return chainedC(n >> 1);
        }
        return done(n - 1);
      }
      @Async private static Coroutine<Integer> chainedC(int n) throws Exception {
        if (n > 1) {
          return chainedD(n >> 1);
        }
        return done(n + 1);
      }
      @Async private static Coroutine<Integer> chainedD(int n) throws Exception {
        if (n > 0) {
          Integer boxed = await(Probe.<Integer>kept(n > 9 ? null : n));
          return done(boxed);
        }
        return done(n + 1);
      }""";

  /** Primitives of two slots. */
  private static final String WIDER =
      """
      @Async private static Coroutine<Long> wide(long n) throws Exception {
        await(nothing());
        return done(n * 3);
      }
      @Async private static Coroutine<Double> wideDouble(double d) throws Exception {
        await(nothing());
        return done(d / 2);
      }
      @Async private static Coroutine<Long> wider(int n) throws Exception {
        long product = n * await(wide(n));
        double half = product - await(wideDouble(product));
        return done(product + (long) half);
      }""";

  private static final String DEEP =
      """
      @Async private static Coroutine<Integer> deep(int n, int sum) throws Exception {
        if (n == 0) {
          return done(await(vi(sum)));
        }
        int deeper = await(deep(n - 1, sum + 1));
        return done(deeper + 1);
      }""";

  /** Iterates over a generator that is an entry. */
  private static final Node DRAINED =
      Methods.declare(
          "each",
          new Methods.Declaration(
              Signature.Form.COROUTINE,
              "static <T> ",
              Kind.OBJECT,
              "drained",
              List.of("AsyncGenerator<T> all"),
              Node.part(
                  "",
                  "{ java.util.List<T> list = new java.util.ArrayList<>(); $0 return done(list); }",
                  AsyncLoops.loop(
                      "",
                      "T one",
                      Node.part("", "all"),
                      Node.block(
                          List.of(
                              Node.statement("", "to(0, one);"),
                              Node.statement("", "if (!fuel()) break;"),
                              Node.statement("", "list.add(one);"))),
                      "d"))));

  private Helpers() {}

  /** Returns what {@code code} needs. */
  static List<Node> of(String code, String program) {
    List<Node> needed = new ArrayList<>();
    boolean hasty = code.contains("new Hasty(");
    add(needed, hasty || code.contains("new Waiting("), WAITING);
    add(needed, hasty, HASTY);
    if (code.contains(".at(")) {
      needed.add(Node.part("T48", AT.replace("%P", program)));
    }
    add(needed, code.contains(">applied("), APPLIED);
    if (code.contains("drained(")) {
      needed.add(DRAINED);
    }
    boolean lines = code.contains("new Lines(");
    boolean torn = code.contains("new Torn(");
    add(needed, lines || torn || code.contains("new Numbers("), NUMBERS);
    add(needed, lines, LINES);
    add(needed, torn, TORN);
    add(needed, code.contains(">given("), GIVEN);
    add(needed, code.contains(".unmarked("), UNMARKED);
    add(needed, code.contains("new Lower("), LOWER);
    add(needed, code.contains("Twin(") || code.contains("Twins("), TWINS);
    add(needed, code.contains(".chained"), CHAINED);
    add(needed, code.contains(".wider("), WIDER);
    add(needed, code.contains(".deep("), DEEP);
    return needed;
  }

  private static void add(List<Node> needed, boolean isNeeded, String text) {
    if (isNeeded) {
      needed.add(Node.part("", text));
    }
  }
}
