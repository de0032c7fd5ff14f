package dev.simmer.differential.fault;

import dev.simmer.differential.world.Compiler;
import dev.simmer.processor.SimmerProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Processor;

/**
 * Makes processors that have a fault: one source is compiled again, and all classes are loaded
 * anew.
 */
final class FaultyProcessor implements Supplier<Processor> {
  private static final String PACKAGE = "dev.simmer.processor.";

  private final Class<?> type;

  private FaultyProcessor(Class<?> type) {
    this.type = type;
  }

  /**
   * Makes the fault.
   *
   * @param sources the folder of the rewriter's package
   * @param classPath what the rewriter is compiled against
   */
  static FaultyProcessor with(Fault fault, Path sources, List<Path> classPath) throws IOException {
    String source = fault.apply(Files.readString(sources.resolve(fault.file())));
    String name = PACKAGE + "rewrite." + fault.file().replace(".java", "");
    Compiler.Result compiled =
        new Compiler(classPath, null)
            .compile(Map.of(name, source), List.of("-nowarn", "-proc:none"));
    if (!compiled.errors().isEmpty()) {
      throw new IllegalArgumentException(
          "The fault \"" + fault.name() + "\" does not compile: " + compiled.errors());
    }
    try {
      return new FaultyProcessor(
          new Loader(compiled.classes()).loadClass(SimmerProcessor.class.getName()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the processor is missing", e);
    }
  }

  @Override
  public Processor get() {
    try {
      return (Processor) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the processor cannot be made", e);
    }
  }

  /** Loads the processor's classes by itself, with some of them replaced. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> replaced;

    Loader(Map<String, byte[]> replaced) {
      super(SimmerProcessor.class.getClassLoader());
      this.replaced = replaced;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(PACKAGE)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null) {
          byte[] bytes = bytes(name);
          loaded = defineClass(name, bytes, 0, bytes.length);
        }
        return loaded;
      }
    }

    private byte[] bytes(String name) throws ClassNotFoundException {
      byte[] own = replaced.get(name);
      if (own != null) {
        return own;
      }
      try (InputStream in =
          SimmerProcessor.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
