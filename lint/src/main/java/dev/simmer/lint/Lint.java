package dev.simmer.lint;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;

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
    attach(javac, given, false);
  }

  static void attach(
      JavacEnvironment javac, ProcessingEnvironment given, boolean everyMethodIsAsync) {
    if (!WATCHED.add(javac.task())) {
      return;
    }
    Levels levels = levels(given);
    Compilation compilation = new Compilation(javac.environment(), given, everyMethodIsAsync);
    OutputFiles files = new OutputFiles(given);
    Reporter reporter = new Reporter(compilation.trees(), levels, files.baseline(), files.patch());
    ClassFiles classFiles = new ClassFiles(compilation);
    javac.task().addTaskListener(new LintListener(compilation, reporter, classFiles, files::write));
  }

  private static Levels levels(ProcessingEnvironment given) {
    Map<String, String> options = given.getOptions();
    Levels levels = Levels.parse(options.get(Levels.OPTION));
    Stream.concat(levels.mistakes().stream(), Options.mistakes(options.keySet()).stream())
        .forEach(mistake -> given.getMessager().printMessage(Diagnostic.Kind.ERROR, mistake));
    return levels;
  }
}
