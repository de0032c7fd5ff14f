package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The preset {@code prove}: what is proved, what is a gap, and how both read. */
class ProveTest {

  /** What the statements of a test call; the class itself can be extended by anybody. */
  private static final String MEMBERS =
      """
      @interface NonBlocking {}
      interface Open { void read(); }
      static class Deep { void read() {} }
      static final class Store { void read() { exact(); } }
      sealed interface Shape permits Round, Flat {}
      record Round(int r) implements Shape { int area() { return r; } }
      record Flat(int w) implements Shape {}
      sealed interface Area { int area(); }
      record Square(int w) implements Area { public int area() { return w * w; } }
      record Slow(Open open) implements Area { public int area() { open.read(); return 1; } }
      private interface Hidden { int peek(); }
      private static class Peeker implements Hidden { public int peek() { return 1; } }
      enum Level { LOW { int weight() { return 1; } }; abstract int weight(); }
      static class Many implements Iterable<String> {
        public Iterator<String> iterator() { return List.of("").iterator(); }
      }
      interface Closes extends AutoCloseable { void close(); }
      static class Late { static final int N = late(); }
      static int late() { OPEN.read(); return 1; }
      static Open OPEN;
      private final Store store = new Store();
      Open open; Deep other; Hidden hidden; Area area; Many many; Closes closes; InputStream in;
      Supplier<String> function; Consumer<Integer> consumer; AsyncCallable<Void> asyncFunction; Function<Integer, Integer> function2;
      private final Supplier<String> constant = () -> "";
      private static void exact() {} private Supplier<String> made() { return function; }
      private static void slow() { OPEN.read(); }
      private void deeper() { open.read(); }
      private synchronized void locked() {}
      native void pack();
      void overridable() {}
      @NonBlocking native void trusted();
      """;

  private static Linted prove(String members) {
    return Linted.members(members).option("-Asimmer.lint=prove");
  }

