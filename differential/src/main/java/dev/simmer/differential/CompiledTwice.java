package dev.simmer.differential;

import dev.simmer.differential.program.Program;
import dev.simmer.differential.world.Compiler;
import dev.simmer.differential.world.World;
import java.util.Arrays;
import java.util.List;

/**
 * The programs of a batch in both worlds.
 *
 * <p>What javac writes before the processor replaces it is the plain program, so one run of javac
 * gives both. Every so often both worlds compile for themselves, which must give the same class
 * files byte for byte: it shows that the processor has no influence on what javac does, and that
 * the oracle's library looks to javac as the real one does.
 */
record CompiledTwice(Batch plain, Batch rewritten) {
  private static final int EACH_FOR_ITSELF = 16;

  static CompiledTwice of(
      Worlds worlds, List<Program> programs, Settings settings, int batch, Report report) {
    if (batch % EACH_FOR_ITSELF != 0) {
      World subject = worlds.subject();
      Compiler.Result result =
          subject.compile(Batch.sources(programs), settings.options(batch, true));
      if (result.errors().isEmpty()) {
        Compiler.Result plain = new Compiler.Result(result.plain(), result.plain(), List.of());
        return new CompiledTwice(
            Batch.of(worlds.oracle(), programs, plain), Batch.of(subject, programs, result));
      }
    }
    return eachForItself(worlds, programs, settings, batch, report);
  }

  /** Also tells apart what javac refuses by itself and what only the processor does. */
  private static CompiledTwice eachForItself(
      Worlds worlds, List<Program> programs, Settings settings, int batch, Report report) {
    List<String> options = settings.options(batch, true);
    Batch plain =
        Batch.compile(worlds.oracle(), programs, settings.options(batch, false), report::invalid);
    Batch rewritten =
        Batch.compile(
            worlds.subject(),
            plain.programs(),
            options,
            (program, errors) ->
                report.found(
                    new Finding(Finding.Kind.REJECTED, program, 0, null, options, errors)));
    rewritten
        .plain()
        .forEach(
            (name, bytes) -> {
              if (!Arrays.equals(bytes, plain.classes().get(name))) {
                report.found(
                    new Finding(
                        Finding.Kind.INFLUENCED, program(name, programs), 0, null, options, name));
              }
            });
    return new CompiledTwice(plain, rewritten);
  }

  private static Program program(String className, List<Program> programs) {
    return programs.stream()
        .filter(program -> (className + "$").startsWith(program.name() + "$"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("of no program: " + className));
  }
}
