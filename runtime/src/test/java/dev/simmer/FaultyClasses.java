package dev.simmer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.spi.ToolProvider;

/** Loads the runtime and its tests afresh, with some classes of the runtime replaced. */
final class FaultyClasses extends ClassLoader {
  private static final ToolProvider JAVAC = ToolProvider.findFirst("javac").orElseThrow();
  private static final Path RUNTIME = Path.of("target/classes");
  private static final Path TESTS = Path.of("target/test-classes");
  private static final Map<Path, byte[]> READ = new ConcurrentHashMap<>();

  private final Path replaced;

  /** Takes what lies in a folder instead of what is there; an empty one replaces nothing. */
  FaultyClasses(Path replaced) {
    super(FaultyClasses.class.getClassLoader());
    this.replaced = replaced;
  }

  /** Compiles a source with a fault in, against the runtime as it is, into a folder. */
  static void compile(Fault fault, Path folder) throws IOException {
    Path source = folder.resolve(fault.file().getFileName());
    Files.writeString(source, fault.faultySource());
    String classPath =
        RUNTIME
            + File.pathSeparator
            + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    String target = folder.toString();
    int status =
        JAVAC.run(
            out, out, "-proc:none", "-nowarn", "-d", target, "-cp", classPath, source.toString());
    assertThat(status).as("%s", messages).isZero();
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

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    for (Path folder : List.of(replaced, RUNTIME, TESTS)) {
      Path found = folder.resolve(file);
      if (Files.exists(found)) {
        byte[] bytes =
            folder == replaced ? read(found) : READ.computeIfAbsent(found, FaultyClasses::read);
        return defineClass(name, bytes, 0, bytes.length, domain(folder == TESTS ? TESTS : RUNTIME));
      }
    }
    throw new ClassNotFoundException(name);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The runtime tells its own classes from others by where they were loaded from. */
  private static ProtectionDomain domain(Path folder) {
    try {
      CodeSource source = new CodeSource(folder.toUri().toURL(), (Certificate[]) null);
      return new ProtectionDomain(source, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
