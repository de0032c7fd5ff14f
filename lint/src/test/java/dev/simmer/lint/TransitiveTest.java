package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A blocking call further down: across methods, classes, files and class files. */
class TransitiveTest {

  private static final String LAYERS =
      """
      package shop;
      import java.nio.file.*;
      public class Service {
        private final Repository repository = new Repository();
        public String load(String id) throws Exception { return repository.find(id); }
        public static int size() { return 3; }
      }
      """;

  private static final String REPOSITORY =
      """
      package shop;
      import java.nio.file.*;
      public final class Repository {
        String find(String id) throws Exception {
          return Files.readString(Path.of(id));
        }
      }
      """;

  private static final String HANDLER =
      """
      @Async Coroutine<String> handle(String id) throws Exception {
        Service.size();
        return done(new Service().load(id)); // [async-blocking-transitive] Service.load reaches Files.readString
      }
      """;

  private static final List<String> PATH =
      List.of(
          "[async-blocking-transitive] Service.load reaches Files.readString, which blocks the event"
              + " loop in Pages.handle (file)",
          "    path:   Pages.handle -> Service.load -> Repository.find -> Files.readString",
          "            Service.load calls Repository.find at Service.java:5",
          "            Repository.find calls Files.readString at Repository.java:5");

  @Test
  void pathThroughThreeLayersOfSourceIsPrinted() {
    var linted = Linted.members(HANDLER).and(LAYERS).and(REPOSITORY);
    linted.reportsWhatIsMarked();
    assertThat(linted.messages().get(0).lines().toList()).startsWith(PATH.toArray(new String[0]));
  }

  @Test
  void whoeverIsAnalysedFirstThePathIsTheSame() {
    var linted = Linted.unit(REPOSITORY).and(LAYERS).and(memberUnit(HANDLER));
    assertThat(linted.messages().get(0).lines().toList()).startsWith(PATH.toArray(new String[0]));
  }

  @Test
  void pathThroughClassFilesReadsTheSame(@TempDir Path folder) throws IOException {
    compileInto(folder, REPOSITORY, LAYERS);
    var linted = Linted.members(HANDLER).on(folder.toFile());
    linted.reportsWhatIsMarked();
    assertThat(linted.messages().get(0).lines().toList())
        .startsWith(PATH.get(0), PATH.get(1), PATH.get(2), PATH.get(3));
  }

  @Test
  void errorWhereEveryEdgeIsExactElseWarning() {
    Linted linted =
        Linted.members(
            """
            static void exact() throws Exception { deeper(); }
            private static void deeper() throws Exception { Thread.sleep(1); }
            void open() throws Exception { Thread.sleep(1); }
            @Async Coroutine<Void> load(Pages other) throws Exception {
              exact(); // [async-blocking-transitive] Pages.exact reaches Thread.sleep, which blocks
              other.open(); // [async-blocking-transitive] can block
              new Pages().open(); // [async-blocking-transitive] which blocks
              return done();
            }
            """);
    linted.reportsWhatIsMarked();
    assertThat(linted.compile().errors()).hasSize(2);
    assertThat(linted.compile().warnings()).hasSize(1);
  }

