package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates what a free choice among statements hardly ever puts together. */
final class Rarities {
  /** Deeper than a thread's stack would be if each call took a piece of it. */
  private static final int DEEP = 30_000;

  private static final int RECORD_PATTERNS = 21;

  private final Context context;
  private final Chance chance;
  private final Expressions expressions;
  private final Statements statements;
  private final List<Statements.Production> any = new ArrayList<>();

  Rarities(Context context, Expressions expressions, Statements statements) {
    this.context = context;
    chance = context.chance();
    this.expressions = expressions;
    this.statements = statements;
    any.add(this::returned);
    any.add(this::returned);
    any.add(this::closing);
    any.add(this::eager);
    any.add(this::privateCalls);
    any.add(this::privateCalls);
    any.add(this::nulled);
    any.add(this::nulled);
    any.add(this::hidden);
    any.add(this::hidden);
    if (context.iterates()) {
      any.add(this::loops);
      any.add(this::loops);
      any.add(this::loops);
      any.add(this::looping);
      any.add(this::deep);
    }
  }

  @Nullable Node any(Scope scope) {
    return scope.place.awaits() && !scope.place.stacked() ? chance.pick(any).make(scope) : null;
  }

  /** A coroutine is returned where handlers, one in the other, may catch what it throws. */
  private @Nullable Node returned(Scope scope) {
    Kind kind = scope.place.result();
    if (kind == null || scope.place.emits() != null || !scope.place.returnsCoroutines()) {
      return null;
    }
    String thrown = chance.pick("Failure", "DeepFailure");
    String coroutine =
        context.program() + ".<" + kind.boxed + ">given($0, $1 ? new " + thrown + "(\"r\") : null)";
    String core =
        "await(nothing()); return " + chance.pick("", "$2 ? done($0) : ") + coroutine + ";";
    if (chance.percent(60)) {
      core =
          "try { "
              + core
              + " } catch ("
              + chance.pick("DeepFailure", "Failure")
              + " "
              + chance.name("e")
              + ") { "
              + mark()
              + "}"
              + (chance.percent(40) ? " finally { " + mark() + "}" : "");
    }
    return Node.statement(
        "T30 T87",
        "try { " + core + " } " + caught(chance.pick("Failure", "Exception")) + lastly(30),
        expressions.of(kind, scope, 1),
        expressions.condition(scope, 1),
        expressions.condition(scope, 1));
  }

  /** Loops over sources that close, left in all ways, among handlers and finalizers. */
  private Node loops(Scope scope) {
    Scope inTry = scope.block(scope.place.inTry());
    if (chance.percent(25)) {
      return loop(scope.block(), chance.percent(60));
    }
    boolean finalizer = chance.percent(50);
    boolean fails = chance.percent(50);
    return Node.statement(
        "T8 each",
        "try { io($1); $0 } "
            + (finalizer && chance.percent(40) ? "" : caught("Failure"))
            + (finalizer ? " finally { " + mark() : "")
            + (finalizer && fails ? "if (tz(0, $2)) { throw new Failure(\"last\"); } " : "")
            + (finalizer ? "}" : ""),
        loop(inTry, chance.percent(60)),
        expressions.of(Kind.INT, scope, 1),
        expressions.condition(scope, 1));
  }

  private Node loop(Scope scope, boolean nested) {
    String label = chance.name("L");
    Scope body = scope.block(scope.place.loop(label)).block();
    Variable variable = new Variable(chance.name("x"), Kind.INT, true);
    body.declare(variable);
    List<Node> all = new ArrayList<>();
    all.add(Node.statement("each", mark()));
    if (nested) {
      all.add(loop(body, false));
    }
    if (context.release() >= RECORD_PATTERNS && chance.percent(30)) {
      all.add(
          Node.statement(
              "T21",
              "if ((Object) new Brittle("
                  + variable.name()
                  + " + 1) instanceof Brittle(int "
                  + chance.name("y")
                  + ")) { "
                  + mark()
                  + "}"));
    }
    Node way = statements.abrupt(body);
    if (way != null && chance.percent(nested ? 50 : 80)) {
      boolean always = chance.percent(50);
      all.add(
          always
              ? way
              : Node.statement(
                  "T5",
                  "if ($0) $1",
                  expressions.branching(body, 1),
                  Node.block(List.of(way)).completing(true)));
    }
    boolean mayFail = scope.place.emits() == null;
    Node source =
        Node.expression(
            Kind.INT,
            "iterable",
            (mayFail && chance.percent(40) ? "new Torn(" : "new Lines(")
                + context.newPlace()
                + ", 3)");
    return AsyncLoops.loop(
        label + ": ", "final int " + variable.name(), source, Node.block(all), chance.name("n"));
  }

