package dev.simmer.differential;

import dev.simmer.differential.program.Program;
import dev.simmer.differential.world.World;
import java.util.List;
import java.util.Map;

/**
 * A batch of programs with what they mean: compiled once and run once in the oracle's world,
 * however many subjects they are compared with.
 */
public final class Round {
  private final Worlds worlds;
  private final Settings settings;
  private final int number;
  private final CompiledTwice compiled;

  private Round(Worlds worlds, Settings settings, int number, CompiledTwice compiled) {
    this.worlds = worlds;
    this.settings = settings;
    this.number = number;
    this.compiled = compiled;
  }

  /**
   * Compiles programs.
   *
   * @param number which round it is, counted from 0
   * @param report hears of programs that are none, and of what the others cover
   */
  public static Round of(
      Worlds worlds, List<Program> programs, Settings settings, int number, Report report) {
    CompiledTwice compiled = CompiledTwice.of(worlds, programs, settings, number, report);
    report.coverage().add(compiled.rewritten().plain().values());
    report.coverage().addBodies(compiled.rewritten().classes().values());
    Worlds remembering = new Worlds(new RememberingWorld(worlds.oracle()), worlds.subject());
    return new Round(remembering, settings, number, compiled);
  }

  /** Returns the same round with one of its programs. */
  public Round only(Program program) {
    return new Round(
        worlds, settings, number, compiled.only(each -> each.seed() == program.seed()));
  }

  /** Returns the programs, without those that javac refused. */
  public List<Program> programs() {
    return compiled.plain().programs();
  }

  /** Returns the class files as javac wrote them for the subject. */
  public Map<String, byte[]> plain() {
    return compiled.rewritten().plain();
  }

  /** Returns the class files that the subject's world made. */
  public Map<String, byte[]> rewritten() {
    return compiled.rewritten().classes();
  }

  /** Returns the compiler's options for the round. */
  public List<String> options() {
    return settings.options(number, true);
  }

  /** Runs the programs in both worlds, and reports every difference. */
  public void compare(Watchdog watchdog, Report report) {
    compare(worlds.subject(), compiled.rewritten(), watchdog, report);
  }

  /** Compiles and runs the programs in another subject's world, and reports every difference. */
  public void compare(World subject, Watchdog watchdog, Report report) {
    compare(
        subject,
        Batch.compile(
            subject,
            programs(),
            options(),
            (program, errors) ->
                report.found(
                    new Finding(Finding.Kind.REJECTED, program, 0, null, options(), errors))),
        watchdog,
        report);
  }

  private void compare(World subject, Batch rewritten, Watchdog watchdog, Report report) {
    Map<Program, String> complaints = rewritten.verify();
    Map<Program, String> javacsOwn = complaints.isEmpty() ? Map.of() : compiled.plain().verify();
    complaints.forEach(
        (program, complaint) -> {
          if (javacsOwn.containsKey(program)) {
            report.invalid(program, "javac's class file does not verify: " + complaint);
          } else {
            report.found(
                new Finding(Finding.Kind.UNVERIFIABLE, program, 0, null, options(), complaint));
          }
        });
    for (Program program : rewritten.programs()) {
      if (!complaints.containsKey(program) && !settings.isEnough(report)) {
        report.generated(program);
        for (int entry = 0; entry < program.entries(); entry++) {
          new Comparison(
                  new Worlds(worlds.oracle(), subject),
                  new Comparison.Entry(
                      program,
                      entry,
                      compiled.plain().type(program),
                      rewritten.type(program),
                      options()),
                  watchdog,
                  report)
              .run(settings.injections());
        }
      }
    }
  }
}
