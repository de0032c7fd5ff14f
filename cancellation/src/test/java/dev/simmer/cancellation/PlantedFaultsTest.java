package dev.simmer.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows that the matrix can fail: puts one fault after another into the runtime, and sees the
 * operation named beside it go wrong. The faults are in {@code faults.txt}.
 *
 * <p>Left out of the normal build: {@code mvn -pl cancellation -am test -Dtest.excluded=
 * -Dtest=PlantedFaultsTest -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("faults")
@Timeout(120)
class PlantedFaultsTest {
  private static final Path SOURCES = Path.of("../runtime/src/main/java/dev/simmer");
  private static final long LONGEST_SECONDS = 60;

  /** A fault, and the operation that must go wrong with it. */
  record Fault(String operation, String what, String file, String code, String faulty) {
    @Override
    public String toString() {
      return operation + ": " + what;
    }
  }

  static List<Fault> faults() throws IOException {
    List<Fault> faults = new ArrayList<>();
    List<String> lines = Files.readAllLines(Path.of("src/test/resources/faults.txt"));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
        continue;
      }
      String[] head = lines.get(i).split(": ", 2);
      faults.add(
          new Fault(
              head[0],
              head[1],
              lines.get(i + 1),
              lines.get(i + 2).substring(2).strip(),
              lines.get(i + 3).substring(2).strip()));
      i += 3;
    }
    return faults;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void operationGoesWrongWithTheFaultIn(Fault fault, @TempDir Path folder) throws Exception {
    Path file = SOURCES.resolve(fault.file);
    String source = Files.readString(file);
    assertThat(source.split(Pattern.quote(fault.code), -1))
        .as("the code of %s, once in its file", fault)
        .hasSize(2);
    Path faulty = folder.resolve("src").resolve(file.getFileName());
    Files.createDirectories(faulty.getParent());
    Files.writeString(faulty, source.replace(fault.code, fault.faulty));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    compile(faulty, classes);

    assertThat(outcome(fault, classes)).as("what the matrix says to the fault").isNotEmpty();
  }

  private static void compile(Path source, Path target) {
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                out,
                out,
                "-proc:none",
                "-nowarn",
                "-d",
                target.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(status).as("%s", messages).isZero();
  }

  /** Plays the operation against the faulty classes; empty when nothing goes wrong. */
  private static String outcome(Fault fault, Path classes) throws Exception {
    try (Loader loader = new Loader(classes)) {
      FutureTask<String> run = new FutureTask<>(() -> play(fault.operation, loader));
      Thread thread = new Thread(run, "fault");
      thread.setDaemon(true);
      thread.start();
      try {
        return run.get(LONGEST_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException hangs) {
        thread.interrupt();
        thread.join(1_000);
        return "it hangs";
      }
    }
  }

  private static String play(String operation, ClassLoader loader) throws Exception {
    Class<?> matrix = Class.forName("dev.simmer.cancellation.Matrix", true, loader);
    var firstViolation = matrix.getDeclaredMethod("firstViolation", String.class);
    firstViolation.setAccessible(true);
    try {
      return (String) firstViolation.invoke(null, operation);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** Loads the faulty class first, and all of Simmer itself, so that all of it is one package. */
  private static final class Loader extends URLClassLoader {
    Loader(Path faulty) {
      super(urls(faulty), PlantedFaultsTest.class.getClassLoader());
    }

    private static URL[] urls(Path faulty) {
      Stream<Path> rest =
          Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of);
      return Stream.concat(Stream.of(faulty), rest).map(Loader::url).toArray(URL[]::new);
    }

    private static URL url(Path path) {
      try {
        return path.toAbsolutePath().toUri().toURL();
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.simmer.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
  }
}
