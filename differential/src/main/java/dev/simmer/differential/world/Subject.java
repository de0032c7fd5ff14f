package dev.simmer.differential.world;

import dev.simmer.Coroutine;
import dev.simmer.RunOptions;
import dev.simmer.Simmer;
import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Mode;
import dev.simmer.differential.journal.Outcome;
import dev.simmer.differential.probe.Probe;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Processor;

/**
 * The real world: programs are compiled with the processor, against the library, and run on its
 * loop.
 */
public final class Subject implements World {
  private static final RunOptions VIRTUAL =
      RunOptions.defaults().virtualTime(true).onUncaught(event -> {});
  private static final List<Path> LIBRARY =
      List.of(ClassPath.of(Simmer.class), ClassPath.of(Probe.class));
  private static final RunOptions REAL = VIRTUAL.virtualTime(false);

  /** After how many coroutines a loop links awaited calls to what they reach: both ways are run. */
  private static final String LINK_AFTER = "dev.simmer.linkAfter";

  static {
    if (System.getProperty(LINK_AFTER) == null) {
      System.setProperty(LINK_AFTER, "2");
    }
  }

  private final Compiler compiler;

  /**
   * Builds the world.
   *
   * @param processor makes the processor, which may be one with a fault
   */
  public Subject(Supplier<? extends Processor> processor) {
    compiler = new Compiler(LIBRARY, processor);
  }

  @Override
  public Compiler.Result compile(Map<String, String> sources, List<String> options) {
    return compiler.compile(sources, options);
  }

  @Override
  public ClassLoader load(Map<String, byte[]> classes) {
    return new ProgramLoader(classes, Subject.class.getClassLoader());
  }

  @Override
  public Outcome run(Class<?> program, int entry, Journal journal) {
    journal.open();
    try {
      Method start = Starter.method(program, "start", int.class);
      RunOptions options = journal.mode() == Mode.THREAD ? REAL : VIRTUAL;
      return journal.returned(Simmer.run(() -> main(start, entry, journal), options));
    } catch (Throwable thrown) {
      return journal.threw(thrown);
    } finally {
      journal.close();
    }
  }

  private static Coroutine<?> main(Method start, int entry, Journal journal) {
    journal.cancelBy(Simmer.currentTask()::cancel);
    try {
      return (Coroutine<?>) Starter.call(start, entry);
    } catch (Throwable thrown) {
      // What an @Async method throws belongs to its coroutine; here is none.
      throw new IllegalStateException("calling an @Async method threw", thrown);
    }
  }
}
