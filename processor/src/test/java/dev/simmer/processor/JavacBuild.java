package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Simmer;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One run of javac over files in a folder, as a build tool would start it: {@code folder/src} is
 * compiled into {@code folder/classes}.
 */
final class JavacBuild {
  private final Path folder;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> options = new ArrayList<>();
  private final List<Path> libraries = new ArrayList<>();
  private List<Processor> processors = List.of();
  private String runtimePath = "-classpath";

  private JavacBuild(Path folder) {
    this.folder = folder;
  }

  static JavacBuild in(Path folder) {
    return new JavacBuild(folder);
  }

  JavacBuild source(String path, String text) {
    sources.put(path, text);
    return this;
  }

  /** Hands processors to javac; without any, javac looks for them on its own. */
  JavacBuild processors(Processor... all) {
    processors = List.of(all);
    return this;
  }

  JavacBuild options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Puts a library on the path beside the runtime. */
  JavacBuild library(Path jar) {
    libraries.add(jar);
    return this;
  }

  /** Puts the runtime on the module path, for a user with a module-info. */
  JavacBuild modular() {
    runtimePath = "--module-path";
    return this;
  }

  /** Compiles, and fails the test unless javac accepts everything without a warning. */
  Path succeeds() {
    Outcome outcome = run();
    assertThat(outcome.messages()).isEmpty();
    assertThat(outcome.success()).isTrue();
    return classes();
  }

  Outcome run() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> paths = new ArrayList<>();
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path file = folder.resolve("src").resolve(source.getKey());
        Files.createDirectories(file.getParent());
        paths.add(Files.writeString(file, source.getValue()));
      }
      Files.createDirectories(classes());
      List<String> all = new ArrayList<>(options);
      all.addAll(List.of("-d", classes().toString()));
      all.addAll(List.of(runtimePath, path()));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              output, files, diagnostics, all, null, files.getJavaFileObjectsFromPaths(paths));
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      boolean success = task.call();
      List<String> messages =
          Stream.concat(
                  diagnostics.getDiagnostics().stream()
                      .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                      .map(diagnostic -> diagnostic.getMessage(Locale.ROOT)),
                  output.toString().lines())
              .toList();
      return new Outcome(success, messages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls a static method of a compiled class. */
  Object call(String className, String method) throws ReflectiveOperationException, IOException {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes().toUri().toURL()}, getClass().getClassLoader())) {
      return Class.forName(className, true, loader).getMethod(method).invoke(null);
    }
  }

  /** A digest of every class file, by its path. */
  Map<String, String> classFiles() {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(classes())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : all.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes().relativize(file).toString().replace(File.separatorChar, '/');
        files.put(name, HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  Path classes() {
    return folder.resolve("classes");
  }

  private String path() {
    return Stream.concat(Stream.of(runtime(), classes()), libraries.stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Where the tests found the runtime. */
  static Path runtime() {
    return pathOf(Simmer.class);
  }

  /** Where the tests found a class. */
  static Path pathOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  record Outcome(boolean success, List<String> messages) {}
}
