package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.lint.LintProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other face of a type: asynchronous for one that blocks, blocking for one that waits. */
class FacadeTest {
  private static final String STORE =
      """
      package shop;
      import dev.simmer.AsyncFacade;
      import java.io.IOException;
      import java.util.*;
      @AsyncFacade(threads = 2)
      public interface Store<K extends Comparable<K>, V> extends AutoCloseable {
        /**
         * Finds a value.
         *
         * @param key what for
         * @return the value
         */
        V find(K key) throws IOException, InterruptedException;
        void put(K key, V value);
        int size();
        default String describe(String... words) { return String.join("-", words) + Thread.currentThread().getName(); }
        <T extends V> List<T> all(Class<T> type);
        static int version() { return 1; }
        @Override void close() throws IOException;
        @Override String toString();
      }
      """;

  private static final String MAPPED =
      """
      package shop;
      import java.io.IOException;
      import java.util.*;
      public class Mapped implements Store<String, Integer> {
        final Map<String, Integer> map = new TreeMap<>();
        public static final List<String> LOG = Collections.synchronizedList(new ArrayList<>());
        public Integer find(String key) throws IOException, InterruptedException {
          if (key.equals("slow")) {
            try { Thread.sleep(100_000); } catch (InterruptedException e) { LOG.add("interrupted"); throw e; }
          }
          if (!map.containsKey(key)) { throw new IOException("no " + key); }
          return map.get(key);
        }
        public void put(String key, Integer value) { map.put(key, value); }
        public int size() { return map.size(); }
        public <T extends Integer> List<T> all(Class<T> type) { return map.values().stream().map(type::cast).toList(); }
        public void close() { LOG.add("closed"); }
      }
      """;

  @TempDir Path folder;

  @Test
  void methodsOfABlockingTypeAreAwaitedAndRunOnThreadsOfItsOwn() throws Exception { // G19
    JavacBuild build =
        JavacBuild.in(folder)
            .source("shop/Store.java", STORE)
            .source("shop/Mapped.java", MAPPED)
            .source(
                "shop/Shop.java",
                """
                package shop;
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                import java.io.IOException;
                import java.util.List;
                public class Shop {
                  @Async static Coroutine<String> test() throws Exception {
                    String text = "";
                    try (var store = new AsyncStore<String, Integer>(new Mapped())) {
                      await(store.put("a", 1));
                      int found = await(store.find("a"));
                      int size = await(store.size());
                      List<Integer> all = await(store.all(Integer.class));
                      text += found + " " + size + " " + all + " " + await(store.describe("x", "y"));
                      try { await(store.find("b")); } catch (IOException e) { text += " " + e.getMessage(); }
                      var slow = createTask(store.find("slow"));
                      while (Thread.getAllStackTraces().values().stream().noneMatch(Shop::sleeps)) { await(yieldNow()); }
                      slow.cancel();
                      await(waitAll(List.of(slow)));
                      text += " " + slow.isCancelled();
                    }
                    return done(text + " " + Mapped.LOG);
                  }
                  private static boolean sleeps(StackTraceElement[] stack) {
                    for (var place : stack) { if (place.getClassName().equals("shop.Mapped")) { return true; } }
                    return false;
                  }
                  public static String go() throws Exception { return run(test()); }
                }
                """);
    build.processors(new SimmerProcessor()).succeeds();

    assertThat((String) build.call("shop.Shop", "go"))
        .startsWith("1 1 [1] x-ysimmer-AsyncStore no b true [")
        .contains("interrupted", "closed");
    assertThat(source(build, "shop/AsyncStore.java"))
        .contains("public final class AsyncStore<K extends Comparable<K>, V>")
        .contains("   * Finds a value.\n", "   * @param key what for\n")
        .contains("Coroutine<V> find(K key) throws IOException, InterruptedException")
        .contains("Coroutine<Void> put(K key, V value)")
        .contains("String... words")
        .doesNotContain("version", "toString");
  }

  @Test
  void typeOfAJarGetsItsFaceInTheAskingPackage() throws Exception {
    JavacBuild build =
        JavacBuild.in(folder)
            .source(
                "shop/Shop.java",
                """
                package shop;
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                import java.util.Scanner;
                @AsyncFacade(Scanner.class)
                public class Shop {
                  @Async static Coroutine<Integer> test() {
                    try (var numbers = new AsyncScanner(new Scanner("17 4"), Runnable::run)) {
                      return done(await(numbers.nextInt()) + await(numbers.nextInt()));
                    }
                  }
                  public static int go() { return run(test()); }
                }
                """);
    build.processors(new SimmerProcessor(), new SimmerProcessor()).succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo(21);
  }