  private static Linted load(String statements, String mark) {
    return prove(
        MEMBERS
            + "@Async Coroutine<Void> load() throws Exception { "
            + mark
            + "\n"
            + statements
            + "\nreturn done();\n}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int n = 1 + Math.max(2, 3);",
        "var s = \"a\".concat(\"b\").toUpperCase(); s += s.length();",
        "var l = new ArrayList<String>(); l.add(\"a\"); for (String s : l) { s.trim(); }",
        "exact();",
        "new Deep().read();",
        "Deep deep = new Deep(); deep.read();",
        "store.read();",
        "hidden.peek();",
        "Level.LOW.weight();",
        "trusted();",
        "new Round(1).area();",
        "await(sleep(Duration.ofMillis(1)));",
        "await(toThread(() -> Files.readString(Path.of(\"a\"))));",
        "await(toThread(Pages::slow));",
        "Executors.newCachedThreadPool().execute(() -> slow());",
        "Supplier<String> s = () -> \"\"; s.get();",
        "constant.get();",
        "Comparator<String> c = Comparator.comparing(String::length); c.compare(\"\", \"\");",
        "Function<Integer, Integer> f = i -> i; f.andThen(i -> i + 1).apply(1);",
        "List.of(1).forEach(new Consumer<Integer>() { public void accept(Integer i) { exact(); } });",
        "for (var o : new int[] {1}) { exact(); }",
        "for (var s : new Many()) { exact(); }",
        "new StringBuilder().append(1).toString();",
        "System.out.println(1);",
        "new BufferedReader(new StringReader(\"\")).readLine();",
        "CompletableFuture.completedFuture(1).join();",
        "Object lock = new Object() { void f() { exact(); } };",
      })
  void whatEndsInCodeThatWasReadIsProved(String statements) {
    load(statements, "// [async-proved] Pages#load is proved non-blocking").reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open.read(); | Pages.load -> Open.read: Pages.java:47: any class may implement Open",
        "overridable(); | Pages.load -> Pages.overridable: Pages.java:47: any class may extend Pages",
        "other.read(); | Pages.load -> Deep.read: Pages.java:47: any class may extend Deep",
        "pack(); | Pages.load -> Pages.pack: Pages.java:47: any class may extend Pages",
        "new Pages().pack(); | Pages.load -> Pages.pack: Pages.java:43: is native",
        "Pages.class.getMethods()[0].invoke(null); | Method.invoke: Pages.java:47: reflection does not",
        "Class.forName(\"a\"); | Class.forName: Pages.java:47: reflection does not show what runs",
        "function.get(); | Supplier.get: Pages.java:47: any function may be behind it",
        "List.of(1).forEach(consumer); | it runs consumer, which comes from elsewhere",
        "List.of(function).get(0).get(); | Supplier.get: Pages.java:47: any function may be behind it",
        "made().get(); | Supplier.get: Pages.java:47: any function may be behind it",
        "function2.andThen(s -> s).apply(1); | Function.apply: Pages.java:47: any function",
        "await(createTask(asyncFunction)); | it runs asyncFunction, which comes from elsewhere",
        "in.read(); | InputStream.read: Pages.java:47: what is behind the InputStream may block",
        "new BufferedReader(new InputStreamReader(in)).readLine(); | the BufferedReader wraps may",
        "locked(); | Pages.load -> Pages.locked: Pages.java:42: is synchronized",
        "synchronized (this) { exact(); } | synchronized: Pages.java:47: another thread may hold",
        "area.area(); | Pages.load -> Area.area -> Open.read: Pages.java:24: any class may",
        "new ReentrantLock().lock(); | ReentrantLock.lock: Pages.java:47: can block (lock)",
        "java.util.logging.Logger.getGlobal(); | not derived from java.util.logging",
        "int n = Late.N; | the initialiser of Late -> Pages.late -> Open.read",
        "deeper(); | Pages.load -> Pages.deeper -> Open.read: Pages.java:41: any class",
        "List.of(1).forEach(i -> open.read()); | Pages.load -> Open.read: Pages.java:47",
        "Runnable r = () -> open.read(); | Pages.load -> Open.read: Pages.java:47",
        "try (var c = closes) { } | Closes.close: Pages.java:47: any class may implement Closes",
        "for (String s : many) { } | Many.iterator: Pages.java:47: any class may extend Many",
      })
  void whatLeavesTheCodeThatWasReadIsAGap(String row) {
    String[] parts = row.split("\\|", 2);
    String text = load(parts[0], "").messages().toString();
    assertThat(text).contains("[async-unproved] Pages#load is not proved non-blocking: ");
    assertThat(text).contains(parts[1].strip()).doesNotContain("[async-proved]");
  }

  @Test
  void messageListsEachEdgeOnceWithTheShortestPathInTheOrderOfTheSource() {
    var messages =
        prove(
                """
                interface Store { void read(); int size(); }
                private static void far(Store s) { near(s); }
                private static void near(Store s) { s.read(); }
                @Async Coroutine<Void> load(Store store) throws Exception {
                  far(store);
                  near(store);
                  store.size();
                  store.size();
                  Files.readString(Path.of("a"));
                  return done();
                }
                """)
            .messages();
    assertThat(messages.get(1).lines())
        .containsExactly(
            "[async-unproved] Pages#load is not proved non-blocking: Store.read, Store.size,"
                + " Files.readString",
            "    path:   Pages.load -> Pages.near -> Store.read: Pages.java:17: any class may"
                + " implement Store",
            "            Pages.load -> Store.size: Pages.java:21: any class may implement Store",
            "            Pages.load -> Files.readString: Pages.java:23: blocks (file)",
            "    why:    what cannot be read may block, and the loop has only one thread",
            "    fix:    await(toThread(() -> near(store))), or mark Store.read @NonBlocking where"
                + " you know better",
            "    see:    docs/diagnostics/async-unproved.md");
  }

  @Test
  void collectionsAreTakenForTheJdksOwnAndTheProofSaysSo() {
    assertThat(
            prove(
                    """
                    @Async Coroutine<Integer> sum(List<Integer> list, Map<String, Integer> map) {
                      int sum = map.size();
                      for (int i : list) { sum += i; }
                      return done(sum);
                    }
                    """)
                .messages())
        .singleElement()
        .satisfies(
            text ->
                assertThat(text.lines())
                    .containsExactly(
                        "[async-proved] Pages#sum is proved non-blocking",
                        "    where:  given that what it calls as List, Map is of a class of the JDK",
                        "    see:    docs/diagnostics/async-proved.md"));
  }

  @Test
  void asyncMethodIsProvedOnlyIfThoseAreThatItCalls() {
    prove(
            """
            interface Open { void read(); }
            @Async private static Coroutine<Void> top(Open o) { // [async-unproved] Pages.middle
              await(middle(o)); return done();
            }
            @Async private static Coroutine<Void> middle(Open o) { // [async-unproved] Pages.low: Pages.java:20: is @Async and not proved itself
              await(low(o)); return done();
            }
            @Async static Coroutine<Void> low(Open o) { // [async-unproved] Open.read
              o.read(); return done();
            }
            @Async private static Coroutine<Void> ping(int n) { // [async-proved]
              await(pong(n)); return done();
            }
            @Async private static Coroutine<Void> pong(int n) { // [async-proved]
              if (n > 0) { await(ping(n - 1)); } return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void verdictsAreGivenOfAsyncMethodsWithABodyAndOnlyOnRequest() {
    String source =
        """
        interface Store { @Async Coroutine<String> get(); }
        Coroutine<Void> plain() { return done(); }
        @Async Coroutine<Void> load() { return done(); }
        @Async Coroutine<Void> read(Store store) { await(store.get()); return done(); }
        """;
    for (String option : List.of("app", "library", "strict,async-no-await:off")) {
      assertThat(Linted.members(source).option("-Asimmer.lint=" + option).messages())
          .noneMatch(text -> text.contains("proved"));
    }
    var compiled = prove(source).compile();
    assertThat(compiled.errors()).hasSize(1);
    assertThat(compiled.diagnostics())
        .filteredOn(d -> d.getKind() == Diagnostic.Kind.NOTE && d.toString().contains("[async-"))
        .hasSize(1);
    assertThat(prove(source).option("-Asimmer.lint=prove,async-proved:off").messages()).hasSize(1);
    assertThat(
            Linted.members(source).option("-Asimmer.lint=async-unproved:warn").compile().warnings())
        .hasSize(1);
  }

  @Test
  void suppressionAndBaselineHoldForWhatIsNotProved(@TempDir Path folder) {
    prove(
            """
            interface Open { void read(); }
            @SuppressWarnings("async-unproved")
            @Async Coroutine<Void> load(Open open) { open.read(); return done(); }
            @SuppressWarnings("async-unproved") // [async-unused-suppression]
            @Async Coroutine<Void> fine() { return done(); } // [async-proved]
            """)
        .reportsWhatIsMarked();
    String unproved =
        "interface Open { void read(); }\n"
            + "@Async Coroutine<Void> load(Open open) { open.read(); return done(); }";
    String option = "-Asimmer.lint.baseline=" + folder.resolve("old.txt");
    assertThat(prove(unproved).option(option).messages()).isEmpty();
    assertThat(prove(unproved).option(option).messages()).isEmpty();
  }

  private static final String LIBRARY =
      """
      package shop;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      public class Library {
        interface Open { void read(); }
        static final class Shelf { int size() { return 1; } }
        static class Box { int size() { return 2; } }
        private static final Box BOX = new Box();
        static int plain(int n) { return Math.max(n, 1) + new Shelf().size() + BOX.size(); }
        static int local() { Box box = new Box(); return box.size(); }
        static int given(Box box) { return box.size(); }
        static void open(Open open) { deeper(open); }
        private static void deeper(Open open) { open.read(); }
        static Object reflect() throws Exception { return Library.class.getMethods()[0].invoke(null); }
        static native void pack();
        static synchronized void locked() {}
        static void monitor() { synchronized (BOX) { BOX.size(); } }
        static void lambda(List<Integer> list) { list.forEach(i -> BOX.size()); }
        static void sleeps(List<Integer> list) { list.forEach(i -> nap()); }
        static void later(Executor pool) { pool.execute(() -> nap()); }
        static void nap() { try { Thread.sleep(1); } catch (InterruptedException e) { } }
        static void missing() { new Gone().go(); }
        static String text(int n) { return "n " + n; }
        static int first() { return Late.N; }
        static class Late { static final int N = late(); static int late() { nap(); return 1; } }
        static void each(List<Integer> list) { Counter c = new Counter(); list.forEach(c); }
        static void sorts(List<Integer> list) { list.sort(Comparator.comparing(i -> -i)); }
        static void handed(List<Integer> list, Consumer<Integer> c) { list.forEach(c); }
        static void stored(Queue<Runnable> queue) { queue.poll().run(); }
        static class Counter implements Consumer<Integer> { public void accept(Integer i) {} }
        static int sealed(Shape shape) { return shape.area(); }
        sealed interface Shape { int area(); }
        record Square(int w) implements Shape { public int area() { return w * w; } }
        static class Gone { void go() {} }
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Library.plain(1); | ",
        "Library.local(); | ",
        "Library.text(1); | ",
        "Library.sealed(null); | ",
        "Library.lambda(null); | ",
        "Library.later(null); | ",
        "Library.each(null); | ",
        "Library.sorts(null); | ",
        "Library.handed(null, null); | List.forEach: Library.java:29: it runs a function that comes",
        "Library.stored(null); | Runnable.run: Library.java:30: any function may be behind it",
        "Library.given(null); | Library.given -> Box.size: Library.java:12: any class may extend Box",
        "Library.open(null); | Library.open -> Library.deeper -> Open.read: Library.java:14: any class may",
        "Library.reflect(); | Library.reflect -> Method.invoke: Library.java:15: reflection",
        "Library.pack(); | Library.pack: Library.java: is native: there is no code to read",
        "Library.locked(); | Library.locked: Library.java: is synchronized",
        "Library.monitor(); | synchronized: Library.java:18: another thread may hold the monitor",
        "Library.sleeps(null); | Library.nap -> Thread.sleep: Library.java:22: blocks (sleep)",
        "Library.first(); | the initialiser of Late -> Late.late -> Library.nap -> Thread.sleep",
        "Library.missing(); | Gone: Library.java:23: its class file was not found",
      })
  void classFilesAreReadAsSourceIs(String row, @TempDir Path folder) throws IOException {
    compileInto(folder, LIBRARY);
    Files.delete(folder.resolve("shop/Library$Gone.class"));
    String[] parts = row.split("\\|", 2);
    String source =
        "@Async Coroutine<Void> load() throws Exception { " + parts[0] + " return done(); }";
    List<String> messages = prove(source).on(folder.toFile()).messages();
    if (parts[1].isBlank()) {
      assertThat(messages).singleElement().asString().contains("[async-proved] Pages#load");
    } else {
      assertThat(messages).anyMatch(text -> text.contains(parts[1].strip()));
      assertThat(messages).noneMatch(text -> text.contains("[async-proved]"));
    }
  }

  @Test
  void asyncMethodOfAClassFileIsLookedInto(@TempDir Path folder) throws IOException {
    compileInto(
        folder,
        """
        package shop;
        import static dev.simmer.Simmer.*;
        import dev.simmer.*;
        public class Library {
          interface Open { void read(); }
          @Async static Coroutine<Void> open(Open open) { open.read(); return done(); }
          @Async static Coroutine<Void> fine() { return done(); }
          @Async static Coroutine<Void> rewritten(Open open) { return null; }
          private static Object rewritten(Open open, dev.simmer.support.v1.Trampoline t, int place) {
            open.read();
            return null;
          }
        }
        """);
    prove(
            """
            @Async Coroutine<Void> load() { await(Library.fine()); return done(); } // [async-proved]
            @Async Coroutine<Void> bad() { await(Library.open(null)); return done(); } // [async-unproved] Pages.bad -> Library.open -> Open.read: Library.java:6: any class may implement Open
            @Async Coroutine<Void> old() { await(Library.rewritten(null)); return done(); } // [async-unproved] Library.rewritten -> Open.read: Library.java:10
            """)
        .on(folder.toFile())
        .reportsWhatIsMarked();
  }

  @Test
  void ofWhatLiesBehindOneCallIntoAClassFileOnlyTheFirstGapsAreListed(@TempDir Path folder)
      throws IOException {
    StringBuilder calls = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      calls.append("o.m" + i + "();");
    }
    String methods = calls.toString().replace("o.", "void ");
    compileInto(
        folder,
        "package shop; public class Library { interface Open { "
            + methods
            + " } static void all(Open o) { "
            + calls
            + " } }");
    String text =
        prove("@Async Coroutine<Void> load() { Library.all(null); return done(); }")
            .on(folder.toFile())
            .messages()
            .toString();
    assertThat(text).contains("Open.m0", "Open.m1", "Open.m2", "and more behind that call");
    assertThat(text).doesNotContain("Open.m5");
  }

  private static void compileInto(Path folder, String source) throws IOException {
    Path file = Files.writeString(folder.resolve("Library.java"), source);
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-g", "-d", folder.toString(), file.toString()));
    String runtime =
        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(entry -> entry.contains("runtime"))
            .findFirst()
            .orElseThrow();
    arguments.addAll(List.of("-cp", runtime));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(new String[0])))
        .isZero();
    Files.delete(file);
  }
}
