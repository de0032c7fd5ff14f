package dev.simmer.differential.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates loops; each burns fuel, so that each ends. */
final class Loops {
  private final Chance chance;
  private final Expressions expressions;
  private final Statements statements;

  Loops(Context context, Expressions expressions, Statements statements) {
    chance = context.chance();
    this.expressions = expressions;
    this.statements = statements;
  }

  @Nullable Node any(Scope scope) {
    String label = chance.percent(40) ? chance.name("L") : "";
    Scope inside = scope.block(scope.place.loop(label));
    Node loop =
        switch (chance.between(0, 7)) {
          case 0, 1 -> whileLoop(scope, inside);
          case 2 -> doLoop(scope, inside);
          case 3, 4 -> forLoop(scope, inside);
          case 5 -> overArray(scope, inside);
          case 6 -> overIterable(scope, inside);
          default -> infinite(inside);
        };
    String nested = scope.place.exits().isEmpty() ? "" : " T13";
    return Node.statement(
        label.isEmpty() ? "T1" + nested : "T6" + nested,
        (label.isEmpty() ? "" : label + ": ") + "$0",
        loop);
  }

  private Node whileLoop(Scope scope, Scope inside) {
    String[] forms = {"while (fuel() && $0) $1", "while ($0 && fuel()) $1"};
    return Node.statement(
        "T1",
        chance.pick(forms),
        expressions.condition(scope, chance.between(1, 3)),
        statements.block(inside, 4, true));
  }

  private Node doLoop(Scope scope, Scope inside) {
    return Node.statement(
        "T2",
        "do $1 while (fuel() && $0);",
        expressions.condition(scope, chance.between(1, 3)),
        statements.block(inside, 4, false));
  }

  /** A loop whose variable every round captures anew, with a long or an int counter. */
  private Node forLoop(Scope scope, Scope inside) {
    Kind kind = chance.pick(Kind.INT, Kind.INT, Kind.LONG, Kind.BYTE, Kind.DOUBLE);
    String name = chance.name("i");
    Scope head = inside.block();
    head.declare(new Variable(name, kind, false));
    Node start =
        Node.expression(kind, "", "((" + kind.java + ") $0)", expressions.of(Kind.INT, scope, 1));
    Node limit = expressions.of(kind, head, 2);
    Node step =
        chance.percent(50)
            ? Node.expression(kind, "T3", name + "++")
            : Node.expression(kind, "T3", name + " += $0", expressions.of(Kind.INT, head, 2));
    Scope body = head.block();
    boolean captured = chance.percent(40);
    Variable copy = new Variable(chance.name("x"), kind, true);
    if (captured) {
      body.declare(copy);
    }
    Node block = statements.block(body, 4, true);
    String prefix =
        captured ? "{ final " + kind.java + " " + copy.name() + " = " + name + "; $3 }" : "$3";
    return Node.statement(
        "T3 T14" + (captured ? " T11" : ""),
        "for (" + kind.java + " " + name + " = $0; fuel() && " + name + " < $1; $2) " + prefix,
        start,
        limit,
        step,
        block);
  }

  private Node overArray(Scope scope, Scope inside) {
    Kind array =
        chance.pick(
            Kind.INTS, Kind.LONGS, Kind.STRINGS, Kind.BYTES, Kind.BOOLEANS, Kind.GRID, Kind.CHARS);
    Variable element = new Variable(chance.name("x"), array.element(), chance.percent(60));
    Scope body = inside.block();
    body.declare(element);
    Node source = expressions.of(array, scope, chance.between(1, 3));
    return Node.statement(
        "T4",
        "for ("
            + (element.isFinal() ? "final " : "")
            + element.kind().java
            + " "
            + element.name()
            + " : $0) { if (!fuel()) break; $1 }",
        source,
        statements.block(body, 3, true));
  }

  private Node overIterable(Scope scope, Scope inside) {
    boolean unboxed = chance.percent(50);
    Kind kind = unboxed ? Kind.INT : Kind.INTEGER;
    Variable element = new Variable(chance.name("x"), kind, chance.percent(60));
    Scope body = inside.block();
    body.declare(element);
    Node source =
        chance.percent(60)
            ? Node.expression(Kind.OBJECT, "T4", "count($0)", expressions.of(Kind.INT, scope, 2))
            : Node.expression(
                Kind.OBJECT,
                "T4",
                "list($0, $1)",
                expressions.of(Kind.INTEGER, scope, 2),
                expressions.of(Kind.INTEGER, scope, 2));
    return Node.statement(
        "T4",
        "for ("
            + (element.isFinal() ? "final " : "")
            + kind.java
            + " "
            + element.name()
            + " : $0) { if (!fuel()) break; $1 }",
        source,
        statements.block(body, 3, true));
  }

  /** A loop without a condition, left by a jump. */
  private Node infinite(Scope inside) {
    String head = chance.pick("for (;;)", "while (true)");
    Node body = statements.block(inside, 4, true);
    Node leave = Node.statement("T10", "if (!fuel()) break;");
    List<Node> both = List.of(leave, body.asStatement("T10"));
    return Node.statement("T10", head + " $0", Node.block(both));
  }
}
