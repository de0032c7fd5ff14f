package dev.simmer.differential;

import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Outcome;
import dev.simmer.differential.journal.Plan;
import dev.simmer.differential.program.Program;
import dev.simmer.differential.world.Compiler;
import dev.simmer.differential.world.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A world that runs nothing twice: the same plan gives the same outcome. */
final class RememberingWorld implements World {
  private final World world;
  private final Map<Run, Outcome> outcomes = new ConcurrentHashMap<>();

  private record Run(Class<?> program, int entry, Plan plan) {}

  RememberingWorld(World world) {
    this.world = world;
  }

  @Override
  public String text(Program program) {
    return world.text(program);
  }

  @Override
  public Compiler.Result compile(Map<String, String> sources, List<String> options) {
    return world.compile(sources, options);
  }

  @Override
  public ClassLoader load(Map<String, byte[]> classes) {
    return world.load(classes);
  }

  @Override
  public Outcome run(Class<?> program, int entry, Journal journal) {
    return outcomes.computeIfAbsent(
        new Run(program, entry, journal.plan()), run -> world.run(program, entry, journal));
  }
}
