package dev.simmer.processor;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * Compiles sources with the real processor into a folder, and runs what comes out.
 *
 * <p>Every class is checked with ASM's data-flow verifier before the JVM's own verifier sees it.
 */
final class Compiled {
  private static final Pattern PUBLIC_NAME =
      Pattern.compile("(?:class|interface|enum|record)\\s+(\\w+)");

  /** One for all compilations, since each would open every library again. */
  private static final JavaFileManager FILES =
      requireNonNull(ToolProvider.getSystemJavaCompiler()).getStandardFileManager(null, null, null);

  private final Path folder;
  private final List<Diagnostic<? extends JavaFileObject>> diagnostics;
  private final ClassLoader loader;
  private boolean isVerified;

  private Compiled(Path folder, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    this.folder = folder;
    this.diagnostics = diagnostics;
    this.loader = new FolderLoader(folder);
  }

  /** Compiles with the processor; each source is named after the first type in it. */
  static Compiled of(String... sources) {
    return compile(List.of(new SimmerProcessor()), List.of(), sources);
  }

  /** Compiles in a configuration, and verifies every class. */
  static Compiled with(Configuration configuration, String... sources) {
    Compiled compiled = compile(List.of(new SimmerProcessor()), configuration.options(), sources);
    try {
      return compiled.verified();
    } catch (AssertionError e) {
      throw new AssertionError("compiled with " + configuration + ": " + e.getMessage(), e);
    }
  }

  static Compiled compile(List<Processor> processors, List<String> options, String... sources) {
    try {
      Path folder = Scratch.folder();
      return compileInto(folder, processors, options, sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Compiled compileInto(
      Path folder, List<Processor> processors, List<String> options, String... sources) {
    JavaCompiler javac = requireNonNull(ToolProvider.getSystemJavaCompiler());
    List<JavaFileObject> units = new ArrayList<>();
    for (String source : sources) {
      units.add(new Source(source));
    }
    List<String> arguments = new ArrayList<>(List.of("-d", folder.toString()));
    if (options.stream().noneMatch(option -> option.startsWith("-g"))) {
      arguments.add("-g");
    }
    arguments.addAll(options);
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    StringWriter out = new StringWriter();
    JavaCompiler.CompilationTask task =
        javac.getTask(out, FILES, collector, arguments, null, units);
    task.setProcessors(processors);
    task.call();
    return new Compiled(folder, collector.getDiagnostics());
  }

  /** Fails unless javac reported no error, and verifies every class. */
  Compiled verified() {
    if (isVerified) {
      return this;
    }
    List<String> errors = messages(Diagnostic.Kind.ERROR);
    if (!errors.isEmpty()) {
      throw new AssertionError(String.join("\n", errors));
    }
    for (byte[] classFile : classFiles().values()) {
      StringWriter report = new StringWriter();
      CheckClassAdapter.verify(new ClassReader(classFile), loader, false, new PrintWriter(report));
      if (!report.toString().isEmpty()) {
        throw new AssertionError(report.toString());
      }
      Set<String> unpromised = SupportInterface.usedBy(classFile);
      unpromised.removeAll(SupportInterface.promised());
      if (!unpromised.isEmpty()) {
        throw new AssertionError("not in support-v1.txt: " + unpromised);
      }
      List<String> complaints = VariableTables.complaints(classFile, loader);
      if (!complaints.isEmpty()) {
        throw new AssertionError(String.join("\n", complaints));
      }
    }
    isVerified = true;
    return this;
  }

  /** The same classes, to be loaded anew: their static fields are as at first. */
  Compiled fresh() {
    Compiled fresh = new Compiled(folder, diagnostics);
    fresh.isVerified = isVerified;
    return fresh;
  }

  /** Calls a static method without arguments, after verification. */
  Object call(String className, String method) throws Throwable {
    verified();
    try {
      var reflected = loader.loadClass(className).getDeclaredMethod(method);
      reflected.setAccessible(true);
      return reflected.invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The messages of one kind, first line first, as javac prints them. */
  List<String> messages(Diagnostic.Kind kind) {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.getKind() == kind)
        .map(diagnostic -> diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  /** The class files by their path in the folder. */
  Map<String, byte[]> classFiles() {
    Map<String, byte[]> found = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        if (path.toString().endsWith(".class")) {
          found.put(folder.relativize(path).toString(), Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  Path folder() {
    return folder;
  }

  ClassLoader loader() {
    return loader;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("mem:///" + name(text) + ".java"), Kind.SOURCE);
      this.text = text;
    }

    private static String name(String text) {
      if (text.contains("module ")) {
        return "module-info";
      }
      Matcher matcher = PUBLIC_NAME.matcher(text);
      if (!matcher.find()) {
        throw new IllegalArgumentException("no type in " + text);
      }
      return matcher.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Loads the compiled classes, everything else as the test does. */
  private static final class FolderLoader extends ClassLoader {
    private final Path folder;

    FolderLoader(Path folder) {
      super(FolderLoader.class.getClassLoader());
      this.folder = folder;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Path file = folder.resolve(name.replace('.', '/') + ".class");
      try (var in = Files.newInputStream(file)) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        in.transferTo(bytes);
        return defineClass(name, bytes.toByteArray(), 0, bytes.size());
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
