package dev.simmer.differential.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates scopes of the library in the head of a try: deadlines and task groups. */
final class Scopes {
  private final Context context;
  private final Chance chance;
  private final Expressions expressions;
  private final Statements statements;
  private final Tries tries;

  Scopes(Context context, Expressions expressions, Statements statements, Tries tries) {
    this.context = context;
    chance = context.chance();
    this.expressions = expressions;
    this.statements = statements;
    this.tries = tries;
  }

  private static boolean isPossible(Scope scope) {
    return scope.place.awaits() && !scope.place.stacked();
  }

  /** A deadline that never comes. */
  @Nullable Node deadline(Scope scope) {
    return isPossible(scope)
        ? tries.around("try (Timeout " + chance.name("r") + " = timeout(seconds(1000)))", scope)
        : null;
  }

  /**
   * A deadline that passes. Nothing else is awaited before it, since nobody knows what would come
   * first, and nothing in the finalizer, where another cancel would turn the deadline into one.
   */
  @Nullable Node expiry(Scope scope) {
    if (!isPossible(scope)) {
      return null;
    }
    Scope plain = scope.block(scope.place.plain());
    Node before = statements.block(plain.block(), 1, false);
    Node finalizer = statements.block(plain.block(), 2, false);
    Node after = statements.block(scope.block(), 2, true);
    String name = chance.name("r");
    String body =
        " {\n  $0\n  "
            + (chance.percent(50)
                ? "await(Probe.<String>never());"
                : "try { await(Probe.<String>never()); } finally $1")
            + "\n}";
    String caught = chance.name("e");
    String handler =
        " catch (java.util.concurrent.TimeoutException "
            + caught
            + ") { to("
            + context.newPlace()
            + ", text("
            + caught
            + ")); $2 }";
    return Node.statement(
            "T109 timeout",
            "try (Timeout " + name + " = timeout(millis(1)))" + body + handler,
            before,
            finalizer,
            after)
        .meaning(
            "try { final Timeout "
                + name
                + " = timeout(millis(1)); try"
                + body
                + " catch (Throwable t"
                + name
                + ") { throw "
                + name
                + ".<java.util.concurrent.TimeoutException>failed(t"
                + name
                + "); } }"
                + handler)
        // What follows is reached as far as javac knows: a generic await may return.
        .completing(true);
  }

  /** A group whose body, or whose last child, may fail, and so the block with a group of them. */
  @Nullable Node failing(Scope scope) {
    if (!isPossible(scope)) {
      return null;
    }
    String group = chance.name("g");
    List<Node> all = new java.util.ArrayList<>();
    if (chance.percent(50)) {
      all.add(
          Node.statement(
              "group", group + ".createTask(" + child("return done($0)") + ");", constant(scope)));
    }
    Scope inside = scope.block(scope.place.inTry());
    all.addAll(statements.block(inside.block(), 3, true).children());
    if (Node.block(all).completes() && chance.percent(40)) {
      String failure = "throw new Failure(\"child " + context.newPlace() + "\")";
      all.add(Node.statement("group", group + ".<Integer>createTask(" + child(failure) + ");"));
    }
    Node body = Node.block(all);
    boolean caught = chance.percent(60);
    String name = chance.name("e");
    String handler =
        " catch (ExceptionGroup "
            + name
            + ") { to("
            + context.newPlace()
            + ", text("
            + name
            + ")); }";
    String meaning =
        "{ final TaskGroup "
            + group
            + " = taskGroup(); try $0 catch (Throwable t"
            + group
            + ") { throw "
            + group
            + ".failed(t"
            + group
            + "); } finally { "
            + group
            + ".close(); } }";
    Node node =
        Node.statement(
                "T37 group",
                "try (TaskGroup " + group + " = taskGroup()) $0" + (caught ? handler : ""),
                body)
            .meaning(caught ? "try " + meaning + handler : meaning);
    // A group that fails asks again for a cancel that was caught before, as asyncio's does.
    return Node.statement("", "if (mayFailToClose()) $0", Node.block(List.of(node)));
  }

  private static String child(String end) {
    return "() -> { await(Probe.<String>kept(\"\")); " + end + "; }";
  }

  /** Something that has the same value whenever a child comes to it. */
  private Node constant(Scope scope) {
    Kind kind = chance.pick(Kind.ANY);
    return constant(kind, scope);
  }

  private Node constant(Kind kind, Scope scope) {
    List<Variable> variables = scope.capturing(scope.place.plain()).readable(kind);
    return !variables.isEmpty() && chance.percent(60)
        ? Node.expression(kind, "T70", chance.pick(variables).name())
        : expressions.literal(kind);
  }

  /**
   * A group with a task. What fails in the body leaves the group behind in a variable, since a
   * group would wrap it; a cancellation goes through.
   */
  @Nullable Node group(Scope scope) {
    if (!isPossible(scope)) {
      return null;
    }
    Kind kind = chance.pick(Kind.ANY);
    String group = chance.name("g");
    String task = chance.name("t");
    String failure = chance.name("e");
    Variable result = new Variable(chance.name("x"), kind, false);
    Scope inside = scope.block(scope.place.inTry());
    Node child = constant(kind, scope);
    Node before = statements.block(inside.block(), 2, false);
    Node after = statements.block(inside.block(), 1, false);
    Node start = expressions.literal(kind);
    scope.declare(result);
    String name = result.name();
    return Node.statement(
        "T37 T82 group",
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
            + ".createTask("
            + child("return done($1)")
            + ");\n  try {\n    $2\n    "
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
