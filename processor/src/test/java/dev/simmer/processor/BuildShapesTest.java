package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.lint.LintProcessor;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways in which build tools, other processors and the user's own layout surround the processor. */
class BuildShapesTest {
  private static final String SHOP =
      """
      package shop;
      import static dev.simmer.Simmer.*;
      import dev.simmer.*;
      public class Shop {
        @Async static Coroutine<Integer> price() { await(yieldNow()); return done(20); }
        @Async static Coroutine<Integer> total() { return done(await(price()) + await(price()) + 2); }
        public static Integer go() { return run(total()); }
      }
      """;

  @TempDir Path folder;

  @Test
  void plainBuildIsRewritten() throws Exception {
    JavacBuild build = JavacBuild.in(folder).source("shop/Shop.java", SHOP);
    build.processors(new SimmerProcessor()).succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo(42);
  }

  @Test
  void processorIsFoundOnTheProcessorPath() throws Exception {
    JavacBuild build = JavacBuild.in(folder).source("shop/Shop.java", SHOP);
    build.options("-processorpath", System.getProperty("java.class.path")).succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo(42);
  }

  @Test
  void javacIsToldThatItsAnnotationIsProcessed() {
    JavacBuild build =
        JavacBuild.in(folder)
            .source("shop/Shop.java", SHOP)
            .options("-Xlint:processing", "-Werror");
    build.processors(new SimmerProcessor(), new LintProcessor()).succeeds();
    build.processors(new LintProcessor(), new SimmerProcessor()).succeeds();
  }

  @Test
  void annotationsOfOthersAreLeftToThem() {
    JavacBuild.Outcome outcome =
        JavacBuild.in(folder)
            .source("shop/Shop.java", SHOP.replace("@Async", "@Mine @Async"))
            .source("shop/Mine.java", "package shop; @interface Mine {}")
            .options("-Xlint:processing")
            .processors(new SimmerProcessor(), new LintProcessor())
            .run();

    assertThat(outcome.messages())
        .singleElement()
        .asString()
        .contains("shop.Mine")
        .doesNotContain("Async");
  }

  @Test
  void processorIsDeclaredForIncrementalBuilds() { // T112
    assertThat(
            JavacBuild.pathOf(SimmerProcessor.class)
                .resolve("META-INF/gradle/incremental.annotation.processors"))
        .hasContent("dev.simmer.processor.SimmerProcessor,isolating\n");
  }

  @Test
  void environmentBehindAProxyIsRewritten() throws Exception {
    JavacBuild build = JavacBuild.in(folder).source("shop/Shop.java", SHOP);
    build.processors(inside(BuildShapesTest::proxied)).succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo(42);
  }

  @Test
  void environmentBehindADelegateIsRewrittenThroughItsFiler() throws Exception {
    List<String> written = new ArrayList<>();
    JavacBuild build = JavacBuild.in(folder).source("shop/Shop.java", SHOP);
    build.processors(inside(javac -> new TrackingEnvironment(javac, written))).succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo(42);
    assertThat(written).contains("shop/Shop.class <- 1").allMatch(file -> file.endsWith(" <- 1"));
  }

  @Test
  void proxyAroundADelegateIsRewritten() throws Exception {
    JavacBuild build = JavacBuild.in(folder).source("shop/Shop.java", SHOP);
    build
        .processors(inside(javac -> proxied(new TrackingEnvironment(javac, new ArrayList<>()))))
        .succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo(42);
  }

  @Test
  void secondCopyOfTheProcessorStandsAside() throws Exception { // T113
    JavacBuild build = JavacBuild.in(folder).source("shop/Shop.java", SHOP);
    build.processors(new SimmerProcessor(), new SimmerProcessor()).succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo(42);
  }

