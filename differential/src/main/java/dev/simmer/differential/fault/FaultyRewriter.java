package dev.simmer.differential.fault;

import dev.simmer.differential.world.ClassPath;
import dev.simmer.differential.world.Compiler;
import dev.simmer.processor.SimmerProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * Makes rewriters that have a fault: one source is compiled again, and all classes are loaded anew.
 */
final class FaultyRewriter {
  private static final String REWRITER = "dev.simmer.processor.rewrite.";

  private final Path sources;
  private final Compiler compiler =
      new Compiler(
          List.of(
              classFolder(),
              ClassPath.of(ClassReader.class),
              ClassPath.of(ClassNode.class),
              ClassPath.of(Analyzer.class),
              ClassPath.of(AnalyzerAdapter.class),
              ClassPath.of(CheckClassAdapter.class),
              ClassPath.of(NullMarked.class)),
          null);

  /**
   * Creates a maker.
   *
   * @param sources the folder of the rewriter's package
   */
  FaultyRewriter(Path sources) {
    this.sources = sources;
  }

  /** Returns where the build compiled to: its jar has libraries under other names. */
  private static Path classFolder() {
    Path home = ClassPath.of(SimmerProcessor.class);
    return Files.isDirectory(home) ? home : home.resolveSibling("classes");
  }

  /** Makes a rewriter with a fault; a fault that does not fit or compile is refused. */
  BatchRewriter with(Fault fault) throws IOException {
    String source = fault.apply(Files.readString(sources.resolve(fault.file())));
    String name = REWRITER + fault.file().replace(".java", "");
    Compiler.Result compiled =
        compiler.compile(Map.of(name, source), List.of("-nowarn", "-proc:none"));
    if (!compiled.errors().isEmpty()) {
      throw new IllegalArgumentException(
          "The fault \"" + fault.name() + "\" does not compile: " + compiled.errors());
    }
    try {
      Constructor<?> constructor =
          new Loader(compiled.classes())
              .loadClass(DirectRewriter.class.getName())
              .getDeclaredConstructor();
      constructor.setAccessible(true);
      return (BatchRewriter) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the rewriter cannot be made", e);
    }
  }

  /** Loads the rewriter's classes by itself, with some of them replaced. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> replaced;

    Loader(Map<String, byte[]> replaced) {
      super(FaultyRewriter.class.getClassLoader());
      this.replaced = replaced;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(REWRITER) && !name.startsWith(DirectRewriter.class.getName())) {
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
      String file = name.replace('.', '/') + ".class";
      try (InputStream in =
          name.startsWith(REWRITER)
              ? Files.newInputStream(classFolder().resolve(file))
              : getResourceAsStream(file)) {
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