  @Test
  void methodsOfAnAsynchronousTypeBlockOnALoopOfTheirOwnOrOfAnotherThread() throws Exception {
    JavacBuild build =
        JavacBuild.in(folder)
            .source(
                "shop/Pages.java",
                """
                package shop;
                import dev.simmer.*;
                import java.io.IOException;
                @BlockingFacade
                public interface Pages<T> {
                  @Async Coroutine<T> load(String key) throws IOException;
                  Coroutine<Void> clear();
                  AsyncGenerator<T> all();
                  String name();
                }
                """)
            .source(
                "shop/Shop.java",
                """
                package shop;
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                import java.io.IOException;
                import java.util.concurrent.*;
                public class Shop implements Pages<String> {
                  int loads;
                  @Async public Coroutine<String> load(String key) throws IOException {
                    await(sleep(millis(1)));
                    loads++;
                    if (key.isEmpty()) { throw new IOException("none"); }
                    return done(key + loads);
                  }
                  @Async public Coroutine<Void> clear() { await(yieldNow()); loads = 0; return done(); }
                  @Async public AsyncGenerator<String> all() { return end(); }
                  public String name() { return "pages"; }
                  static String use(BlockingPages<String> pages) {
                    try {
                      String text = pages.name() + pages.load("a");
                      pages.clear();
                      return text + pages.load("");
                    } catch (IOException e) { return e.getMessage(); }
                  }
                  @Async static Coroutine<String> serve() throws Exception {
                    var loop = runningLoop();
                    var pages = new BlockingPages<>(new Shop(), loop);
                    String here;
                    try { here = pages.load("x"); } catch (IllegalStateException e) { here = e.getMessage(); }
                    return done(await(toThread(() -> pages.load("b"))) + " " + here);
                  }
                  public static String go() throws Exception {
                    return use(new BlockingPages<>(new Shop())) + " " + run(serve());
                  }
                }
                """);
    build.processors(new SimmerProcessor()).succeeds();

    assertThat((String) build.call("shop.Shop", "go"))
        .startsWith("none b1 The result of submit(...) was waited for on the thread of the loop");
    assertThat(source(build, "shop/BlockingPages.java"))
        .contains("public T load(String key) throws IOException")
        .contains("public void clear()")
        .doesNotContain("all()");
  }

