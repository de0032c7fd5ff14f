package dev.simmer.lint;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Attaches the lint to a running compilation.
 *
 * <pre>{@code
 * public synchronized void init(ProcessingEnvironment environment) {
 *   super.init(environment);
 *   JavacEnvironment.find(environment).ifPresent(javac -> Lint.attach(javac, environment));
 * }
 * }</pre>
 */
public final class Lint {

  /** Compilations that are watched; a second copy on the processor path has nothing to add. */
  private static final Set<Object> WATCHED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private Lint() {}

  /**
   * Watches the compilation and reports through it. Does nothing when it is watched already, so
   * every processor that wants the lint may ask for it.
   *
   * @param javac the compiler
   * @param given the environment the processor was initialised with, which has the options
   */
  public static void attach(JavacEnvironment javac, ProcessingEnvironment given) {
    if (!WATCHED.add(javac.task())) {
      return;
    }
    Levels levels = levels(given);
    Compilation compilation = new Compilation(javac.environment(), given);
    Baseline baseline = baseline(given);
    Reporter reporter = new Reporter(compilation.trees(), levels, baseline);
    ClassFiles classFiles = new ClassFiles(compilation);
    Runnable end = () -> write(baseline, given);
    javac.task().addTaskListener(new LintListener(compilation, reporter, classFiles, end));
  }

  private static @Nullable Baseline baseline(ProcessingEnvironment given) {
    String file = given.getOptions().get(Baseline.OPTION);
    if (file == null) {
      return null;
    }
    try {
      return Baseline.of(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      complain(given, "read", file, e);
      return null;
    }
  }

  private static void write(@Nullable Baseline baseline, ProcessingEnvironment given) {
    String file = given.getOptions().get(Baseline.OPTION);
    try {
      int written = baseline == null ? -1 : baseline.write();
      if (written >= 0) {
        given
            .getMessager()
            .printMessage(
                Diagnostic.Kind.NOTE,
                "Simmer's lint wrote its %d reports into %s".formatted(written, file));
      }
    } catch (IOException e) {
      complain(given, "written", String.valueOf(file), e);
    }
  }

  private static void complain(
      ProcessingEnvironment given, String done, String file, Exception reason) {
    given
        .getMessager()
        .printMessage(
            Diagnostic.Kind.ERROR,
            "-A%s: %s cannot be %s: %s".formatted(Baseline.OPTION, file, done, reason));
  }

  private static Levels levels(ProcessingEnvironment given) {
    Map<String, String> options = given.getOptions();
    Levels levels = Levels.parse(options.get(Levels.OPTION));
    Stream.concat(levels.mistakes().stream(), Options.mistakes(options.keySet()).stream())
        .forEach(mistake -> given.getMessager().printMessage(Diagnostic.Kind.ERROR, mistake));
    return levels;
  }
}
