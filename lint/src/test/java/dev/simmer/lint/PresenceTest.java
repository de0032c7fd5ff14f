package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs without anything async are not looked at closely, and all others are. */
class PresenceTest {

  @TempDir static Path library;

  /** A library whose interface is async, for programs that never name a type of Simmer. */
  @BeforeAll
  static void compileTheLibrary() throws IOException {
    Path source = library.resolve("Mail.java");
    Files.writeString(
        source,
        """
        package mail;
        import dev.simmer.*;
        import java.util.function.Supplier;
        public interface Mail {
          interface Body { Coroutine<String> write(); }
          interface Step extends Supplier<Coroutine<Void>> {}
          Coroutine<Void> LAST = null;
          Coroutine<Void> send(String text);
          void each(Supplier<Coroutine<Void>> body);
          void with(Body body);
          void first(Step step);
          EventLoop loop();
          interface Filter { void check(); }
          Filter spam();
        }
        """);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                library.toString(),
                source.toString());
    assertThat(exit).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "int size(List<String> names) { return names.stream().map(String::trim).toList().size(); }",
        "void run() throws Exception { Thread.sleep(5); new Thread(this::go).start(); } void go() {}",
        "Runnable task = new Runnable() { @Override public void run() { System.exit(1); } };",
        "@SuppressWarnings(\"unchecked\") <T> T get(Object o) { return (T) o; }",
        "String get(Future<String> f) throws Exception { return f.get(); }",
        "mail.Mail keep(mail.Mail mail) { return mail; }"
      })
  void codeWithoutAnythingAsyncIsPassedOver(String members) {
    assertThat(isFound(members)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void go(mail.Mail mail) { mail.send(\"x\"); }",
        "void go(mail.Mail mail) { var sent = mail.send(\"x\"); }",
        "void go(List<mail.Mail> all) { all.forEach(mail -> mail.send(\"x\")); }",
        "void go(List<String> all, mail.Mail mail) { all.stream().map(mail::send); }",
        "void go(mail.Mail mail) { mail.each(() -> null); }",
        "void go(mail.Mail mail) { mail.each(PresenceTest::none); }",
        "void go(mail.Mail mail) { mail.with(() -> null); }",
        "void go(mail.Mail mail) { mail.first(() -> null); }",
        "void go(mail.Mail mail) { mail.loop().callSoon(() -> {}); }",
        "Object go() { return mail.Mail.LAST; }",
        "@dev.simmer.Async void go() {}",
        "Object go() { return new Object() { @dev.simmer.Async void go() {} }; }",
        "dev.simmer.Coroutine<Void> go() { return null; }",
        "void go() { dev.simmer.Simmer.run(() -> null); }",
        "@interface NonBlocking {} @NonBlocking void go() {}",
        "void go(CompletableFuture<String> later) { later.thenApply(String::trim); }",
        "@SuppressWarnings(\"async\") void go() {}",
        "@SuppressWarnings({\"unchecked\", \"async-blocking-call\"}) void go() {}",
        "<T extends CompletableFuture<String>> void go(T later) { later.cancel(true); }"
      })
  void codeWithAnythingAsyncIsNot(String members) {
    assertThat(isFound(members)).isTrue();
  }

  @Test
  void anImportOfSimmerOrAnAsyncMethodDecidesForItsFileAlone() {
    assertThat(
            found(
                "class A {}",
                "import dev.simmer.Coroutine; class B {}",
                "class C { static class D { @dev.simmer.Async void go() {} } }"))
        .containsExactly(false, true, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C c;",
        "Object c = new C();",
        "void go() { C.first(); }",
        "void go() { Runnable r = C::first; }",
        "Object o = C.LIST;",
        "void go(java.util.List<? extends C[]> all) {}",
        "class D extends C {}",
        "@C.Mark void mark() {}"
      })
  void asyncCodeLeadsToWhatItMentionsWhereverThatStands(String members) {
    String mentioned = "class C { static void first() {} static int LIST; @interface Mark {} }";
    String start = "import dev.simmer.*; class A { %s }".formatted(members);
    assertThat(found(mentioned, start, "class E {}")).containsExactly(true, true, false);
    assertThat(found("class E {}", start, mentioned)).containsExactly(false, true, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class B { C c; @dev.simmer.Async void go() {} }",
        "class B { class D { C c; @dev.simmer.Async void go() {} } }",
        "@NonBlocking class B { C c; void go() {} } @interface NonBlocking {}",
        "class B { C c; @interface NonBlocking {} @NonBlocking void go() {} }",
        "class B { C c; void go() {} @B.NonBlocking int size() { return 0; } @interface NonBlocking {} }"
      })
  void declarationThatMayBeAsyncLeadsOnBesideAnImportOfSimmer(String declaration) {
    assertThat(found("class C {}", "import dev.simmer.*; class A {}", declaration, "class E {}"))
        .startsWith(true)
        .containsOnlyOnce(false)
        .endsWith(false);
  }

  @Test
  void asyncCodeLeadsToWhatIsMentionedOnTheWay() {
    assertThat(
            found(
                "class A { C c() { return new C(); } }",
                "class B { }",
                "class C extends D {}",
                "class D { static E[] e() { return null; } }",
                "class E {}",
                "import dev.simmer.*; class F { void go(A a) { var e = a.c().e(); } }"))
        .containsOnlyOnce(false)
        .hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class B implements S {}",
        "class B { Object s = new S() {}; }",
        "class B { static class N extends C implements S {} static class C {} }",
        "class B { void go() { class L implements T<String> {} } }",
        "class B { Object t = new T<String>() {}; }",
        "class B implements T.@T.M N {}",
        "enum B implements S { X }"
      })
  void asyncCodeLeadsToWhatImplementsATypeThatItMentions(String implementor) {
    String source = "import java.lang.annotation.*; " + implementor;
    String types =
        "import java.lang.annotation.*; class O {} interface S {} interface T<V> { interface N {} @Target(ElementType.TYPE_USE) @interface M {} }";
    assertThat(found(source, types, "import dev.simmer.*; class A { S s; }"))
        .containsExactly(true, true, true, true, true);
  }

  @Test
  void bodyToWatchThatOnlyAnotherBodyShowsLeadsOnInAProgramThatHasOthers() {
    assertThat(
            found(
                "import dev.simmer.*; class A {}",
                "class B { void go(mail.Mail mail) { mail.each(() -> { C.go(); return null; }); } }",
                "class C { static void go() {} }",
                "class D {}"))
        .containsExactly(true, true, true, false);
  }

  @Test
  void bodyToWatchThatOnlyAnotherBodyShowsDecidesFromThereOn() {
    assertThat(
            found(
                "class A {}",
                "class B { void go(mail.Mail mail) { mail.each(() -> null); } }",
                "class C {}"))
        .containsExactly(false, true, true);
  }

  @Test
  void valueOfAnAsyncTypeDecidesForItsClassAlone() {
    assertThat(
            found(
                "class A { java.util.concurrent.Future<String> a; }",
                "class B { java.util.concurrent.CompletableFuture<String> go() { return null; } }",
                "class C { void go(mail.Mail mail) { mail.send(\"x\"); } }",
                "class D {}"))
        .containsExactly(false, true, true, false);
  }

  @Test
  void pathLeadsThroughAClassThatWasPassedOver() {
    Linted.unit(
            """
            class A {
              static void first() { B.second(); }
              interface Step { void take() throws Exception; }
              static class Slow implements Step {
                @Override public void take() throws Exception { first(); }
              }
            }
            """)
        .and("class B { static void second() { try { Thread.sleep(9); } catch (Exception e) {} } }")
        .and(
            """
            class C {
              void go(mail.Mail mail) {
                mail.each(() -> {
                  A.first(); // [async-blocking-transitive] A.first -> B.second -> Thread.sleep
                  return mail.send("");
                });
                mail.first(() -> {
                  A.first(); // [async-blocking-transitive]
                  return mail.send("");
                });
              }
            }
            """)
        .on(library.toFile())
        .reportsWhatIsMarked();
  }

  private static final String ASYNC =
      """
      import dev.simmer.*;
      import static dev.simmer.Simmer.*;
      class B {
        @Async Coroutine<Void> go(mail.Mail mail) {
          await(yieldNow());
          mail.spam().check(); // %s
          return done();
        }
      }
      """;

  private static final String SLOW =
      """
      class A implements mail.Mail.Filter {
        @Override public void check() {
          try { Thread.sleep(9); } catch (InterruptedException e) {}
        }
      }
      """;

  private static final String QUICK =
      "class D implements mail.Mail.Filter { @Override public void check() {} }";

  @ParameterizedTest
  @ValueSource(strings = {"SB", "SBC", "BSC", "BCS", "CBS"})
  void pathLeadsThroughAClassThatOnlyALibraryKnowsWhereverItStands(String order) {
    linted(order, ASYNC.formatted("[async-blocking-transitive] -> Thread.sleep"))
        .reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SQB", "SBQC", "BSQC", "BSCQ", "BQCS", "QBS"})
  void oneOfTwoClassesThatOnlyALibraryKnowsMayBeTheOtherOne(String order) {
    linted(order, ASYNC.formatted("")).reportsWhatIsMarked();
  }

  private static Linted linted(String order, String async) {
    List<String> sources =
        order
            .chars()
            .mapToObj(
                each ->
                    switch (each) {
                      case 'B' -> async;
                      case 'S' -> SLOW;
                      case 'Q' -> QUICK;
                      default -> "class C {}";
                    })
            .toList();
    Linted linted = Linted.unit(sources.get(0)).on(library.toFile());
    sources.stream().skip(1).forEach(linted::and);
    return linted;
  }

  @Test
  void staleLineOfABaselineIsFoundWhereNothingIsAsyncAnyMore(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("lint.baseline"), "async-blocking-call\tA\tThread.sleep blocks\n");
    Linted.unit("class A {} // [async-unused-suppression] the baseline has a report that is gone")
        .option("-Asimmer.lint.baseline=" + file)
        .reportsWhatIsMarked();
  }

  @SuppressWarnings("unused") // it is called by name, in one of the programs above
  static Object none() {
    return null;
  }

  private static boolean isFound(String members) {
    String source =
        "import java.util.*; import java.util.concurrent.*; class PresenceTest {\n"
            + "static <T> T none() { return null; }\n"
            + members
            + "}";
    return found(source).get(0);
  }

  /** Returns for each class, in the order in which javac analyses them, what was known then. */
  private static List<Boolean> found(String... sources) {
    Watcher watcher = new Watcher();
    Stream<File> own =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(File::new);
    var compilation =
        Compiler.javac()
            .withClasspath(Stream.concat(own, Stream.of(library.toFile())).toList())
            .withProcessors(watcher)
            .compile(
                Arrays.stream(sources)
                    .map(source -> JavaFileObjects.forSourceString(nameOf(source), source))
                    .toList());
    assertThat(compilation.errors()).isEmpty();
    return watcher.found;
  }

  private static String nameOf(String source) {
    String declared = source.substring(source.indexOf("class ") + "class ".length());
    return declared.substring(0, declared.indexOf(' '));
  }

  /** Follows a compilation as the lint does. */
  @SupportedAnnotationTypes("*")
  private static final class Watcher extends AbstractProcessor {
    private final List<Boolean> found = new ArrayList<>();

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      JavacEnvironment javac = JavacEnvironment.find(environment).orElseThrow();
      Compilation compilation = new Compilation(javac.environment(), environment, false);
      Presence presence = new Presence(compilation, false);
      javac
          .task()
          .addTaskListener(
              new TaskListener() {
                @Override
                public void finished(TaskEvent event) {
                  if (event.getKind() == TaskEvent.Kind.ENTER) {
                    presence.entered(event.getCompilationUnit());
                  } else if (event.getKind() == TaskEvent.Kind.ANALYZE) {
                    TreePath path = compilation.trees().getPath(event.getTypeElement());
                    found.add(presence.asksForALook(path, false));
                    presence.looked(path, FactCollector.collect(compilation, path));
                  }
                }
              });
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }
  }
}
