package dev.simmer.differential.fault;

import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Outcome;
import dev.simmer.differential.world.Compiler;
import dev.simmer.differential.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The subject's world with a rewriter of its own, which takes over what javac has compiled. */
final class RewrittenWorld implements World {
  private final World subject;
  private final Map<String, byte[]> plain;
  private final ClassLoader loader;
  private final BatchRewriter rewriter;
  private final boolean debug;
  private final Map<String, Compiler.Result> results = new HashMap<>();

  /**
   * Creates the world.
   *
   * @param subject where programs run
   * @param plain the class files as javac wrote them
   * @param debug whether visible locals are kept
   */
  RewrittenWorld(World subject, Map<String, byte[]> plain, BatchRewriter rewriter, boolean debug) {
    this.subject = subject;
    this.plain = plain;
    this.rewriter = rewriter;
    this.debug = debug;
    loader = subject.load(plain);
  }

  /** Says whether the class files of a program are these. */
  boolean agrees(Map<String, byte[]> others, String program) {
    Compiler.Result own = result(program);
    return own.errors().isEmpty()
        && own.classes().keySet().equals(of(program, others).keySet())
        && own.classes().entrySet().stream()
            .allMatch(file -> Arrays.equals(file.getValue(), others.get(file.getKey())));
  }

  @Override
  public Compiler.Result compile(Map<String, String> sources, List<String> options) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    List<Compiler.Problem> errors = new ArrayList<>();
    for (String program : sources.keySet()) {
      Compiler.Result result = result(program);
      classes.putAll(result.classes());
      errors.addAll(result.errors());
    }
    return new Compiler.Result(errors.isEmpty() ? classes : Map.of(), plain, errors);
  }

  private Compiler.Result result(String program) {
    return results.computeIfAbsent(program, this::rewrite);
  }

  private Compiler.Result rewrite(String program) {
    try {
      Map<String, byte[]> classes = rewriter.rewrite(of(program, plain), loader, debug);
      return new Compiler.Result(classes, plain, List.of());
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
      String source = "/" + program + ".java";
      return new Compiler.Result(
          Map.of(), plain, List.of(new Compiler.Problem(source, failure.toString())));
    }
  }

  /** The class files of one program. */
  private static Map<String, byte[]> of(String program, Map<String, byte[]> classes) {
    Map<String, byte[]> own = new LinkedHashMap<>();
    classes.forEach(
        (name, bytes) -> {
          if (name.equals(program) || name.startsWith(program + "$")) {
            own.put(name, bytes);
          }
        });
    return own;
  }

  @Override
  public ClassLoader load(Map<String, byte[]> classes) {
    return subject.load(classes);
  }

  @Override
  public Outcome run(Class<?> program, int entry, Journal journal) {
    return subject.run(program, entry, journal);
  }
}
