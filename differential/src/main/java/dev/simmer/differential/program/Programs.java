package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generates programs; the same seed and release give the same one. */
public final class Programs {
  private static final String IMPORTS =
      """
      import static dev.simmer.Simmer.*;
      import static dev.simmer.differential.lib.Lib.*;
      import static dev.simmer.differential.probe.Probe.*;
      import dev.simmer.*;
      import dev.simmer.differential.lib.Lib.*;
      import dev.simmer.differential.probe.*;
      """;

  private static final Node EMIT_R = Node.block(List.of(Node.statement("emit", "emit(r);")));

  /** How many in a hundred programs have generators and asynchronous loops. */
  private static final int ITERATE = 45;

  /** What overloads are called. */
  static final String SHARED_NAME = "m";

  private final Chance chance;
  private final Context context;
  private final Statements statements;
  private final Expressions expressions;
  private final List<Signature> signatures = new ArrayList<>();
  private final long seed;

  private Programs(long seed, int release) {
    this.seed = seed;
    chance = new Chance(seed);
    context = new Context(chance, nameOf(seed), release, chance.percent(ITERATE), signatures);
    expressions = new Expressions(context);
    statements = new Statements(context, expressions);
    expressions.awaits().bodiesFrom(statements);
  }

  /** Generates the program of a seed. */
  public static Program of(long seed, int release) {
    return new Programs(seed, release).generate();
  }

  private static String nameOf(long seed) {
    return "P" + Long.toString(seed).replace('-', 'm');
  }

  private Program generate() {
    int count = chance.between(3, 6);
    for (int i = 0; i < count; i++) {
      signatures.add(signature(i));
    }
    Map<String, List<Node>> shells = new LinkedHashMap<>();
    for (Signature signature : signatures) {
      List<Node> members = shells.computeIfAbsent(signature.host().shell, key -> new ArrayList<>());
      members.addAll(members(signature));
    }
    List<Node> parts = new ArrayList<>();
    parts.add(start());
    shells.forEach(
        (shell, members) -> parts.addAll(shell.isEmpty() ? members : shell(shell, members)));
    String code = Node.block(parts).source();
    parts.add(0, Node.part("", Fields.PLACE));
    parts.addAll(Helpers.of(code, context.program()));
    String head =
        IMPORTS + "@SuppressWarnings(\"async\")\npublic class " + context.program() + " $0\n";
    return new Program(
        seed, context.release(), context.program(), Node.part("", head, Node.block(parts)), count);
  }

  private Signature signature(int number) {
    List<Kind> parameters = new ArrayList<>();
    boolean recursive = chance.percent(15);
    if (recursive) {
      parameters.add(Kind.INT);
    }
    for (int i = chance.percent(2) ? 40 : chance.percent(20) ? 1 : chance.between(0, 5);
        i > 0;
        i--) {
      parameters.add(chance.pick(Kind.ANY));
    }
    // Few result types, so that methods find others to call.
    Kind result =
        chance.percent(65)
            ? chance.pick(Kind.INT, Kind.STRING, Kind.LONG, Kind.OBJECT)
            : chance.pick(chance.percent(40) ? Kind.PRIMITIVES : Kind.ANY);
    Signature.Form form = form();
    Host host = chance.pick(Host.values());
    if (host.isGeneral()) {
      parameters.add(recursive ? 1 : 0, Kind.STRING);
    }
    if (host.isLambda()) {
      form = Signature.Form.COROUTINE;
      while (parameters.size() != 1) {
        parameters.add(chance.pick(Kind.ANY));
        parameters.subList(1, parameters.size()).clear();
      }
    }
    boolean shared =
        chance.percent(40)
            && !host.isLambda()
            && signatures.stream()
                .noneMatch(
                    other ->
                        other.name().equals(SHARED_NAME)
                            && other.host().shell.equals(host.shell)
                            && other.parameters().equals(parameters));
    String name = shared ? SHARED_NAME : "m" + number;
    return new Signature(
        number, context.program(), name, host, List.copyOf(parameters), result, form, recursive);
  }

  private Signature.Form form() {
    if (!context.iterates() || chance.percent(55)) {
      return Signature.Form.COROUTINE;
    }
    return chance.percent(60) ? Signature.Form.GENERATOR : Signature.Form.COLD;
  }

