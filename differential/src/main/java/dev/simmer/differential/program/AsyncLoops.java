package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates loops over asynchronous sources, and generators that are driven by hand. */
final class AsyncLoops {
  private final Context context;
  private final Chance chance;
  private final Expressions expressions;
  private final Statements statements;

  AsyncLoops(Context context, Expressions expressions, Statements statements) {
    this.context = context;
    chance = context.chance();
    this.expressions = expressions;
    this.statements = statements;
  }

  /**
   * Makes a loop.
   *
   * @param label with a colon and a space, or empty
   * @param variable type and name of the loop's variable
   * @param body a block
   * @param name ends the names that only the oracle's source has
   */
  static Node loop(String label, String variable, Node source, Node body, String name) {
    String loop = "s" + name;
    String thrown = "t" + name;
    return Node.statement("each", label + "for (" + variable + " : each($0)) $1", source, body)
        .meaning(
            "{ final var "
                + loop
                + " = Each.over($0);\ntry { "
                + label
                + "for ("
                + variable
                + " : "
                + loop
                + ") $1 } catch (Throwable "
                + thrown
                + ") { throw "
                + loop
                + ".failed("
                + thrown
                + "); } finally { "
                + loop
                + ".close(); } }");
  }

  /** A loop with {@code each}. */
  @Nullable Node each(Scope scope) {
    if (!isPossible(scope)) {
      return null;
    }
    Signature self = scope.place.method();
    boolean again = self.recursive() && self.isGenerator() && chance.percent(40);
    Node source = again ? expressions.awaits().again(scope) : source(scope);
    String label = chance.percent(35) ? chance.name("L") : "";
    Kind element = java.util.Objects.requireNonNull(source.kind());
    Variable variable = new Variable(chance.name("x"), element, chance.percent(60));
    boolean boxed = variable.isFinal() && chance.percent(40);
    String cast = "((" + element.java + ") " + variable.name() + ")";
    Scope body = scope.block(scope.place.loop(label)).block();
    body.declare(boxed ? new Variable(cast, element, true) : variable);
    List<Node> all = new ArrayList<>();
    if (chance.percent(40)) {
      all.add(Node.statement("each", "if (!fuel()) break;"));
    }
    all.addAll(statements.block(body, 3, true).children());
    String type = boxed ? chance.pick("var", element.boxed) : element.java;
    Node loop =
        loop(
            label.isEmpty() ? "" : label + ": ",
            (variable.isFinal() ? "final " : "") + type + " " + variable.name(),
            source,
            Node.block(all),
            chance.name("n"));
    return again ? Node.statement("T84", "if (depth > 0 && fuel()) { $0 }", loop) : loop;
  }

  /** The loop that {@code each} stands for, written by hand, with a close in a finalizer. */
  @Nullable Node byHand(Scope scope) {
    Node source = isPossible(scope) ? expressions.awaits().generator(scope, 1) : null;
    if (source == null) {
      return null;
    }
    Kind element = java.util.Objects.requireNonNull(source.kind());
    String name = chance.name("g");
    Variable variable = new Variable(chance.name("x"), element, false);
    Scope inside = scope.block(scope.place.loop("").inTry()).block();
    inside.declare(variable);
    Node before = statements.block(scope.block(), 1, false);
    return Node.statement(
        "generator",
        "final AsyncGenerator<"
            + element.boxed
            + "> "
            + name
            + " = $0;\n$1\ntry {\n  while (fuel() && await("
            + name
            + ".hasNext())) {\n    "
            + element.java
            + " "
            + variable.name()
            + " = "
            + name
            + ".next();\n    $2\n  }\n} finally {\n  await("
            + name
            + ".closeAsync());\n}",
        source,
        before,
        statements.block(inside, 2, true));
  }

  private static boolean isPossible(Scope scope) {
    return scope.place.awaits() && !scope.place.stacked();
  }

  private Node source(Scope scope) {
    Node generator = chance.percent(75) ? expressions.awaits().generator(scope, 1) : null;
    if (generator != null) {
      return generator;
    }
    Node limit = expressions.of(Kind.INT, scope, chance.between(0, 2));
    return switch (chance.between(0, 3)) {
      case 0, 1 -> Node.expression(Kind.INTEGER, "iterable", "new Numbers($0)", limit);
      case 2 -> Node.expression(Kind.INT, "iterable", lines(), limit);
      default ->
          Node.expression(
              Kind.INT,
              "iterable",
              "$1 ? new Numbers($0) : " + lines(),
              limit,
              expressions.condition(scope, 1));
    };
  }

  private String lines() {
    return "new Lines(" + context.newPlace() + ", $0)";
  }
}
