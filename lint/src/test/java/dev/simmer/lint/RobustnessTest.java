package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken programs, wrapped compilers, other people's jars, several copies of the lint. */
class RobustnessTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Async Coroutine<Void> f() { missing(); return done(); }",
        "@Async Coroutine<Missing> f() { Thread.sleep(; return done(); }",
        "@Async Missing<Void> f() { var x = new Missing(); x.save(); return x; }",
        "@Async Coroutine<Void> f() { Missing.run(() -> { save(); }); return done(); }",
        "void f() { List<Missing> l; for (Missing m : l) { m.go().then(Missing::x); } }",
        "class A extends B {} class B extends A { @Async Coroutine<Void> f() { g(); } }",
        "@Missing(x = y) @Async Coroutine<Void> f() { try (var m = new Missing()) { } }",
        "int f( { switch (x) { case 1 -> save(); } }",
        "@Async Coroutine<Void> f() { this::missing; Runnable r = this::missing; }",
        "record R(Missing m) { R { m.get(); } } enum E { A { void f() { zap(); } } }",
      })
  void brokenSourceGetsJavacsErrorsAndNoneOfOurs(String members) {
    var linted = Linted.members(members);
    assertThat(linted.compile().errors()).isNotEmpty();
    assertThat(linted.messages()).isEmpty();
  }

  @Test
  void aMistakeElsewhereDoesNotHideAReport() {
    assertThat(
            Linted.async("Thread.sleep(1);")
                .and("package shop; class Other { int x = \"\"; }")
                .messages())
        .hasSize(1);
  }

  @Test
  void assignmentToAFieldOfAnObjectIsFollowed() {
    Linted.members(
            """
            int count;
            @Async Coroutine<Void> save() { return done(); }
            void f(int count) { this.count = count; save(); } // [async-unawaited-coroutine]
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void theRuntimeIsNotAccused(@TempDir Path folder) throws IOException {
    Path runtime = Path.of("..", "runtime", "src", "main", "java");
    var compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
    var said = new java.io.StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null);
        var sources = Files.walk(runtime)) {
      var task =
          compiler.getTask(
              said,
              files,
              null,
              List.of("-Xlint:-options", "-d", folder.toString()),
              null,
              files.getJavaFileObjectsFromPaths(
                  sources
                      .filter(file -> file.toString().endsWith(".java"))
                      .filter(file -> !file.endsWith("module-info.java"))
                      .toList()));
      task.setProcessors(List.of(new LintProcessor()));
      assertThat(task.call()).as(said.toString()).isTrue();
    }
    assertThat(said.toString()).doesNotContain("[async-");
  }

  @Test
  void moduleAndPackageDescriptorsAreNoClasses() {
    Linted.unit("/** Text. */ @Deprecated package shop;").reportsWhatIsMarked();
  }

  @Test
  void severalCopiesReportOnce() {
    var compilation =
        Compiler.javac()
            .withProcessors(new LintProcessor(), new LintProcessor())
            .compile(sleeping());
    assertThat(compilation.errors()).hasSize(1);
  }

  @Test
  void proxiedEnvironmentIsUnwrapped() {
    assertThat(compileWith(RobustnessTest::proxy)).hasSize(1);
  }

  @Test
  void delegatingEnvironmentIsUnwrapped() {
    assertThat(compileWith(environment -> proxy(new Delegate(environment).asProxy()))).hasSize(1);
  }

  @Test
  void anotherCompilerIsToldSoOnce() {
    var messages =
        compileWith(
            environment ->
                (ProcessingEnvironment)
                    Proxy.newProxyInstance(
                        RobustnessTest.class.getClassLoader(),
                        new Class<?>[] {ProcessingEnvironment.class},
                        new Forgetful(environment.getMessager())));
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0)).contains("Compile with javac");
  }

  private record Forgetful(Object messager) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
      return method.getName().equals("getMessager") ? messager : null;
    }
  }

  private record Delegate(ProcessingEnvironment behind) {
    ProcessingEnvironment asProxy() {
      return proxy(behind);
    }
  }

  private static ProcessingEnvironment proxy(ProcessingEnvironment environment) {
    InvocationHandler handler = (proxy, method, arguments) -> method.invoke(environment, arguments);
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            RobustnessTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            handler);
  }

  private static List<String> compileWith(
      java.util.function.UnaryOperator<ProcessingEnvironment> wrapper) {
    var lint = new LintProcessor();
    var wrapping =
        new AbstractProcessor() {
          @Override
          public synchronized void init(ProcessingEnvironment environment) {
            lint.init(wrapper.apply(environment));
          }

          @Override
          public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
          }

          @Override
          public javax.lang.model.SourceVersion getSupportedSourceVersion() {
            return javax.lang.model.SourceVersion.latest();
          }

          @Override
          public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) {
            return false;
          }
        };
    return Compiler.javac().withProcessors(wrapping).compile(sleeping()).diagnostics().stream()
        .map(diagnostic -> diagnostic.getMessage(null))
        .toList();
  }

  private static javax.tools.JavaFileObject sleeping() {
    return JavaFileObjects.forSourceString(
        "shop.Pages",
        """
        package shop;
        class Pages {
          @dev.simmer.Async dev.simmer.Coroutine<Void> load() throws Exception {
            Thread.sleep(1);
            return dev.simmer.Simmer.done();
          }
        }
        """);
  }

  @Test
  void aJarBringsItsOwnRows(@TempDir Path folder) throws IOException {
    compileInto(
        folder,
        "package acme; public class Client {"
            + " public String call(String s) { return s; } public void tick() {}"
            + " public void each(Runnable r) {} public static class Fast extends Client {} }");
    Path rows = folder.resolve("META-INF/simmer/blocking");
    Files.createDirectories(rows);
    Files.writeString(
        rows.resolve("acme.db"),
        """
        # what Acme knows about itself
        acme.Client#call(Ljava/lang/String;) net C await({receiver}.callAsync({0}))
        acme.Client#each runs-arg=0 on=loop
        !acme.Client$Fast#call(*)
        """);
    Linted.members(
            """
            @Async Coroutine<Void> load(acme.Client client, acme.Client.Fast fast) {
              client.call("x"); // [async-blocking-call] await(client.callAsync("x"))
              client.tick();
              fast.call("x");
              client.each(() -> LockSupport.park()); // [async-blocking-call] a callback of each
              return done();
            }
            """)
        .on(folder.toFile())
        .reportsWhatIsMarked();
  }

  @Test
  void aMalformedRowIsNamedWithItsLineAndTheOthersHold(@TempDir Path folder) throws IOException {
    compileInto(folder, "package acme; public class Client { public void call() {} }");
    Path rows = folder.resolve("META-INF/simmer/blocking");
    Files.createDirectories(rows);
    Files.writeString(rows.resolve("acme.db"), "acme.Client call\nacme.Client#call(*) net C\n");
    var diagnostics =
        Linted.async("new acme.Client().call();").on(folder.toFile()).compile().diagnostics();
    assertThat(diagnostics)
        .anyMatch(d -> d.getMessage(null).contains("acme.db:1: expected owner#name"))
        .anyMatch(d -> d.getMessage(null).contains("[async-blocking-call] Client.call"));
  }

  /** javac warns of such an annotation when it reads the class, which it does only if asked to. */
  @Test
  void classesThatOnlyLibrariesUseAreNotReadByJavac(@TempDir Path folder) throws IOException {
    compileInto(
        folder,
        """
        package acme;
        public class Client {
          public static void call() { Deep.go(); }
        }
        @interface Gone { String value(); }
        @Gone("x") final class Deep {
          static void go() { new Deep().sleep(); }
          void sleep() { java.util.concurrent.locks.LockSupport.park(); }
        }
        """);
    Files.delete(folder.resolve("acme/Gone.class"));
    var linted = Linted.async("acme.Client.call();").option("-Xlint:classfile").on(folder.toFile());
    assertThat(linted.messages())
        .singleElement(STRING)
        .startsWith("[async-blocking-transitive]")
        .contains("Client.call", "Deep.go", "Deep.sleep");
    assertThat(linted.compile().diagnostics()).hasSize(1);
  }

  private static void compileInto(Path folder, String source) throws IOException {
    Path file = folder.resolve("Client.java");
    Files.writeString(file, source);
    int exit =
        javax.tools.ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), file.toString());
    assertThat(exit).isZero();
    Files.delete(file);
  }

  @Test
  void withoutTheRuntimeNonBlockingMethodsAreStillChecked() {
    Linted.unit(
            """
            package shop;
            class Handler {
              @interface NonBlocking {}
              @NonBlocking void handle() throws Exception {
                Thread.sleep(1); // [async-blocking-contract] executor.submit(() -> Thread.sleep(1))
              }
              void plain() throws Exception { Thread.sleep(1); }
            }
            """)
        .withoutSimmer()
        .reportsWhatIsMarked();
  }

  @Test
  void theCatalogueHoldsNoMalformedRow() throws IOException {
    for (String name : List.of("jdk.db", "libraries.db", "simmer.db")) {
      var complaints = new java.util.ArrayList<String>();
      try (var stream =
          Lint.class.getClassLoader().getResourceAsStream(CatalogueReader.FOLDER + name)) {
        new CatalogueReader(new Catalogue(), complaints::add).read(stream, name);
      }
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void classPathOfTheTestsIsWhatItClaims() {
    assertThat(System.getProperty("java.class.path").split(File.pathSeparator))
        .anyMatch(entry -> entry.contains("runtime"));
  }
}