  /** A lambda waits in a loop only. */
  private Node looping(Scope scope) {
    Variable sum = new Variable(chance.name("x"), Kind.INT, false);
    String name = chance.name("x");
    Node loop =
        AsyncLoops.loop(
            "",
            "int " + name,
            Node.expression(
                Kind.INT,
                "iterable",
                chance.pick("new Lines(" + context.newPlace() + ", 3)", "new Numbers(1)")),
            Node.block(
                List.of(
                    Node.statement("", "if (!fuel()) break;"),
                    Node.statement("", "sum" + name + " += " + name + ";"))),
            chance.name("n"));
    Node node =
        Node.statement(
            "T82 each",
            "int "
                + sum.name()
                + " = await(Simmer.<Integer>async(() -> { int sum"
                + name
                + " = $1; $0 return done(sum"
                + name
                + "); }));",
            loop,
            expressions.literal(Kind.INT));
    scope.declare(sum);
    return node;
  }

  /** A lambda waits only where it closes a resource. */
  private Node closing(Scope scope) {
    Scope inside = scope.capturing(scope.place.plain());
    return Node.statement(
        "T82 T37",
        "to("
            + context.newPlace()
            + ", await(Simmer.<Integer>async(() -> { try (Waiting "
            + chance.name("r")
            + " = new Waiting("
            + context.newPlace()
            + ", false)) { io($0); } return done($1); })));",
        expressions.of(Kind.INT, inside, 1),
        expressions.of(Kind.INT, inside, 1));
  }

  /** What looks like a coroutine, but is none, runs where it is called. */
  private Node eager(Scope scope) {
    String kept = chance.name("w");
    String name = chance.name("f");
    Scope inside = scope.capturing(scope.place.plain());
    boolean lambda = chance.percent(60);
    return Node.statement(
        "T86",
        (lambda
                ? "final AsyncCallable<Integer> "
                    + name
                    + " = () -> { "
                    + mark()
                    + "return done($0); };\n"
                : "")
            + "final Coroutine<Integer> "
            + kept
            + " = "
            + (lambda ? name + ".call()" : context.program() + ".unmarked($0)")
            + ";\n"
            + mark()
            + "\nto("
            + context.newPlace()
            + ", await("
            + kept
            + "));",
        expressions.of(Kind.INT, lambda ? inside : scope, 1));
  }

  /** Private methods that call each other, and others of the same names. */
  private Node privateCalls(Scope scope) {
    String program = context.program();
    String call =
        switch (chance.between(0, 4)) {
          case 0 -> "new Lower().whole($0)";
          case 1 -> program + ".bothTwins($0)";
          case 2 -> program + ".viaTwin($0)";
          case 3 -> program + ".wider($0)";
          default -> program + ".chained" + chance.pick("A", "B", "C", "D") + "($0)";
        };
    return Node.statement(
        "T86 T98",
        "to(" + context.newPlace() + ", await(" + call + "));",
        expressions.of(Kind.INT, scope, 1));
  }

  /** A recursion that would take more than a thread's stack. */
  private @Nullable Node deep(Scope scope) {
    if (chance.percent(70)) {
      return null;
    }
    Variable result = new Variable(chance.name("x"), Kind.INT, false);
    String text = "int " + result.name() + " = ";
    Node node =
        Node.statement(
                "T84",
                text + "await(" + context.program() + ".deep(" + DEEP + ", $0));",
                expressions.of(Kind.INT, scope, 1))
            .meaning(text + "((int) await(vi($0 + " + DEEP + "))) + " + DEEP + ";");
    scope.declare(result);
    return node;
  }

  /** A variable is null for good where the method waits. */
  private @Nullable Node nulled(Scope scope) {
    List<Variable> found = new ArrayList<>();
    for (Kind kind : Kind.ANY) {
      if (!kind.isPrimitive()) {
        found.addAll(scope.assignable(kind));
      }
    }
    return found.isEmpty()
        ? null
        : Node.statement(
            "T61",
            "to("
                + context.newPlace()
                + ", await(vo(("
                + chance.pick(found).name()
                + " = null))));");
  }

  /** An object of a class that may not be named waits below a branch. */
  private Node hidden(Scope scope) {
    String place = context.newPlace();
    return chance.percent(60)
        ? Node.statement(
            "T76 T20",
            "ti("
                + place
                + ", shown(hidden($0), (switch ($1 & 1) { case 0 -> $2 default -> $3; })));",
            expressions.of(Kind.INT, scope, 1),
            expressions.of(Kind.INT, scope, 1),
            statements.arm(Kind.INT, scope),
            expressions.of(Kind.INT, scope, 1))
        : Node.statement(
            "T76",
            "ti(" + place + ", shown(hidden($0), await(vi($1))));",
            expressions.of(Kind.INT, scope, 1),
            expressions.of(Kind.INT, scope, 1));
  }

  private String mark() {
    return "mark(" + context.newPlace() + "); ";
  }

  private String caught(String type) {
    String name = chance.name("e");
    return "catch ("
        + type
        + " "
        + name
        + ") { to("
        + context.newPlace()
        + ", text("
        + name
        + ")); }";
  }

  private String lastly(int percent) {
    return chance.percent(percent) ? " finally { " + mark() + "}" : "";
  }
}