  private List<Node> members(Signature signature) {
    Scope scope = Scope.of(Place.of(signature));
    List<String> declared = new ArrayList<>();
    for (int i = 0; i < signature.parameters().size(); i++) {
      Kind kind = signature.parameters().get(i);
      boolean counter = signature.recursive() && i == 0;
      String name = counter ? "depth" : chance.name("p");
      boolean isFinal = counter || chance.percent(25);
      if (!counter) {
        scope.declare(new Variable(name, kind, isFinal));
      }
      declared.add((isFinal ? "final " : "") + signature.type(i) + " " + name);
    }
    Node body = statements.body(scope.block(), chance.between(4, 10));
    if (signature.host().isLambda()) {
      return List.of(Hosts.lambda(signature, declared.get(0), body));
    }
    Node method =
        Methods.declare(
            signature.host().tag + (signature.isGenerator() ? " generator" : ""),
            new Methods.Declaration(
                signature.form(),
                signature.host().modifiers,
                signature.result(),
                signature.name(),
                declared,
                body));
    return Hosts.around(signature, declared, method);
  }

  /** A class around methods, and what goes with it. */
  private List<Node> shell(String shell, List<Node> members) {
    List<Node> parts = new ArrayList<>();
    parts.add(Node.part("", shell + " $0 }", members(members)));
    if (shell.startsWith("interface Face")) {
      List<Node> overrides = new ArrayList<>();
      for (Signature signature : signatures) {
        if (signature.host() == Host.DEFAULT && signature.number() % 2 == 1) {
          overrides.add(override(signature, "@Override public ", "Face.super."));
        }
      }
      String faced = "static class Faced implements Face { ";
      parts.add(
          overrides.isEmpty()
              ? Node.part("", faced + "}")
              : Node.part("", faced + "$0 }", members(overrides)));
    }
    if (shell.startsWith("static class Base")) {
      List<Node> overrides = new ArrayList<>();
      for (Signature signature : signatures) {
        if (signature.host() == Host.OVERRIDDEN) {
          overrides.add(override(signature, "@Override ", "super."));
        }
      }
      parts.add(Node.part("", "static class Sub extends Base { $0 }", members(overrides)));
    }
    return parts;
  }

  /** Members on lines of their own, each of which can go. */
  private static Node members(List<Node> members) {
    StringBuilder template = new StringBuilder();
    for (int i = 0; i < members.size(); i++) {
      template.append(i == 0 ? "$" : "\n$").append(i);
    }
    return Node.part("", template.toString(), members.toArray(Node[]::new));
  }

  private static Node override(Signature signature, String modifiers, String above) {
    List<String> parameters = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < signature.parameters().size(); i++) {
      names.add("a" + i);
      parameters.add(signature.type(i) + " a" + i);
    }
    String call = above + signature.name() + "(" + String.join(", ", names) + ")";
    String mark = "mark(" + signature.number() + ");";
    Node body =
        signature.isGenerator()
            ? Node.block(
                List.of(
                    Node.statement("T79", mark),
                    AsyncLoops.loop(
                        "", signature.result().java + " r", Node.part("", call), EMIT_R, "e"),
                    Node.statement("T79", mark + " return end();")))
            : Node.part(
                "",
                "{ "
                    + mark
                    + " "
                    + signature.result().java
                    + " r = await("
                    + call
                    + "); "
                    + mark
                    + " return done(r); }");
    return Methods.declare(
        "T79 T98",
        new Methods.Declaration(
            signature.form(), modifiers, signature.result(), signature.name(), parameters, body));
  }

  /** The way in: one case for every method. */
  private Node start() {
    List<Node> cases = new ArrayList<>();
    for (Signature signature : signatures) {
      Node[] arguments =
          signature.parameters().stream().map(expressions::literal).toArray(Node[]::new);
      if (signature.recursive()) {
        arguments[0] = Node.expression(Kind.INT, "T84", "2");
      }
      Node call = Node.expression(signature.result(), "", signature.call(), arguments);
      String given = signature.isGenerator() ? "drained($0)" : "$0";
      cases.add(Node.part("", "case " + signature.number() + ": return " + given + ";", call));
    }
    String head =
        "public static Coroutine<?> start(int entry) throws Exception { reset(); switch (entry) $0"
            + " throw new AssertionError(entry); }";
    return Node.part("", head, Node.block(cases));
  }
}
