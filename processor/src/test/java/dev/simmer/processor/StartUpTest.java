package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a program that waits once and says hello makes the JVM load, beside what it loads anyway.
 */
@Timeout(60)
class StartUpTest {
  private static final Pattern LOADED = Pattern.compile("\\[class,load\\] (\\S+) source:");

  /** About a quarter of a millisecond each, and no more than a tenth over what is needed now. */
  private static final int MOST_OF_OURS = 55;

  private static Set<String> loaded = Set.of();

  @BeforeAll
  static void sayHello() throws IOException, InterruptedException {
    Path folder =
        Compiled.of(
                """
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                public class Hello {
                  @Async static Coroutine<String> greeting(int delay) {
                    await(sleep(millis(delay)));
                    return done("hello");
                  }
                  @Async private static Coroutine<Void> hello() {
                    System.out.println(await(greeting(1)));
                    return done();
                  }
                  public static void main(String[] args) { run(hello()); }
                }
                """,
                """
                public class Plain {
                  public static void main(String[] args) { System.out.println("hello"); }
                }
                """)
            .folder();
    loaded = loaded(folder, "Hello");
    loaded.removeAll(loaded(folder, "Plain"));
  }

  @Test
  void helloLinksNoLambdaAndNoOtherMethodHandle() {
    assertThat(loaded)
        .isNotEmpty()
        .noneMatch(name -> name.startsWith("java.lang.invoke.") || name.contains("Lambda"));
  }

  @Test
  void helloLoadsFewClassesOfOurs() {
    assertThat(loaded.stream().filter(name -> name.startsWith("dev.simmer.")))
        .contains("dev.simmer.Loop", "dev.simmer.Task")
        .hasSizeLessThanOrEqualTo(MOST_OF_OURS);
  }

  @Test
  void helloLoadsNeitherJmxNorSelectorsNorThreadPools() {
    assertThat(loaded)
        .noneMatch(name -> name.matches("java\\.lang\\.management\\..*|java\\.nio\\.channels\\..*"))
        .noneMatch(name -> name.matches("java\\.util\\.concurrent\\..*Executor.*"));
  }

  private static Set<String> loaded(Path folder, String main)
      throws IOException, InterruptedException {
    Path log = Scratch.folder().resolve("classes");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                folder + File.pathSeparator + JavacBuild.runtime(),
                main)
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes()).strip()).isEqualTo("hello");
    assertThat(process.waitFor()).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(LOADED::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
