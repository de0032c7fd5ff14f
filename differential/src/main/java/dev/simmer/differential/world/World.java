package dev.simmer.differential.world;

import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Outcome;
import dev.simmer.differential.program.Program;
import java.util.List;
import java.util.Map;

/** Where programs are compiled and run. */
public interface World {
  /** Prints a program as this world's compiler has to see it. */
  default String text(Program program) {
    return program.source();
  }

  /** Compiles sources, given by class name. */
  Compiler.Result compile(Map<String, String> sources, List<String> options);

  /** Makes a loader for what {@link #compile} returned. */
  ClassLoader load(Map<String, byte[]> classes);

  /**
   * Runs one entry of a program to its end.
   *
   * @param program a class with {@code static Coroutine<?> start(int entry)}
   */
  Outcome run(Class<?> program, int entry, Journal journal);
}
