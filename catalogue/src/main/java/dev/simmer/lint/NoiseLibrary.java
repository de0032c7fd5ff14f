package dev.simmer.lint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A library that others wrote, to be compiled with the lint.
 *
 * @param name its name and version
 * @param sources the jar of its sources
 * @param classPath what it needs to compile
 * @param lines how many lines its sources have
 */
record NoiseLibrary(String name, Path sources, String classPath, long lines) {

  private static final String SOURCES = "-sources.jar";

  /** Kept, as it takes long to open so many jars. */
  private static final StandardJavaFileManager FILES =
      ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, UTF_8);

  /** One needs what JDK 8 had and newer ones do not, the other a library that is not published. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "reactor/core/publisher/CallSiteSupplierFactory.java",
          "io/netty/handler/ssl/util/CertificateBuilderCertGenerator.java");

  /** Returns the libraries that Maven has fetched, the shortest first. */
  static List<NoiseLibrary> in(Path folder) throws IOException {
    String classPath =
        jars(folder.resolve("class-path")).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<NoiseLibrary> libraries = new ArrayList<>();
    for (Path jar : jars(folder.resolve("sources"))) {
      String file = jar.getFileName().toString();
      String name = file.substring(0, file.length() - SOURCES.length());
      long lines = read(jar).stream().mapToLong(source -> source.text.lines().count()).sum();
      libraries.add(new NoiseLibrary(name, jar, classPath, lines));
    }
    libraries.sort(Comparator.comparingLong(NoiseLibrary::lines));
    return libraries;
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /**
   * Compiles it with nothing but the lint on the processor path.
   *
   * @param everyMethodIsAsync whether to take each of its methods for a body that runs on a loop
   * @throws IOException if it does not compile
   */
  List<NoiseReport> lint(boolean everyMethodIsAsync) throws IOException {
    Path classes = Files.createTempDirectory("noise");
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    null,
                    FILES,
                    diagnostics,
                    options(classes, everyMethodIsAsync),
                    null,
                    read(sources));
    task.setProcessors(List.of(new LintProcessor(everyMethodIsAsync)));
    task.call();
    delete(classes);
    List<NoiseReport> reports = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      String message = diagnostic.getMessage(Locale.ENGLISH);
      if (message.startsWith("[async-")) {
        reports.add(report(diagnostic, message));
      } else if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        mistakes.add(diagnostic.toString());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IOException(name + " does not compile: " + String.join("\n", mistakes));
    }
    return reports;
  }

  /**
   * Where every method is async, what is merely likely is left out: javac then prints no warning.
   */
  private List<String> options(Path classes, boolean onlyErrors) {
    List<String> options = new ArrayList<>(List.of("-cp", classPath, "-d", classes.toString()));
    options.addAll(List.of("-Xmaxerrs", "1000000", "-Xmaxwarns", "1000000"));
    if (onlyErrors) {
      options.add("-Xlint:none");
    }
    return options;
  }

  private NoiseReport report(Diagnostic<? extends JavaFileObject> diagnostic, String message) {
    Source source = (Source) diagnostic.getSource();
    long line = diagnostic.getLineNumber();
    String text = source == null ? "" : source.text.lines().skip(line - 1).findFirst().orElse("");
    String file = source == null ? "" : source.file;
    String place = file + ":" + line + ":" + diagnostic.getColumnNumber();
    return NoiseReport.of(name, place, message, text);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<Source> read(Path jar) throws IOException {
    List<Source> sources = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName();
        // Those for newer Java versions are there twice, and a module would need others.
        if (name.endsWith(".java")
            && !name.startsWith("META-INF/")
            && !name.endsWith("module-info.java")
            && !LEFT_OUT.contains(name)) {
          byte[] text = file.getInputStream(entry).readAllBytes();
          sources.add(new Source(name, new String(text, UTF_8)));
        }
      }
    }
    return sources;
  }

  /** A file of a source jar. */
  private static final class Source extends SimpleJavaFileObject {
    private final String file;
    private final String text;

    Source(String file, String text) {
      super(URI.create("string:///" + file), Kind.SOURCE);
      this.file = file;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
