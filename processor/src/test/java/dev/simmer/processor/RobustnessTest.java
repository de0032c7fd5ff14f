package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.simmer.processor.rewrite.ClassRewriter;
import dev.simmer.processor.rewrite.TypeOracle;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that javac rejects never makes the checks fail, and a failure of theirs is never silent. */
class RobustnessTest {
  /** Pins T111. */
  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none", "-g:vars", "-g:source"})
  void asyncMethodCompilesWithWhateverDebugInformation(String debug) {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new SimmerProcessor())
            .withOptions(debug)
            .compile(
                JavaFileObjects.forSourceString(
                    "P",
                    """
                    import static dev.simmer.Simmer.*;
                    import dev.simmer.*;
                    class P {
                      @Async Coroutine<Integer> one() { return done(1); }
                      @Async Coroutine<Integer> two() { return done(1 + await(async(() -> one()))); }
                    }
                    """));
    assertThat(compilation.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Async Missing<String> missingReturnType() { return null; }",
        "@Async Coroutine<Missing> missingArgument() { return done(await(missing())); }",
        "@Missing @Async Coroutine<Void> missingAnnotation() { await(1, 2, 3); return done(); }",
        "@Async Coroutine<Void> twice() { return done(); } @Async Coroutine<Void> twice() { await(quote()); return done(); }",
        "void twice() {} void twice() { await(quote()); }",
        "Missing field = () -> await(quote());",
        "Missing<Void> field = x -> { for (var a : each(missing())) { emit(a); } };",
        "void resources() { try (missing; var a = missing(); Missing b = new Missing()) { await(a); } }",
        "Object o = new Missing() { int x = await(quote()); { emit(x); } };",
        "class Inner extends Missing implements AsyncCloseable { void f() { try (var me = this) {} close(); } }",
        "class Cycle extends Cycle { { await(quote()); } }",
        "Runnable r = Missing::await; Runnable s = Simmer::missing; Runnable t = missing::close;",
        "var local = await(quote());",
        "Object o = () -> await(quote());",
        "void f() { synchronized (missing) { await(missing); } }",
        "void f() { for (int i : each()) {} for (Missing m : each(m)) {} }",
        "@Async void () { await(quote()); }",
        "Example { await(quote()); }",
        "void f() { await(quote()) }",
        "@Async Coroutine<Void> f( { await(",
        "enum E { A(await(quote())), B { { emit(1); } }; E() {} E(Missing m) { this(await(m)); } }",
        "interface I { default I() { await(quote()); } int X = await(X); }",
        "record R(int x) { R { await(this.x); } R(Missing m) { super(await(m)); } }",
        "@interface A { int value() default await(quote()); }",
        "@SuppressWarnings(await(quote())) void f() {}",
        "AsyncCallable<Void> f = (missing) -> { await(missing); };",
        "void f() { createTask(createTask(() -> { await(quote()); })); this.missing(() -> { await(quote()); }); }",
        "void f() { switch (missing) { case Missing m when await(m): emit(m); default -> each(1); } }",
      })
  void codeThatJavacRejectsIsSurvived(String members) {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new SimmerProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "Example",
                    """
                    import static dev.simmer.Simmer.*;
                    import dev.simmer.*;
                    class Example {
                      static Coroutine<Integer> quote() { return done(1); }
                      %s
                    }
                    """
                        .formatted(members)));

    assertThat(compilation.errors()).isNotEmpty();
    assertThat(compilation.diagnostics())
        .extracting(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .noneMatch(message -> message.contains("async-internal"));
  }

  @Test
  void codeThatDoesNotKnowSimmerIsLeftAlone() {
    Compilation compilation =
        Compiler.javac()
            .withClasspath(List.of())
            .withProcessors(new SimmerProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "Example",
                    """
                    class Example implements AutoCloseable {
                      public void close() {}
                      static int await(int x) { try (var me = new Example()) { me.close(); } return x; }
                      Runnable r = () -> await(1);
                    }
                    """));

    assertThat(compilation.diagnostics()).isEmpty();
  }

  @Test
  void resourceWhoseSuperclassIsMissingIsSurvived(@TempDir Path folder) throws IOException {
    Path library =
        Files.writeString(
            Files.createDirectories(folder.resolve("src")).resolve("Library.java"),
            """
            abstract class Gone implements dev.simmer.AsyncCloseable {}
            class Library extends Gone implements AutoCloseable {
              public dev.simmer.Coroutine<Void> closeAsync() { return null; }
            }
            """);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    assertThat(javac(library, classes, List.of("-proc:none"))).isTrue();
    Files.delete(classes.resolve("Gone.class"));

    Compilation compilation =
        Compiler.javac()
            .withClasspath(classPathWith(classes))
            .withProcessors(new SimmerProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "Example",
                    """
                    class Example {
                      void f(Library library) { try (library) {} }
                      Runnable r = () -> { try (var other = (Library) null) {} };
                    }
                    """));

    assertThat(compilation.diagnostics())
        .extracting(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .noneMatch(message -> message.contains("async-internal"));
  }

  @Test
  void failureOfACheckNamesTheMethodAndFailsTheBuild() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new FailingProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "shop.Example",
                    """
                    package shop;
                    class Example {
                      void harmless() {}
                      void guilty(AutoCloseable resource) throws Exception { try (resource) {} }
                    }
                    """));

    assertThat(compilation.status()).isEqualTo(Compilation.Status.FAILURE);
    assertThat(compilation.errors()).hasSize(1);
    Diagnostic<?> error = compilation.errors().get(0);
    assertThat(error.getMessage(Locale.ROOT))
        .startsWith(
            "[async-internal] Simmer failed on shop.Example.guilty:"
                + " java.lang.IllegalStateException: planted\n");
    assertThat(error.getLineNumber()).isEqualTo(4);
  }

  @Test
  void failureOfTheRewriterNamesTheMethodAndFailsTheBuild() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new FailingRewriter())
            .compile(
                JavaFileObjects.forSourceString(
                    "shop.Example",
                    """
                    package shop;
                    import static dev.simmer.Simmer.*;
                    import dev.simmer.*;
                    class Example {
                      @Async Coroutine<Void> harmless() { return done(); }
                      @Async Coroutine<Void> guilty(java.io.StringReader resource) {
                        try (resource) { await(yieldNow()); }
                        return done();
                      }
                    }
                    """));

    assertThat(compilation.errors()).hasSize(1);
    Diagnostic<?> error = compilation.errors().get(0);
    assertThat(error.getMessage(Locale.ROOT))
        .startsWith(
            "[async-internal] Simmer failed on shop.Example.guilty:"
                + " java.lang.IllegalStateException: planted\n");
    assertThat(error.getLineNumber()).isEqualTo(6);
  }

  private static boolean javac(Path source, Path classes, List<String> options) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    List<String> all =
        Stream.concat(options.stream(), Stream.of("-d", classes.toString())).toList();
    return compiler.getTask(null, files, null, all, null, files.getJavaFileObjects(source)).call();
  }

  private static List<java.io.File> classPathWith(Path folder) {
    return Stream.concat(
            Stream.of(folder.toFile()),
            Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(java.io.File::new))
        .toList();
  }

  /** Runs the checks on a language model that fails when it is asked about a type. */
  private static final class FailingProcessor extends AbstractProcessor {
    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      JavacTask task = JavacTask.instance(environment);
      Types failing =
          (Types)
              Proxy.newProxyInstance(
                  Types.class.getClassLoader(),
                  new Class<?>[] {Types.class},
                  (proxy, method, arguments) -> {
                    throw new IllegalStateException("planted");
                  });
      AsyncChecks checks = new AsyncChecks(Trees.instance(task), task.getElements(), failing);
      task.addTaskListener(
          new TaskListener() {
            @Override
            public void finished(TaskEvent event) {
              if (event.getKind() == TaskEvent.Kind.ANALYZE) {
                checks.check(event.getCompilationUnit(), event.getTypeElement());
              }
            }
          });
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }
  }

  /** Rewrites with an oracle that fails when it is asked about a type. */
  private static final class FailingRewriter extends AbstractProcessor {
    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      JavacTask task = JavacTask.instance(environment);
      TypeOracle failing =
          (type, supertype) -> {
            throw new IllegalStateException("planted");
          };
      task.addTaskListener(
          new CompilationListener(
              new AsyncChecks(task),
              new ClassFiles(environment.getFiler()),
              new CompiledTypes(environment.getElementUtils(), environment.getTypeUtils()),
              new ClassRewriter(failing, new ClassRewriter.Options(false)),
              environment.getMessager()));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }
  }
}