  @Test
  void copyFromAnotherClassLoaderStandsAsideToo() throws Exception {
    URL[] path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri())
            .map(BuildShapesTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader other = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      Processor copy =
          (Processor)
              other
                  .loadClass(SimmerProcessor.class.getName())
                  .getDeclaredConstructor()
                  .newInstance();
      JavacBuild build = JavacBuild.in(folder).source("shop/Shop.java", SHOP);
      build.processors(new SimmerProcessor(), copy).succeeds();

      assertThat(build.call("shop.Shop", "go")).isEqualTo(42);
    }
  }

  @Test
  void systemPropertiesAreAsTheyWereAfterACompilation() throws Exception {
    Map<Object, Object> before = Map.copyOf(System.getProperties());

    JavacBuild.in(folder)
        .source("shop/Shop.java", SHOP)
        .processors(new SimmerProcessor(), new SimmerProcessor())
        .succeeds();
    JavacBuild.in(folder)
        .source("shop/Shop.java", "class Broken {")
        .processors(new SimmerProcessor())
        .run();

    assertThat(Map.copyOf(System.getProperties())).isEqualTo(before);
  }

  @Test
  void sourcesOfAnotherProcessorAreCheckedAndRewritten() throws Exception { // T112
    JavacBuild build =
        JavacBuild.in(folder)
            .source(
                "shop/Shop.java",
                """
                package shop;
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                public class Shop {
                  @Async static Coroutine<Integer> total() { return done(await(Generated.price()) + 2); }
                  public static Integer go() { return run(total()); }
                }
                """);
    build.processors(new GeneratingProcessor(), new SimmerProcessor()).succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo(42);
  }

  @Test
  void namedModuleIsRewritten() throws Exception { // T114
    JavacBuild build =
        JavacBuild.in(folder)
            .source("module-info.java", "module shop { requires dev.simmer; exports shop; }")
            .source("shop/Shop.java", SHOP);
    build.modular().processors(new SimmerProcessor()).succeeds();

    ModuleLayer layer =
        ModuleLayer.boot()
            .defineModulesWithOneLoader(
                ModuleLayer.boot()
                    .configuration()
                    .resolve(
                        ModuleFinder.of(build.classes(), JavacBuild.runtime()),
                        ModuleFinder.of(),
                        Set.of("shop")),
                ClassLoader.getPlatformClassLoader());
    assertThat(layer.findLoader("shop").loadClass("shop.Shop").getMethod("go").invoke(null))
        .isEqualTo(42);
  }

  @Test
  void secondCompilationIntoTheSameFolderLeavesTheFirstAlone() throws Exception { // T112
    JavacBuild first = JavacBuild.in(folder).source("shop/Shop.java", SHOP);
    first.processors(new SimmerProcessor()).succeeds();
    Map<String, String> before = first.classFiles();

    JavacBuild second =
        JavacBuild.in(folder)
            .source(
                "shop/Cart.java",
                """
                package shop;
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                public class Cart {
                  @Async static Coroutine<Integer> twice() { return done(2 * await(Shop.total())); }
                  public static Integer go() { return run(twice()); }
                }
                """);
    second.processors(new SimmerProcessor()).succeeds();

    assertThat(second.classFiles()).containsAllEntriesOf(before);
    assertThat(second.call("shop.Cart", "go")).isEqualTo(84);
  }

  @Test
  void recompilingIntoTheSameFolderGivesTheSameBytes() throws Exception { // T116
    JavacBuild build = JavacBuild.in(folder).source("shop/Shop.java", SHOP);
    build.processors(new SimmerProcessor()).succeeds();
    Map<String, String> before = build.classFiles();

    build.processors(new SimmerProcessor()).succeeds();

    assertThat(build.classFiles()).containsExactlyEntriesOf(before);
  }

  @Test
  void classesWithoutAsyncCodeAreUntouched() { // T113
    String plain =
        """
        package shop;
        public class Plain {
          record Point(int x) {}
          Runnable r = () -> System.out.println(new Point(1));
        }
        """;
    JavacBuild with = JavacBuild.in(folder.resolve("with")).source("shop/Plain.java", plain);
    with.processors(new SimmerProcessor()).succeeds();
    JavacBuild without = JavacBuild.in(folder.resolve("without")).source("shop/Plain.java", plain);
    without.options("-proc:none").succeeds();

    assertThat(with.classFiles()).containsExactlyEntriesOf(without.classFiles());
  }

  @Test
  void generatedClassesOfAMethodThatIsNoLongerAsyncAreRemoved() throws Exception {
    JavacBuild before = JavacBuild.in(folder).source("shop/Shop.java", SHOP);
    before.processors(new SimmerProcessor()).succeeds();

    JavacBuild after =
        JavacBuild.in(folder)
            .source(
                "shop/Shop.java",
                "package shop; public class Shop { public static Integer go() { return 42; } }");
    after.processors(new SimmerProcessor()).succeeds();

    assertThat(after.classFiles()).containsOnlyKeys("shop/Shop.class");
  }

  @Test
  void mistakeStopsTheBuildBeforeAnythingIsRewritten() {
    JavacBuild build =
        JavacBuild.in(folder)
            .source(
                "shop/Shop.java",
                """
                package shop;
                class Shop {
                  dev.simmer.Coroutine<Integer> price;
                  int total() { return dev.simmer.Simmer.await(price); }
                }
                """);
    JavacBuild.Outcome outcome = build.processors(new SimmerProcessor()).run();

    assertThat(outcome.success()).isFalse();
    assertThat(outcome.messages())
        .singleElement()
        .asString()
        .startsWith("[async-await-outside] await() in total(), which is not @Async");
    assertThat(build.classes().resolve("shop").resolve("Shop.class")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none", "-g:source", "-g:vars", "-parameters"})
  void debugInformationIsTheUsersChoice(String option) throws Exception { // T111
    JavacBuild build = JavacBuild.in(folder).source("shop/Shop.java", SHOP).options(option);
    build.processors(new SimmerProcessor()).succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo(42);
  }

  @Test
  void lintNeedsNoDebugInformationEither() {
    JavacBuild.in(folder)
        .source("shop/Shop.java", SHOP)
        .options("-g:none", "-processorpath", System.getProperty("java.class.path"))
        .succeeds();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none", "-g:source", "-g:vars", "-parameters"})
  void mistakesAreFoundWhateverDebugInformationIsWritten(String option) {
    JavacBuild.Outcome outcome =
        JavacBuild.in(folder)
            .source(
                "Shop.java",
                """
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                class Shop {
                  @Async Coroutine<Void> pay() {
                    synchronized (this) {
                      await(yieldNow());
                    }
                    Runnable later = () -> {
                      await(yieldNow());
                    };
                    return done();
                  }
                }
                """)
            .options(option)
            .processors(new SimmerProcessor())
            .run();

    assertThat(outcome.messages())
        .satisfiesExactlyInAnyOrder(
            message -> assertThat(message).startsWith("[async-await-in-synchronized]"),
            message -> assertThat(message).startsWith("[async-await-in-lambda]"));
  }

  @Test
  void implicitlyCompiledClassesAreRewritten() throws Exception {
    JavacBuild other =
        JavacBuild.in(folder)
            .source(
                "shop/Cart.java",
                """
                package shop;
                public class Cart { public static Integer go() { return Shop.go(); } }
                """);
    Files.writeString(
        Files.createDirectories(folder.resolve("src/shop")).resolve("Shop.java"), SHOP);
    other
        .options("-implicit:class", "-sourcepath", folder.resolve("src").toString())
        .processors(new SimmerProcessor())
        .succeeds();

    assertThat(other.call("shop.Cart", "go")).isEqualTo(42);
  }

  @Test
  void packageSplitOverTwoFoldersIsRewrittenInBoth() throws Exception { // T114
    JavacBuild first = JavacBuild.in(folder.resolve("first")).source("shop/Shop.java", SHOP);
    first.processors(new SimmerProcessor()).succeeds();
    JavacBuild second =
        JavacBuild.in(folder.resolve("second"))
            .library(first.classes())
            .source(
                "shop/Cart.java",
                """
                package shop;
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                public class Cart {
                  @Async static Coroutine<Integer> twice() { return done(2 * await(Shop.total())); }
                  public static Integer go() { return run(twice()); }
                }
                """);
    second.processors(new SimmerProcessor()).succeeds();

    URL[] path = {url(first.classes().toUri()), url(second.classes().toUri())};
    try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
      assertThat(loader.loadClass("shop.Cart").getMethod("go").invoke(null)).isEqualTo(84);
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void multiReleaseJarHoldsARewrittenClassForEachRelease() throws Exception { // T114
    JavacBuild base = JavacBuild.in(folder.resolve("base")).source("shop/Shop.java", SHOP);
    base.options("--release", "17").processors(new SimmerProcessor()).succeeds();
    JavacBuild newer =
        JavacBuild.in(folder.resolve("newer"))
            .source("shop/Shop.java", SHOP.replace("done(20)", "done(50)"));
    newer.options("--release", "21").processors(new SimmerProcessor()).succeeds();

    Path jar = folder.resolve("shop.jar");
    PrintStream unread = new PrintStream(OutputStream.nullOutputStream());
    ToolProvider.findFirst("jar")
        .orElseThrow()
        .run(
            unread,
            unread,
            "--create",
            "--file=" + jar,
            "-C",
            base.classes().toString(),
            ".",
            "--release",
            "21",
            "-C",
            newer.classes().toString(),
            ".");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {url(jar.toUri())}, getClass().getClassLoader())) {
      assertThat(loader.loadClass("shop.Shop").getMethod("go").invoke(null)).isEqualTo(102);
    }
  }

  @Test
  void classOfAThousandAsyncMethodsIsRewritten() throws Exception { // T115
    StringBuilder methods = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      methods.append(
          """
          @Async static Coroutine<Integer> m%d(int n) { if (n == 0) await(yieldNow()); int one = 1; return done(%s + one); }
          """
              .formatted(i, i == 0 ? "await(async(() -> done(0)))" : "await(m" + (i - 1) + "(n))"));
    }
    JavacBuild build =
        JavacBuild.in(folder)
            .source(
                "shop/Big.java",
                """
                package shop;
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                public class Big {
                %s
                  public static Integer go() { return run(() -> done(await(m999(0)) + await(m999(1)))); }
                }
                """
                    .formatted(methods));
    build.processors(new SimmerProcessor()).succeeds();

    assertThat(build.call("shop.Big", "go")).isEqualTo(2000);
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Processor inside(UnaryOperator<ProcessingEnvironment> wrapper) {
    Processor simmer = new SimmerProcessor();
    return new AbstractProcessor() {
      @Override
      public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        simmer.init(wrapper.apply(environment));
      }

      @Override
      public Set<String> getSupportedAnnotationTypes() {
        return simmer.getSupportedAnnotationTypes();
      }

      @Override
      public Set<String> getSupportedOptions() {
        return simmer.getSupportedOptions();
      }

      @Override
      public SourceVersion getSupportedSourceVersion() {
        return simmer.getSupportedSourceVersion();
      }

      @Override
      public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return simmer.process(annotations, round);
      }
    };
  }

  /** What an IDE hands out: a dynamic proxy that forwards every call. */
  private static ProcessingEnvironment proxied(ProcessingEnvironment environment) {
    InvocationHandler forward =
        (proxy, method, arguments) -> {
          try {
            return method.invoke(environment, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            BuildShapesTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            forward);
  }

  /**
   * What a build tool with incremental compilation hands out: its filer records each file and the
   * number of elements it was made for, which must be one.
   */
  private record TrackingEnvironment(ProcessingEnvironment delegate, List<String> written)
      implements ProcessingEnvironment {
    @Override
    public Filer getFiler() {
      return new TrackingFiler(delegate.getFiler(), written);
    }

    @Override
    public Map<String, String> getOptions() {
      return delegate.getOptions();
    }

    @Override
    public Messager getMessager() {
      return delegate.getMessager();
    }

    @Override
    public Elements getElementUtils() {
      return delegate.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return delegate.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return delegate.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return delegate.getLocale();
    }
  }

  private record TrackingFiler(Filer delegate, List<String> written) implements Filer {
    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... origins)
        throws IOException {
      return delegate.createSourceFile(name, origins);
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... origins)
        throws IOException {
      written.add(name.toString().replace('.', '/') + ".class <- " + origins.length);
      return delegate.createClassFile(name, origins);
    }

    @Override
    public FileObject createResource(
        JavaFileManager.Location location,
        CharSequence packageName,
        CharSequence name,
        Element... origins)
        throws IOException {
      written.add(packageName.toString().replace('.', '/') + "/" + name + " <- " + origins.length);
      return delegate.createResource(location, packageName, name, origins);
    }

    @Override
    public FileObject getResource(
        JavaFileManager.Location location, CharSequence packageName, CharSequence name)
        throws IOException {
      return delegate.getResource(location, packageName, name);
    }
  }

  /** Another processor of the same compilation, which writes async code of its own. */
  private static final class GeneratingProcessor extends AbstractProcessor {
    private boolean generated;

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
      if (!generated) {
        generated = true;
        try (Writer source =
            processingEnv.getFiler().createSourceFile("shop.Generated").openWriter()) {
          source.write(
              """
              package shop;
              import static dev.simmer.Simmer.*;
              import dev.simmer.*;
              class Generated {
                @Async static Coroutine<Integer> price() { await(yieldNow()); return done(40); }
              }
              """);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }
}
