package dev.simmer.differential.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles sources in memory, many times with the same class path. For one thread at a time. */
public final class Compiler {
  private final JavaCompiler javac;
  private final StandardJavaFileManager files;
  private final @Nullable Supplier<? extends Processor> processor;

  /**
   * Creates a compiler.
   *
   * @param processor makes the annotation processor of each compilation; null for none
   */
  public Compiler(List<Path> classPath, @Nullable Supplier<? extends Processor> processor) {
    JavaCompiler found = ToolProvider.getSystemJavaCompiler();
    if (found == null) {
      throw new IllegalStateException(
          "this Java has no compiler. Run the differential tests on a JDK, not on a JRE.");
    }
    javac = found;
    files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    this.processor = processor;
    try {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a compilation gave.
   *
   * @param classes the class files by binary name; empty after an error
   * @param plain the same as javac wrote them, before the processor replaced them
   * @param errors what javac or the processor reported, with source and line
   */
  public record Result(
      Map<String, byte[]> classes, Map<String, byte[]> plain, List<Problem> errors) {}

  /**
   * An error.
   *
   * @param source the path of the source, empty where there is none
   */
  public record Problem(String source, String text) {
    @Override
    public String toString() {
      return source + ": " + text;
    }
  }

  /** Compiles sources, given by class name. */
  public Result compile(Map<String, String> sources, List<String> options) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    MemoryFiles output = new MemoryFiles(files);
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(MemoryFiles.source(name, text)));
    JavaCompiler.CompilationTask task =
        // Where javac itself fails, it says so at length; the result tells enough.
        javac.getTask(Writer.nullWriter(), output, diagnostics, options, null, units);
    task.setProcessors(processor == null ? List.of() : List.of(processor.get()));
    boolean good = task.call();
    List<Problem> errors = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        JavaFileObject source = diagnostic.getSource();
        errors.add(
            new Problem(
                source == null ? "" : source.getName(),
                diagnostic.getLineNumber() + ": " + diagnostic.getMessage(null)));
      }
    }
    if (!good && errors.isEmpty()) {
      errors.add(new Problem("", "javac failed without a message"));
    }
    return good
        ? new Result(output.classes(), output.plain(), errors)
        : new Result(Map.of(), Map.of(), errors);
  }
}