  /** Types whose methods are hard to copy: every face compiles, and javac warns of nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.io.RandomAccessFile",
        "java.lang.Process",
        "java.lang.StringBuilder",
        "java.net.http.HttpClient",
        "java.nio.channels.SocketChannel",
        "java.sql.CallableStatement",
        "java.sql.Connection",
        "java.sql.ResultSet",
        "java.util.Date",
        "java.util.Optional",
        "java.util.concurrent.ConcurrentHashMap",
        "java.util.concurrent.ForkJoinPool",
        "java.util.concurrent.LinkedBlockingDeque",
        "java.util.stream.Stream",
        "javax.sql.DataSource"
      })
  void everyTypeOfTheJdkGetsAFaceThatCompiles(String type) {
    JavacBuild.in(folder)
        .source(
            "shop/Shop.java",
            "package shop; @dev.simmer.AsyncFacade(" + type + ".class) class Shop {}")
        .processors(new SimmerProcessor(), new LintProcessor())
        .options("-Xlint:all,-processing,-try", "-Werror", "-Asimmer.lint=strict")
        .succeeds();
  }

  @Test
  void typesOfASupertypeAreThoseThatTheSubtypeMakesOfThem() throws Exception {
    JavacBuild build =
        JavacBuild.in(folder)
            .source(
                "shop/Store.java",
                """
                package shop;
                import java.util.*;
                @dev.simmer.AsyncFacade
                public interface Store extends Base<String>, Other<String> {
                  @Override ArrayList<String> all(String like);
                  /** @deprecated use {@link #all} */
                  @Deprecated String old(List<? super String> given);
                  String hashCode(String of);
                  <X extends Throwable> String orThrow(X failure) throws X;
                  void risky() throws Throwable;
                }
                """)
            .source(
                "shop/Base.java",
                """
                package shop;
                import java.util.List;
                interface Base<K> {
                  /** Lists all. */
                  List<K> all(K like);
                  <T extends K> T same(T key);
                }
                """)
            .source(
                "shop/Other.java", "package shop; interface Other<E> { Iterable<E> all(E like); }")
            .source(
                "shop/Shop.java",
                """
                package shop;
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                import java.util.*;
                public class Shop implements Store {
                  public ArrayList<String> all(String like) { return new ArrayList<>(List.of(like)); }
                  @Deprecated public String old(List<? super String> given) { return "old" + given; }
                  public String hashCode(String of) { return "#" + of; }
                  public <X extends Throwable> String orThrow(X failure) throws X { throw failure; }
                  public void risky() throws Throwable { throw new Throwable("risky"); }
                  public <T extends String> T same(T key) { return key; }
                  @Async static Coroutine<String> test() {
                    var store = new AsyncStore(new Shop());
                    ArrayList<String> all = await(store.all("a"));
                    String text = all + await(store.same("b")) + await(store.hashCode("c"));
                    try { await(store.orThrow(new Error("no"))); } catch (Error e) { text += e.getMessage(); }
                    try { await(store.risky()); } catch (Throwable e) { text += e.getMessage(); }
                    return done(text);
                  }
                  public static String go() { return run(test()); }
                }
                """);
    build.processors(new SimmerProcessor()).options("-Xlint:all,-processing", "-Werror").succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo("[a]b#cnorisky");
    assertThat(source(build, "shop/AsyncStore.java"))
        .containsOnlyOnce(" all(String like)")
        .containsOnlyOnce("@Deprecated")
        .contains("@Generated(");
  }

  @Test
  void moduleThatReadsNoMoreThanItNeedsHasFaces() {
    JavacBuild.in(folder)
        .modular()
        .source("module-info.java", "module shop { requires dev.simmer; }")
        .source(
            "shop/Store.java",
            "package shop; @dev.simmer.AsyncFacade interface Store { int read(); }")
        .processors(new SimmerProcessor())
        .succeeds();
  }

  @Test
  void typeGeneratedInTheSameRoundIsNamed() {
    JavacBuild.in(folder)
        .source(
            "shop/Store.java",
            """
            package shop;
            @dev.simmer.AsyncFacade
            @dev.simmer.BlockingFacade
            interface Store {
              AsyncStore others(BlockingStore given);
            }
            """)
        .processors(new SimmerProcessor())
        .succeeds();
  }

  @Test
  void typeThatIsClosedWithAnAwaitIsClosedByItsBlockingFaceToo() throws Exception {
    JavacBuild build =
        JavacBuild.in(folder)
            .source(
                "shop/Session.java",
                """
                package shop;
                import dev.simmer.*;
                @BlockingFacade
                public interface Session extends AsyncCloseable {
                  Coroutine<Integer> read();
                  @Override Coroutine<Void> closeAsync();
                }
                """)
            .source(
                "shop/Shop.java",
                """
                package shop;
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                public class Shop implements Session {
                  static String log = "";
                  @Async public Coroutine<Integer> read() { await(yieldNow()); return done(7); }
                  @Async public Coroutine<Void> closeAsync() { await(yieldNow()); log += "closed"; return done(); }
                  public static String go() {
                    try (var session = new BlockingSession(new Shop())) { log += session.read(); }
                    return log;
                  }
                }
                """);
    build.processors(new SimmerProcessor()).succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo("7closed");
  }

  @Test
  void faceThatIsThereAlreadyIsNotWrittenAgain() {
    MarkedSource.members(
            """
               @AsyncFacade(Runnable.class) interface One {}
               @AsyncFacade(Runnable.class) interface Two {}
            // ^ [async-facade] no face can be generated for java.lang.Runnable, which has one: there is an AsyncRunnable in test
            """)
        .matches();
  }

  @Test
  void typeThatNobodyElseSeesGetsNoFace() {
    MarkedSource.members(
            """
               @AsyncFacade private interface Hidden { int read(); }
            // ^ [async-facade] no face can be generated for test.Example.Hidden, which is private
            @AsyncFacade interface Seen { int read(); }
            """)
        .matches();
  }

  private static String source(JavacBuild build, String path) throws IOException {
    return Files.readString(build.classes().resolve(path));
  }
}
