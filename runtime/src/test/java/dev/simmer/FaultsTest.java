package dev.simmer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows that the tests of the facts can fail: puts one fault after another into the sources, and
 * sees the test named beside it fail. The faults are in {@code faults.txt}.
 *
 * <p>Left out of the normal build, which it would double: {@code mvn -pl runtime test
 * -Dtest.excluded= -Dtest=FaultsTest}.
 */
@Tag("faults")
@Timeout(120)
class FaultsTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/simmer");
  private static final List<Path> CLASSES =
      List.of(Path.of("target/classes"), Path.of("target/test-classes"));
  private static final long LONGEST_SECONDS = 10;

  /** A fault, and the test that must notice it. */
  record Fault(String fact, String test, String file, String code, String faulty) {
    @Override
    public String toString() {
      return fact + " " + test;
    }
  }

  static Stream<Fault> faults() throws IOException {
    List<Fault> faults = new ArrayList<>();
    List<String> lines = Files.readAllLines(Path.of("src/test/resources/faults.txt"));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
        continue;
      }
      String[] head = lines.get(i).split(" ", 2);
      faults.add(
          new Fault(
              head[0],
              head[1],
              lines.get(i + 1),
              lines.get(i + 2).substring(2).strip(),
              lines.get(i + 3).substring(2).strip()));
      i += 3;
    }
    return faults.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void testFailsWithTheFaultIn(Fault fault, @TempDir Path folder) throws Exception {
    Path file = SOURCES.resolve(fault.file);
    String source = Files.readString(file);
    assertThat(source).as("the code of %s", fault).contains(fault.code);
    Path faulty = folder.resolve("src").resolve(file.getFileName());
    Files.createDirectories(faulty.getParent());
    Files.writeString(faulty, source.replace(fault.code, fault.faulty));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    compile(faulty, classes);

    assertThat(outcome(fault, classes)).as("what the test says to the fault").isNotNull();
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
                CLASSES.get(0) + File.pathSeparator + System.getProperty("java.class.path"),
                source.toString());
    assertThat(status).as("%s", messages).isZero();
  }

  /** Runs the test against the faulty classes; null when it passes. */
  private static Throwable outcome(Fault fault, Path classes) throws Exception {
    try (Loader loader = new Loader(classes)) {
      FutureTask<Throwable> run = new FutureTask<>(() -> run(fault.test, loader));
      Thread thread = new Thread(run, "fault");
      thread.setDaemon(true);
      thread.start();
      try {
        return run.get(LONGEST_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException hangs) {
        thread.interrupt();
        thread.join(1_000);
        return hangs;
      }
    }
  }

  private static Throwable run(String test, ClassLoader loader) throws Exception {
    String[] names = test.split("\\.");
    Class<?> type = Class.forName("dev.simmer." + names[0], true, loader);
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object instance = constructor.newInstance();
    try {
      call(type.getDeclaredMethod(names[1]), instance);
      call(type.getSuperclass().getDeclaredMethod("nothingUnexpectedIsReported"), instance);
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private static void call(Method method, Object instance) throws Exception {
    method.setAccessible(true);
    method.invoke(instance);
  }

  /**
   * Loads the faulty class first, and everything of Simmer itself, so that all of it is one
   * package.
   */
  private static final class Loader extends URLClassLoader {
    Loader(Path faulty) {
      super(urls(faulty), FaultsTest.class.getClassLoader());
    }

    private static URL[] urls(Path faulty) {
      List<Path> all = new ArrayList<>(CLASSES);
      all.add(0, faulty);
      return all.stream()
          .map(
              path -> {
                try {
                  return path.toAbsolutePath().toUri().toURL();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toArray(URL[]::new);
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
