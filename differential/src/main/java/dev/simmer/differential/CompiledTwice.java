package dev.simmer.differential;

import dev.simmer.differential.program.Program;
import dev.simmer.differential.world.Compiler;
import dev.simmer.differential.world.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.TraceClassVisitor;

/**
 * The programs of a batch in both worlds.
 *
 * <p>What javac writes before the processor replaces it is the plain program, so one run of javac
 * gives both. Every so often both worlds compile for themselves, which must give the same class
 * files, but for names that javac draws by lot: it shows that the processor has no influence on
 * what javac does, and that the oracle's library looks to javac as the real one does.
 */
record CompiledTwice(Batch plain, Batch rewritten) {
  private static final int EACH_FOR_ITSELF = 16;

  static CompiledTwice of(
      Worlds worlds, List<Program> programs, Settings settings, int batch, Report report) {
    if (batch % EACH_FOR_ITSELF != 0) {
      World subject = worlds.subject();
      Compiler.Result result =
          subject.compile(Batch.sources(subject, programs), settings.options(batch, true));
      Compiler.Result own = spelledOut(worlds.oracle(), programs, settings.options(batch, false));
      if (result.errors().isEmpty() && own.errors().isEmpty()) {
        Map<String, byte[]> classes = new LinkedHashMap<>(result.plain());
        classes.putAll(own.classes());
        Compiler.Result plain = new Compiler.Result(classes, classes, List.of());
        return new CompiledTwice(
            Batch.of(worlds.oracle(), programs, plain), Batch.of(subject, programs, result));
      }
    }
    return eachForItself(worlds, programs, settings, batch, report);
  }

  /** Compiles for the oracle what means nothing without the rewriting and reads differently. */
  private static Compiler.Result spelledOut(
      World oracle, List<Program> programs, List<String> options) {
    List<Program> own = programs.stream().filter(Program::isSpelledOut).toList();
    return own.isEmpty()
        ? new Compiler.Result(Map.of(), Map.of(), List.of())
        : oracle.compile(Batch.sources(oracle, own), options);
  }

  /** Returns the same with some of the programs. */
  CompiledTwice only(Predicate<Program> wanted) {
    return new CompiledTwice(plain.only(wanted), rewritten.only(wanted));
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
            (program, errors) -> {
              if (plain.verify().containsKey(program)) {
                report.invalid(program, "javac's class file does not verify: " + errors);
              } else {
                report.found(new Finding(Finding.Kind.REJECTED, program, 0, null, options, errors));
              }
            });
    rewritten
        .plain()
        .forEach(
            (name, bytes) -> {
              Program program = program(name, programs);
              if (!program.isSpelledOut() && !isSame(bytes, plain.classes().get(name))) {
                report.found(new Finding(Finding.Kind.INFLUENCED, program, 0, null, options, name));
              }
            });
    return new CompiledTwice(plain, rewritten);
  }

  /** javac names some of its own local variables by numbers that no two runs have in common. */
  private static boolean isSame(byte[] one, byte @Nullable [] other) {
    return other != null
        && (Arrays.equals(one, other) || withoutJavacsNames(one).equals(withoutJavacsNames(other)));
  }

  private static String withoutJavacsNames(byte[] classFile) {
    StringWriter text = new StringWriter();
    new ClassReader(classFile)
        .accept(new TraceClassVisitor(new PrintWriter(text)), ClassReader.EXPAND_FRAMES);
    return text.toString().replaceAll("LOCALVARIABLE \\$\\d+ ", "LOCALVARIABLE ");
  }

  private static Program program(String className, List<Program> programs) {
    return programs.stream()
        .filter(program -> (className + "$").startsWith(program.name() + "$"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("of no program: " + className));
  }
}
