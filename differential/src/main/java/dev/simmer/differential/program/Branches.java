package dev.simmer.differential.program;

import org.jspecify.annotations.Nullable;

/** Generates {@code if} statements and what they do to variables. */
final class Branches {
  private final Context context;
  private final Chance chance;
  private final Expressions expressions;
  private final Statements statements;

  Branches(Context context, Expressions expressions, Statements statements) {
    this.context = context;
    chance = context.chance();
    this.expressions = expressions;
    this.statements = statements;
  }

  Node ifElse(Scope scope) {
    Node condition = expressions.branching(scope, chance.between(1, 3));
    Node then = statements.block(scope.block(), 3, true);
    if (chance.percent(45)) {
      return Node.statement("T16", "if ($0) $1", condition, then);
    }
    Node otherwise = statements.block(scope.block(), 3, true);
    return Node.statement("T16", "if ($0) $1 else $2", condition, then, otherwise)
        .completing(then.completes() || otherwise.completes());
  }

  /** A variable that has its value from one branch or the other. */
  Node definiteAssignment(Scope scope) {
    Kind kind = chance.pick(Kind.ANY);
    Variable variable = new Variable(chance.name("x"), kind, chance.percent(40));
    Node node =
        Node.statement(
            "T64",
            (variable.isFinal() ? "final " : "")
                + kind.java
                + " "
                + variable.name()
                + ";\nif ($0) { "
                + variable.name()
                + " = $1; } else { "
                + variable.name()
                + " = $2; }",
            expressions.condition(scope, 2),
            expressions.converted(kind, scope, chance.between(1, 3)),
            expressions.converted(kind, scope, chance.between(1, 3)));
    scope.declare(variable);
    return node;
  }

  /** A variable that is null on one way and an object on another. */
  Node nullMerge(Scope scope) {
    Kind kind =
        chance.pick(Kind.STRING, Kind.OBJECT, Kind.INTS, Kind.PAIR, Kind.SHAPE, Kind.INTEGER);
    Variable variable = new Variable(chance.name("x"), kind, false);
    Node condition = expressions.condition(scope, 2);
    Scope inside = scope.block();
    Node before = statements.block(inside, 1, false);
    Node value = expressions.converted(kind, scope, 2);
    scope.declare(variable);
    Node after = statements.block(scope.block(), 2, false);
    String name = variable.name();
    return Node.statement(
        "T23 T76",
        kind.java
            + " "
            + name
            + " = null;\nif ($0) {\n  $1\n  "
            + name
            + " = $2;\n}\n$3\nif ("
            + name
            + " == null) { "
            + name
            + " = $4; }",
        condition,
        before,
        value,
        after,
        expressions.literal(kind));
  }

  /** The parts of a record, which live across an await. */
  private Node deconstruction(Scope scope) {
    Kind kind = chance.pick(Kind.INT, Kind.STRING);
    Variable variable = new Variable(chance.name("x"), kind, false);
    String pattern =
        kind == Kind.INT
            ? chance.pick(
                "Brittle(int $v)", "Group(Circle(var $v), var $o)", "Pair(int $v, var $o)")
            : chance.pick("Group(var $o, String $v)", "Pair(var $o, String $v)");
    Scope inside = scope.block();
    inside.declare(variable);
    Node object = expressions.of(Kind.OBJECT, scope, chance.between(1, 2));
    String text = pattern.replace("$v", variable.name()).replace("$o", chance.name("y"));
    return Node.statement(
        "T22 T125",
        "if ($0 instanceof " + text + " && $1) $2",
        object,
        expressions.condition(inside, 2),
        statements.block(inside, 3, true));
  }

  /** A pattern variable that lives across an await. */
  @Nullable Node instanceOf(Scope scope) {
    if (context.release() >= 21 && chance.percent(35)) {
      return deconstruction(scope);
    }
    Kind kind = chance.pick(Kind.STRING, Kind.INTEGER, Kind.PAIR, Kind.INTS, Kind.BOXED_LONG);
    Node object = expressions.of(Kind.OBJECT, scope, chance.between(1, 3));
    Variable variable = new Variable(chance.name("x"), kind, true);
    Scope inside = scope.block();
    inside.declare(variable);
    String pattern = "final " + kind.java + " " + variable.name();
    if (chance.percent(70)) {
      Node guard = expressions.condition(inside, 2);
      return Node.statement(
          "T22",
          "if ($0 instanceof " + pattern + " && $1) $2",
          object,
          guard,
          statements.block(inside, 3, true));
    }
    Node then = statements.block(scope.block(), 2, true);
    return Node.statement(
        "T22",
        "if (!($0 instanceof " + pattern + ")) $1 else $2",
        object,
        then,
        statements.block(inside, 2, false));
  }
}
