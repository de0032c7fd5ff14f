package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates async lambdas, and references to async methods, wherever either can stand. */
final class Lambdas {
  private static final int DEEPEST = 3;

  private final Context context;
  private final Chance chance;
  private final Expressions expressions;
  private final Awaits.Blocks blocks;

  Lambdas(Context context, Expressions expressions, Awaits.Blocks blocks) {
    this.context = context;
    chance = context.chance();
    this.expressions = expressions;
    this.blocks = blocks;
  }

  /** An await of what a lambda gives that is made here; its type is the kind's reference. */
  @Nullable Node awaited(Kind kind, Scope scope, int depth) {
    if (scope.depth > DEEPEST || depth < 1) {
      return null;
    }
    Kind given = chance.pick(Kind.ANY);
    String type = type(given, kind);
    Node argument = expressions.of(given, scope, depth - 1);
    String applied = context.program() + ".<" + given.boxed + ", " + kind.boxed + ">applied";
    return switch (chance.between(0, 6)) {
      case 0 -> node(kind, "await(((" + type + ") $0).go($1))", given, scope, argument);
      case 1 ->
          Node.expression(
              kind,
              "T82 T52",
              chance.percent(50)
                  ? "await(($2 ? ((" + type + ") $0) : ((" + type + ") $3)).go($1))"
                  : "await(" + applied + "($2 ? $0 : $3, $1))",
              lambda(given, kind, scope),
              argument,
              expressions.condition(scope, depth - 1),
              lambda(given, kind, scope));
      case 2 ->
          node(
              kind,
              "await(((" + type + " & java.io.Serializable) $0).go($1))",
              given,
              scope,
              argument);
      case 3 -> node(kind, "await(" + applied + "($0, $1))", given, scope, argument);
      case 4 ->
          node(
              kind,
              "await(((java.util.function.Supplier<" + type + ">) () -> $0).get().go($1))",
              given,
              scope,
              argument);
      case 5 -> {
        String outer = "Step<String, " + type + ">";
        String place = context.newPlace();
        yield node(
            kind,
            "await(await((("
                + outer
                + ") any"
                + place
                + " -> { await(nothing()); return Simmer.<"
                + type
                + ">done($0); }).go(\"\")).go($1))",
            given,
            scope,
            argument);
      }
      default -> {
        Scope inside = scope.capturing(scope.place.nested(kind));
        yield Node.expression(
            kind,
            "T82",
            "await(((AsyncCallable<" + kind.boxed + ">) () -> $0).call())",
            body(kind, inside));
      }
    };
  }

  private Node node(Kind kind, String template, Kind given, Scope scope, Node argument) {
    return Node.expression(kind, "T82", template, lambda(given, kind, scope), argument);
  }

  private static String type(Kind given, Kind kind) {
    return "Step<" + given.boxed + ", " + kind.boxed + ">";
  }

  /** The lambda itself, with a block or an expression for a body. */
  private Node lambda(Kind given, Kind kind, Scope scope) {
    Scope inside = scope.capturing(scope.place.nested(kind));
    String name = chance.name("given");
    if (chance.percent(30)) {
      return Node.expression(
          kind, "T82", name + " -> done($0)", expressions.of(kind, inside, chance.between(1, 2)));
    }
    Variable parameter = new Variable(chance.name("p"), given, chance.percent(40));
    inside.declare(parameter);
    return Node.expression(
        kind,
        "T82 T70",
        name
            + " -> { "
            + (parameter.isFinal() ? "final " : "")
            + given.java
            + " "
            + parameter.name()
            + " = "
            + name
            + "; $0 }",
        body(kind, inside));
  }

  /**
   * A block for a lambda. Where all its awaits may stand in code that javac drops, it has one more:
   * without any it is no coroutine, and runs where it is called.
   */
  private Node body(Kind kind, Scope inside) {
    List<Node> all = blocks.returning(kind, inside);
    String text = Node.block(all).source();
    if (text.contains("(true)") || text.contains("(false)")) {
      all.add(0, Node.statement("T82", "await(nothing());"));
    }
    return Node.block(all);
  }

  /** A variable that has its value by way of a reference to an async method. */
  @Nullable Node referenced(Scope scope) {
    List<Signature> callable = new ArrayList<>(context.signatures());
    callable.removeIf(
        other ->
            other.number() <= scope.place.method().number()
                || other.isGenerator()
                || other.parameters().size() != 1
                || !other.isReferable());
    if (callable.isEmpty() || !scope.place.awaits()) {
      return null;
    }
    Signature callee = chance.pick(callable);
    Kind given = callee.parameters().get(0);
    Node argument =
        callee.recursive()
            ? Node.expression(Kind.INT, "T84", "2")
            : expressions.of(given, scope, 1);
    Variable result = new Variable(chance.name("x"), callee.result(), false);
    scope.declare(result);
    return Node.statement(
        "T83",
        callee.result().java
            + " "
            + result.name()
            + " = await("
            + context.program()
            + ".<"
            + given.boxed
            + ", "
            + callee.result().boxed
            + ">applied("
            + callee.reference()
            + ", $0));",
        argument);
  }

  /** A lambda that a variable holds and that runs twice. */
  @Nullable Node kept(Scope scope) {
    if (!scope.place.awaits() || scope.depth > DEEPEST) {
      return null;
    }
    Kind kind = chance.pick(Kind.ANY);
    Kind given = chance.pick(Kind.ANY);
    String name = chance.name("f");
    Variable result = new Variable(chance.name("x"), kind, false);
    Node lambda = lambda(given, kind, scope);
    Node first = expressions.of(given, scope, 1);
    scope.declare(result);
    return Node.statement(
        "T82 T70",
        "final "
            + type(given, kind)
            + " "
            + name
            + " = $0;\n"
            + kind.java
            + " "
            + result.name()
            + " = await("
            + name
            + ".go($1));\n"
            + result.name()
            + " = await("
            + name
            + ".go($2));",
        lambda,
        first,
        expressions.of(given, scope, 1));
  }
}