  @Test
  void constructorBlocksWhereTheOneAboveItDoes() {
    Linted.members(
            """
            static class Log extends java.io.RandomAccessFile {
              Log(String name) throws java.io.IOException { super(name, "r"); }
              Log() throws java.io.IOException { this("log"); }
            }
            static class Memory extends java.io.ByteArrayInputStream {
              Memory(byte[] bytes) { super(bytes); }
            }
            static class Wrapped extends java.io.BufferedInputStream {
              Wrapped(java.io.InputStream in) { super(in); }
            }
            @Async Coroutine<Void> load() throws java.io.IOException {
              new Log("x"); // [async-blocking-transitive] new Log reaches new RandomAccessFile
              new Log(); // [async-blocking-transitive] new Log reaches new RandomAccessFile
              new java.io.FileReader("x") {}; // [async-blocking-transitive] reaches new FileReader
              new Memory(new byte[0]);
              new java.io.ByteArrayInputStream(new byte[0]) {};
              new Wrapped(new Memory(new byte[0]));
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void classesImplementBeforeTheirInterfacesDoAndTheNearestInterfaceFirst() {
    Linted.members(
            """
            static void nap() { try { Thread.sleep(1); } catch (Exception e) { } }
            interface Slow { default void go() { nap(); } }
            interface Quick extends Slow { default void go() {} }
            static class Napper { public void go() { nap(); } }
            static class Worker { public void go() {} }
            static final class A extends Napper implements Quick {}
            static final class B extends Worker implements Slow {}
            static final class C implements Slow, Quick {}
            static final class D extends Worker implements Slow { public void go() { super.go(); nap(); } }
            static class E implements Slow {}
            static final class F extends E implements Quick {}
            @Async Coroutine<Void> load() {
              Slow a = new A();
              a.go(); // [async-blocking-transitive] which blocks
              Slow b = new B();
              b.go();
              Slow c = new C();
              c.go();
              Slow d = new D();
              d.go(); // [async-blocking-transitive] which blocks
              Slow e = new E();
              e.go(); // [async-blocking-transitive] which blocks
              Slow f = new F();
              f.go();
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void interfaceIsReportedOnlyIfEveryImplementationBlocks() {
    Linted.members(
            """
            interface Store { String read(); }
            static class Disk implements Store { public String read() { return IO.in(); } }
            static class Memory implements Store { public String read() { return ""; } }
            interface Only { String read(); }
            static class Tape implements Only { public String read() { return IO.in(); } }
            static class IO {
              static String in() { try { Thread.sleep(1); } catch (Exception e) { } return ""; }
            }
            @Async Coroutine<Void> load(Store store, Only only, Disk disk) {
              store.read();
              only.read(); // [async-blocking-transitive] can block
              disk.read(); // [async-blocking-transitive] can block
              Store memory = new Memory();
              memory.read();
              Store exact = new Disk();
              exact.read(); // [async-blocking-transitive] Store.read reaches Thread.sleep, which blocks
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void shortestPathWinsAndRecursionEnds() {
    var linted =
        Linted.members(
            """
            static void a(int n) throws Exception { if (n > 0) { a(n - 1); b(n); } else { c(); } }
            static void b(int n) throws Exception { c(); a(n); }
            static void c() throws Exception { Thread.sleep(1); }
            static void loop() { loop(); }
            @Async Coroutine<Void> load() throws Exception {
              a(3); // [async-blocking-transitive] Pages.load -> Pages.a -> Pages.c -> Thread.sleep
              loop();
              return done();
            }
            """);
    linted.reportsWhatIsMarked();
  }

  @Test
  void whatDoesNotRunHereIsNotFollowed() {
    Linted.members(
            """
            @interface NonBlocking {}
            static void nap() { LockSupport.park(); }
            @Async static Coroutine<Void> other() { nap(); return done(); } // [async-blocking-transitive]
            @NonBlocking static void trusted() { nap(); } // [async-blocking-contract] Pages.nap reaches
            static Runnable later() { return () -> nap(); }
            static void spawn() { new Thread(() -> nap()).start(); new Thread(Pages::nap).start(); }
            @Async Coroutine<Void> load() throws Exception {
              await(other());
              trusted();
              later();
              spawn();
              await(toThread(() -> nap()));
              await(toThread(Pages::nap));
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void lambdasThatRunInPlaceAreFollowed() {
    Linted.members(
            """
            static void nap(int i) { LockSupport.parkNanos(i); }
            @Async Coroutine<Void> load(List<Integer> l, Map<Integer, String> m, EventLoop loop,
                List<CompletableFuture<String>> futures) {
              l.forEach(i -> LockSupport.parkNanos(i)); // [async-blocking-transitive] in a lambda that runs in place
              l.forEach(i -> nap(i)); // [async-blocking-transitive] Pages.load -> Pages.nap -> LockSupport.parkNanos
              l.forEach(Pages::nap); // [async-blocking-transitive] Pages.nap reaches
              m.computeIfAbsent(1, k -> System.console().readLine()); // [async-blocking-transitive] console
              futures.stream().map(CompletableFuture::join).toList(); // [async-blocking-transitive] future
              l.stream().map(i -> i + 1).toList();
              loop.callSoon(() -> nap(1)); // [async-blocking-transitive] in a callback of callSoon
              return done();
            }
            @Async Coroutine<List<String>> all(List<CompletableFuture<String>> futures) {
              await(CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0])));
              futures.forEach(f -> f.join());
              return done(futures.stream().map(CompletableFuture::join).toList());
            }
            """)
        .reportsWhatIsMarked();
  }

  private static final String HELPERS =
      """
      package shop;
      import java.util.*;
      import java.util.function.*;
      class Helpers {
        public static void call(Runnable work) { work.run(); }
        public static <T> T timed(String name, long when, Supplier<T> work) { return work.get(); }
        public static void keep(List<Runnable> all, Runnable work) { all.add(work); }
        public static void fork(Runnable work) { new Thread(work).start(); }
        public static void replace(Runnable work) { work = () -> {}; work.run(); }
      }
      """;

  private static final String HANDS_FUNCTIONS =
      """
      static int nap() { try { Thread.sleep(1); } catch (Exception e) { } return 1; }
      @Async Coroutine<Void> load(java.util.List<Runnable> all) {
        Helpers.call(() -> nap()); // [async-blocking-transitive] Helpers.call -> Pages.nap -> Thread.sleep
        Helpers.call(Pages::nap); // [async-blocking-transitive] Helpers.call reaches Thread.sleep
        Helpers.timed("x", 1L, () -> { return nap(); }); // [async-blocking-transitive]
        Helpers.call(() -> System.nanoTime());
        Helpers.keep(all, () -> nap());
        Helpers.fork(() -> nap());
        Helpers.replace(() -> nap());
        return done();
      }
      """;

  @Test
  void functionIsFollowedIntoAMethodThatRunsIt() {
    Linted.unit(HELPERS).and(memberUnit(HANDS_FUNCTIONS)).reportsWhatIsMarked();
  }

  @Test
  void functionIsFollowedIntoAClassFileThatRunsIt(@TempDir Path folder) throws IOException {
    compileInto(folder, HELPERS.replace("work = () -> {};", "Runnable other = () -> {};"));
    Linted.members(HANDS_FUNCTIONS.replace("Helpers.replace(() -> nap());", ""))
        .on(folder.toFile())
        .reportsWhatIsMarked();
  }

  @Test
  void innerClassesAndPrivateMethodsOfClassFilesAreFollowed(@TempDir Path folder)
      throws IOException {
    compileInto(
        folder,
        """
        package shop;
        class Nap {
          static void nap() { try { Thread.sleep(1); } catch (Exception e) { } }
          class Inner { Inner(int times) { nap(); } }
        }
        """,
        """
        package shop;
        interface Service {
          private void hidden() { Nap.nap(); }
          default void load() { hidden(); }
          final class Plain implements Service {}
        }
        """);
    Linted.members(
            """
            @Async Coroutine<Void> load(Nap nap) {
              nap.new Inner(1); // [async-blocking-transitive] new Inner reaches Thread.sleep, which blocks
              new Service.Plain().load(); // [async-blocking-transitive] which blocks
              return done();
            }
            """)
        .on(folder.toFile())
        .reportsWhatIsMarked();
  }

  @Test
  void functionIsFollowedFromMethodToMethodUntilOneRunsIt() {
    Linted.members(
            """
            static int nap() { try { Thread.sleep(1); } catch (Exception e) { } return 1; }
            interface Operation { int apply(int a, String b); }
            static void call(Runnable work) { work.run(); }
            static void twice(Runnable work) { call(work); }
            static void each(List<String> all, Consumer<String> work) { all.forEach(work); }
            static void inside(List<String> all, Runnable work) { all.forEach(name -> work.run()); }
            static int operate(Operation work) { return work.apply(1, ""); }
            static void ends(Runnable work, int n) { if (n > 0) { ends(work, n - 1); } }
            static void works(Runnable work, int n) { if (n > 0) { works(work, n - 1); } work.run(); }
            static void helper() { call(() -> nap()); }
            static void pool(Runnable work, ExecutorService pool) { pool.submit(() -> work.run()); }
            static void unless(boolean here, Runnable work, ExecutorService pool) {
              if (here) { work.run(); } else { pool.execute(work); }
            }
            static void maybe(boolean here, Runnable work, ExecutorService pool) {
              if (here) { work.run(); } else { pool.execute(() -> work.run()); }
            }
            static class Now { Now(Runnable work) { work.run(); } }
            interface Either { void in(Runnable work); }
            static class Here implements Either { public void in(Runnable work) { work.run(); } }
            static class There implements Either { public void in(Runnable work) { } }
            interface Always { void in(Runnable work); }
            static class Ever implements Always { public void in(Runnable work) { work.run(); } }
            @Async Coroutine<Void> retry(Runnable work) { work.run(); return done(); }
            @Async Coroutine<Void> load(
                List<String> all, ExecutorService pool, Either either, Always always) {
              twice(() -> nap()); // [async-blocking-transitive] Pages.twice -> Pages.nap -> Thread.sleep
              each(all, name -> nap()); // [async-blocking-transitive]
              inside(all, () -> nap()); // [async-blocking-transitive]
              operate((a, b) -> nap()); // [async-blocking-transitive]
              works(() -> nap(), 3); // [async-blocking-transitive]
              helper(); // [async-blocking-transitive] Pages.helper -> Pages.call -> Pages.nap
              new Now(() -> nap()); // [async-blocking-transitive]
              new Here().in(() -> nap()); // [async-blocking-transitive]
              always.in(() -> nap()); // [async-blocking-transitive]
              Runnable kept = () -> nap();
              call(kept); // [async-blocking-transitive]
              await(retry(() -> nap())); // [async-blocking-transitive] Pages.retry reaches Thread.sleep
              ends(() -> nap(), 3);
              pool(() -> nap(), pool);
              unless(true, () -> nap(), pool);
              maybe(true, () -> nap(), pool);
              either.in(() -> nap());
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void loopOverElementsCallsTheirIterator() {
    Linted.members(
            """
            @interface Blocking {}
            interface Rows extends Iterable<String> { @Blocking Iterator<String> iterator(); }
            interface Cursor extends Iterator<String> { @Blocking boolean hasNext(); }
            interface Lines extends Iterable<String> { Cursor iterator(); }
            static class Slow implements Iterable<String> {
              public Iterator<String> iterator() {
                try { Thread.sleep(1); } catch (Exception e) { }
                return null;
              }
            }
            static void helper(Rows rows) { for (String row : rows) {} }
            @Async Coroutine<Void> load(Rows rows, Lines lines, List<String> names, int[] numbers) {
              for (String row : rows) {} // [async-blocking-call] Rows.iterator
              for (String line : lines) {} // [async-blocking-call] Cursor.hasNext
              for (String late : new Slow()) {} // [async-blocking-transitive] Slow.iterator reaches
              helper(rows); // [async-blocking-transitive] Pages.helper -> Rows.iterator
              for (String name : names) {}
              for (int number : numbers) {}
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void nestedLoopIsFoundAcrossMethodsToo() {
    Linted.members(
            """
            @Async static Coroutine<String> get() { return done(""); }
            static String now() { return run(get()); }
            @Async Coroutine<Void> load() {
              now(); // [async-nested-run] Pages.now starts a loop inside the running loop
              await(toThread(() -> now()));
              return done();
            }
            void main() { now(); }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void suppressionHoldsAtTheCallInAsyncCode() {
    Linted.members(
            """
            static void nap() { LockSupport.park(); }
            @SuppressWarnings("async-blocking-transitive")
            @Async Coroutine<Void> load() { nap(); return done(); }
            """)
        .reportsWhatIsMarked();
  }

  private static String memberUnit(String members) {
    return "package shop; import static dev.simmer.Simmer.*; import dev.simmer.*;\nclass Pages {\n"
        + members
        + "}\n";
  }

  private static void compileInto(Path folder, String... sources) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-g", "-d", folder.toString()));
    int number = 0;
    for (String source : sources) {
      String name = number++ == 0 ? "Repository.java" : "Service.java";
      Path file = folder.resolve(name);
      Files.writeString(file, source);
      arguments.add(file.toString());
    }
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(new String[0]));
    assertThat(exit).isZero();
  }

  @Test
  void fixNamesTheTwinOfAMethodThatHasOne() {
    Linted.members(
            """
            @interface Blocking {}
            static class Store {
              String find(long id) throws Exception { Thread.sleep(1); return ""; }
              @Async Coroutine<String> findAsync(long id) throws Exception {
                return done(find(id)); // [async-blocking-transitive] await(toThread(() -> find(id)))
              }
              @Blocking native String load();
              native CompletableFuture<String> loadAsync();
              @Blocking native String list();
              native CompletableFuture<Integer> listAsync();
            }
            @Async Coroutine<String> load(Store store) throws Exception {
              store.load(); // [async-blocking-call] await(store.loadAsync())
              store.list(); // [async-blocking-call] await(toThread(() -> store.list()))
              return done(store.find(7)); // [async-blocking-transitive] await(store.findAsync(7))
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void fixNamesTheFaceOfATypeThatHasOne() { // G19
    Linted.members(
            """
            static class Store { String find(long id) throws Exception { Thread.sleep(1); return ""; } }
            static class Plain { String find(long id) throws Exception { Thread.sleep(1); return ""; } }
            @Async Coroutine<String> load(Store store, Plain plain) throws Exception {
              plain.find(1); // [async-blocking-transitive] await(toThread(() -> plain.find(1)))
              return done(store.find(7)); // [async-blocking-transitive] await(face.find(7)), where face = new AsyncStore(store)
            }
            """)
        .and(
            """
            package shop;
            class AsyncStore {
              AsyncStore(Pages.Store store) {}
              dev.simmer.Coroutine<String> find(long id) { return dev.simmer.Simmer.done(""); }
            }
            """)
        .and(
            """
            package shop;
            class AsyncPlain { // not one of Plain's, which it is not made of
              dev.simmer.Coroutine<String> find(long id) { return dev.simmer.Simmer.done(""); }
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void fixNamesTheFaceOfATypeOfAJarInWhateverPackageAskedForIt() { // G19
    Linted.members(
            """
            @Async Coroutine<Boolean> commit(Connection connection) throws SQLException {
              connection.commit(); // [async-blocking-call] await(face.commit()), where face = new AsyncConnection(connection)
              connection.rollback(); // [async-blocking-call] await(toThread(() -> connection.rollback()))
              return done(connection.isValid(1)); // [async-blocking-call] await(face.isValid(1)), where face = new AsyncConnection(connection)
            }
            """)
        .and(
            """
            package shop.db;
            public final class AsyncConnection {
              public AsyncConnection(java.sql.Connection connection) {}
              public dev.simmer.Coroutine<Void> commit() { return dev.simmer.Simmer.done(); }
              public dev.simmer.Coroutine<Boolean> isValid(int s) { return dev.simmer.Simmer.done(true); }
            }
            """)
        .reportsWhatIsMarked();
  }
}
