package dev.simmer.differential.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates, now and then, what makes a method large: many locals, many awaits, deep nesting. */
final class Extremes {
  /** More than one byte counts. */
  private static final int MANY = 260;

  private static final int DEEP = 40;

  /** So many statements of ten bytes, and these awaits, are a little less than 32 KB for javac. */
  private static final int LONG = 2850;

  private static final int AWAITS = 150;

  private final Context context;
  private final Chance chance;
  private final Expressions expressions;
  private final Statements statements;

  Extremes(Context context, Expressions expressions, Statements statements) {
    this.context = context;
    chance = context.chance();
    this.expressions = expressions;
    this.statements = statements;
  }

  /** Begins a method, mostly with nothing. */
  List<Node> beginning(Scope scope) {
    int which = chance.between(1, 400);
    return switch (which) {
      case 1, 2 -> List.of(manyLocals(scope));
      case 3 -> List.of(manyAwaits(scope));
      case 4, 5 -> List.of(longJump(scope));
      default -> List.of();
    };
  }

  /** Locals whose slots need wide instructions, two slots each. */
  private Node manyLocals(Scope scope) {
    StringBuilder text = new StringBuilder("long ");
    for (int i = 0; i < MANY / 2; i++) {
      String name = chance.name("w");
      text.append(i == 0 ? "" : ", ").append(name).append(" = ").append(i).append('L');
      if (i % 43 == 0) {
        scope.declare(new Variable(name, Kind.LONG, false));
      }
    }
    return Node.statement("T71", text + ";");
  }

  private Node manyAwaits(Scope scope) {
    Variable sum = new Variable(chance.name("x"), Kind.INT, false);
    StringBuilder text = new StringBuilder("int " + sum.name() + " = 0;");
    for (int i = 0; i < MANY; i++) {
      text.append(i % 8 == 0 ? '\n' : ' ');
      text.append(sum.name()).append(" += await(vi(").append(i).append("));");
    }
    scope.declare(sum);
    return Node.statement("T71", text.toString());
  }

  /** A test whose jump is longer than a jump can be, but for javac alone. */
  private Node longJump(Scope scope) {
    Variable sum = new Variable(chance.name("x"), Kind.INT, false);
    String name = sum.name();
    StringBuilder far = new StringBuilder("{");
    for (int i = 0; i < LONG; i++) {
      far.append(i % 8 == 0 ? '\n' : ' ').append(name).append(" = ").append(name);
      far.append(" * 31 + ").append(i % 100).append(';');
      if (i % (LONG / AWAITS) == 0) {
        far.append(' ').append(name).append(" += await(vi(").append(name).append("));");
      }
    }
    far.append(" }");
    String test =
        chance.pick(
            "$1",
            "$2 == null",
            "$2 != null",
            name + " < $3",
            name + " != $3",
            name + " == 0",
            "$2 == $4");
    String form =
        switch (chance.between(0, 3)) {
          case 0 -> "if (" + test + ") " + far;
          case 1 ->
              name
                  + " += (switch ("
                  + name
                  + " & 1) { default -> { if ("
                  + test
                  + ") "
                  + far
                  + " yield "
                  + name
                  + "; } });";
          case 2 -> "while (fuel() && " + test + ") " + far;
          default -> "do " + far + " while (fuel() && " + test + ");";
        };
    Variable before = new Variable(chance.name("x"), Kind.LONG, false);
    Node node =
        Node.statement(
            "T71",
            "long " + before.name() + " = $0;\nint " + name + " = $3;\n" + form,
            expressions.of(Kind.LONG, scope, 1),
            Node.expression(
                Kind.BOOLEAN,
                "",
                "tz(" + context.newPlace() + ", $0)",
                expressions.condition(scope, 1)),
            expressions.of(Kind.STRING, scope, 1),
            expressions.of(Kind.INT, scope, 1),
            expressions.of(Kind.STRING, scope, 1));
    scope.declare(before);
    scope.declare(sum);
    return node;
  }

  @Nullable Node nested(Scope scope) {
    if (scope.place.stacked() || chance.percent(70)) {
      return null;
    }
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    for (int i = chance.between(10, DEEP); i > 0; i--) {
      String name = chance.name("L");
      String place = context.newPlace();
      switch (chance.between(0, 3)) {
        case 0 -> {
          before.append("if (tz(").append(place).append(", true)) { ");
          after.insert(0, " }");
        }
        case 1 -> {
          before.append(name).append(": { if (!tz(").append(place).append(", true)) break ");
          before.append(name).append("; ");
          after.insert(0, " }");
        }
        case 2 -> {
          before.append("try { ");
          after.insert(0, " } catch (DeepFailure " + name + "e) { mark(" + place + "); }");
        }
        default -> {
          before.append("{ int ").append(name).append("i = ti(").append(place).append(", 1); ");
          after.insert(0, " mark(" + name + "i); }");
        }
      }
    }
    Node inner = statements.block(scope.block(scope.place.inTry()), 3, false);
    Node first =
        scope.place.awaits()
            ? Node.statement("T57", "$0;", expressions.awaits().raw(Kind.INT, scope, 1))
            : Node.statement("T57", "mark(0);");
    return Node.statement("T73", before + "$0 $1" + after, first, inner);
  }
}
