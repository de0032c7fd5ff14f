package dev.simmer.differential;

import dev.simmer.differential.program.Program;
import dev.simmer.differential.world.Compiler;
import dev.simmer.differential.world.Verification;
import dev.simmer.differential.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Programs compiled together in one world.
 *
 * @param programs those that compiled
 * @param plain the classes as javac wrote them, before any rewriting
 */
record Batch(
    List<Program> programs,
    Map<String, byte[]> classes,
    Map<String, byte[]> plain,
    ClassLoader loader) {

  /** Puts the result of a compilation without errors in its world. */
  static Batch of(World world, List<Program> programs, Compiler.Result result) {
    return new Batch(
        List.copyOf(programs), result.classes(), result.plain(), world.load(result.classes()));
  }

  /**
   * Compiles programs; those that do not compile are left out.
   *
   * @param rejected hears of each program left out, with javac's errors
   */
  static Batch compile(
      World world,
      List<Program> programs,
      List<String> options,
      BiConsumer<Program, String> rejected) {
    List<Program> left = new ArrayList<>(programs);
    while (!left.isEmpty()) {
      Compiler.Result result = world.compile(sources(world, left), options);
      if (result.errors().isEmpty()) {
        return of(world, left, result);
      }
      if (left.size() == 1) {
        rejected.accept(left.get(0), result.errors().toString());
        break;
      }
      List<Program> guilty = new ArrayList<>();
      for (Program program : left) {
        String file = "/" + program.name() + ".java";
        List<Compiler.Problem> own =
            result.errors().stream().filter(error -> error.source().endsWith(file)).toList();
        if (!own.isEmpty()) {
          guilty.add(program);
          rejected.accept(program, own.toString());
        }
      }
      if (guilty.isEmpty()) {
        return oneByOne(world, left, options, rejected);
      }
      left.removeAll(guilty);
    }
    return new Batch(List.of(), Map.of(), Map.of(), world.load(Map.of()));
  }

  private static Batch oneByOne(
      World world,
      List<Program> programs,
      List<String> options,
      BiConsumer<Program, String> rejected) {
    List<Program> good = new ArrayList<>();
    Map<String, byte[]> classes = new LinkedHashMap<>();
    Map<String, byte[]> plain = new LinkedHashMap<>();
    for (Program program : programs) {
      Batch alone = compile(world, List.of(program), options, rejected);
      good.addAll(alone.programs);
      classes.putAll(alone.classes);
      plain.putAll(alone.plain);
    }
    return new Batch(good, classes, plain, world.load(classes));
  }

  /** Returns the same batch with some of its programs. */
  Batch only(Predicate<Program> wanted) {
    return new Batch(programs.stream().filter(wanted).toList(), classes, plain, loader);
  }

  static Map<String, String> sources(World world, List<Program> programs) {
    Map<String, String> sources = new LinkedHashMap<>();
    programs.forEach(program -> sources.put(program.name(), world.text(program)));
    return sources;
  }

  /** Returns what the verifiers say about each program's classes; nothing about good ones. */
  Map<Program, String> verify() {
    Map<Program, String> complaints = new LinkedHashMap<>();
    Verification.check(classes, loader)
        .forEach(
            (name, complaint) -> {
              for (Program program : programs) {
                if (name.equals(program.name()) || name.startsWith(program.name() + "$")) {
                  complaints.merge(program, name + ": " + complaint, (a, b) -> a + "\n" + b);
                }
              }
            });
    return complaints;
  }

  Class<?> type(Program program) {
    try {
      return Class.forName(program.name(), true, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("compiled, yet not there: " + program.name(), e);
    }
  }
}
