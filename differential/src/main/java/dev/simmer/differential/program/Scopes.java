package dev.simmer.differential.program;

import org.jspecify.annotations.Nullable;

/** Generates scopes of the library in the head of a try: deadlines and task groups. */
final class Scopes {
  private final Chance chance;
  private final Expressions expressions;
  private final Statements statements;
  private final Tries tries;

  Scopes(Context context, Expressions expressions, Statements statements, Tries tries) {
    chance = context.chance();
    this.expressions = expressions;
    this.statements = statements;
    this.tries = tries;
  }

  /** A deadline that never comes. */
  @Nullable Node deadline(Scope scope) {
    return scope.place.awaits() && !scope.place.stacked()
        ? tries.around("try (Timeout " + chance.name("r") + " = timeout(seconds(1000)))", scope)
        : null;
  }

  /**
   * A group with a task. What fails in the body leaves the group behind in a variable, since a
   * group would wrap it; a cancellation goes through.
   */
  @Nullable Node group(Scope scope) {
    if (!scope.place.awaits() || scope.place.stacked()) {
      return null;
    }
    Kind kind = chance.pick(Kind.ANY);
    String group = chance.name("g");
    String task = chance.name("t");
    String failure = chance.name("e");
    Variable result = new Variable(chance.name("x"), kind, false);
    Scope inside = scope.block(scope.place.inTry());
    Node child = expressions.simple(kind, scope.capturing(scope.place.plain()), 0);
    Node before = statements.block(inside.block(), 2, false);
    Node after = statements.block(inside.block(), 1, false);
    Node start = expressions.literal(kind);
    scope.declare(result);
    String name = result.name();
    return Node.statement(
        "T37 T82",
        kind.java
            + " "
            + name
            + " = $0;\nThrowable "
            + failure
            + " = null;\ntry (TaskGroup "
            + group
            + " = taskGroup()) {\n  final Task<"
            + kind.boxed
            + "> "
            + task
            + " = "
            + group
            + ".createTask(() -> { await(Probe.<String>kept(\"\")); return done($1); });\n  try {\n    $2\n    "
            + name
            + " = await("
            + task
            + ");\n    $3\n  } catch (Exception | AssertionError | StackOverflowError "
            + failure
            + "c) {\n    "
            + failure
            + " = "
            + failure
            + "c;\n  }\n}\nif ("
            + failure
            + " != null) { throw rethrown("
            + failure
            + "); }",
        start,
        child,
        before,
        after);
  }
}
