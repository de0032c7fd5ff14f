package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates try statements: catches, finalizers, resources and scopes. */
final class Tries {
  /** In an order in which none hides a later one. */
  private static final List<String> CATCHES =
      List.of(
          "DeepFailure",
          "Failure",
          "IllegalStateException | ArithmeticException",
          "java.io.IOException",
          "NullPointerException | IndexOutOfBoundsException",
          "RuntimeException",
          "Exception",
          "CancelledError",
          "Throwable");

  private static final int MOST_CATCHES = 4;

  private final Chance chance;
  private final Expressions expressions;
  private final Statements statements;
  private final Context context;

  Tries(Context context, Expressions expressions, Statements statements) {
    this.context = context;
    chance = context.chance();
    this.expressions = expressions;
    this.statements = statements;
  }

  @Nullable Node tryCatch(Scope outside) {
    if (outside.place.stacked()) {
      return null;
    }
    // Under a finalizer that cannot complete, to return a coroutine is an error.
    Scope scope = chance.percent(12) ? outside.block(outside.place.withoutCoroutines()) : outside;
    Node body = body(scope);
    List<Node> catches = chance.percent(80) ? catches(scope) : List.of();
    boolean finalizer = catches.isEmpty() || chance.percent(45);
    String nested = scope.place.guarded() ? " T31 T34" : "";
    return assembled("try", List.of(body), catches, finalizer, scope, "T25 T35" + nested);
  }

  private Node body(Scope scope) {
    Scope inside = scope.block(scope.place.inTry());
    List<Node> all = new ArrayList<>();
    // Whatever checked exception is caught, the body can throw it.
    all.add(Node.statement("T25", "io($0);", expressions.of(Kind.INT, scope, 1)));
    all.addAll(statements.statements(inside, chance.between(1, 4), true));
    return Node.block(all);
  }

  private List<Node> catches(Scope scope) {
    List<Node> catches = new ArrayList<>();
    for (String type : CATCHES) {
      if (catches.size() < MOST_CATCHES && chance.percent(22)) {
        String name = chance.name("e");
        String tag = type.contains("|") ? "T32" : type.equals("CancelledError") ? "T33" : "T26";
        Node body = statements.block(scope.block(scope.place.inTry()), 3, true);
        boolean cancels = type.equals("CancelledError") || type.equals("Throwable");
        if (scope.place.emits() != null && cancels && body.completes() && chance.percent(85)) {
          // Most generators let their close pass.
          body = Node.block(List.of(body.asStatement("T33"), rethrow(name)));
        }
        boolean later = chance.percent(40);
        String mark = "to(" + context.newPlace() + ", text(" + name + "));";
        String template =
            later && body.completes()
                ? "catch (" + type + " " + name + ") { $0 " + mark + " }"
                : "catch (" + type + " " + name + ") { " + mark + " $0 }";
        catches.add(Node.part(tag, template, body).completing(body.completes()));
      }
    }
    return catches;
  }

  private static Node rethrow(String name) {
    return Node.statement("T26", "throw " + name + ";").completing(false);
  }

  private Node finalizer(Scope scope) {
    boolean ends = !scope.place.returnsCoroutines();
    Node body = statements.block(scope.block(scope.place.inFinalizer()), 3, ends);
    return Node.part("T27 T28 T29 T118", "finally $0", body).completing(body.completes());
  }

  private Node assembled(
      String head,
      List<Node> heads,
      List<Node> catches,
      boolean finalizer,
      Scope scope,
      String tag) {
    List<Node> children = new ArrayList<>(heads);
    Node body = heads.get(heads.size() - 1);
    boolean completes = body.completes() || catches.stream().anyMatch(Node::completes);
    List<Node> parts = new ArrayList<>(catches);
    if (finalizer) {
      parts.replaceAll(Tries::withoutFailingPatterns);
      Node last = finalizer(scope);
      completes &= last.completes();
      parts.add(last);
    }
    StringBuilder template = new StringBuilder(head);
    if (heads.size() == 1) {
      template.append(" $0");
    } else {
      template.append(" $").append(heads.size() - 1);
    }
    for (Node part : parts) {
      template.append(" $").append(children.size());
      children.add(part);
    }
    return Node.statement(tag, template.toString(), children.toArray(Node[]::new))
        .completing(completes);
  }

  /**
   * In a catch clause before a finalizer javac lets out what an accessor throws as it is, without a
   * {@code MatchException}: it puts the finalizer's handler first. A try of the oracle's own in
   * between, which an asynchronous loop stands for, would hide that.
   */
  private static Node withoutFailingPatterns(Node part) {
    return part.renaming("Brittle(", "Sound(");
  }

  @Nullable Node resources(Scope scope) {
    if (scope.place.stacked()) {
      return null;
    }
    StringBuilder head = new StringBuilder("try (");
    List<Node> children = new ArrayList<>();
    String closed = "";
    for (int i = chance.between(1, 2); i > 0; i--) {
      // A generator is closed by a cancel, which gives way to what a close throws; with javac's own
      // code it would not.
      boolean mayFail = scope.place.emits() == null;
      String open = chance.pick("open", "open", mayFail ? "openFragile" : "open", "openNull");
      String name = chance.name("r");
      boolean async = scope.place.awaits() && chance.percent(35);
      String number = context.newPlace();
      if (async) {
        head.append(chance.percent(75) ? "Waiting " : "AutoCloseable ").append(name);
        head.append(" = ").append(chance.percent(20) ? "(fuel() ? null : " : "(");
        boolean waits = mayFail && chance.percent(70);
        head.append(waits ? "new Waiting(" : "new Hasty(").append(number);
        head.append(" + 0 * $")
            .append(children.size())
            .append(", ")
            .append(mayFail && chance.percent(20))
            .append("))");
        closed = chance.percent(20) ? name : closed;
      } else {
        head.append(chance.percent(60) ? "Resource " : "AutoCloseable ").append(name);
        head.append(" = ").append(open).append("(").append(number).append(" + 0 * $");
        head.append(children.size()).append(")");
      }
      head.append(i > 1 ? "; " : ")");
      children.add(expressions.of(Kind.INT, scope, 2));
    }
    List<Node> body = new ArrayList<>(body(scope).children());
    if (!closed.isEmpty()) {
      boolean completes = body.stream().allMatch(Node::completes);
      body.add(completes && chance.percent(50) ? body.size() : 0, closeByHand(closed));
    }
    children.add(Node.block(body));
    List<Node> catches = chance.percent(40) ? catches(scope) : List.of();
    return assembled(head.toString(), children, catches, chance.percent(25), scope, "T36 T37");
  }

  /** Closes what may be null by a call like the one that javac writes. */
  private Node closeByHand(String name) {
    String place = "to(" + context.newPlace() + ", \"null\");";
    String close = name + ".close();";
    String caught = chance.name("e");
    return Node.statement(
        "T36",
        chance.pick(
            "if (" + name + " != null) " + close,
            "if (" + name + " != null) { " + close + " " + place + " }",
            "if (" + name + " != null) { " + close + " } else { " + place + " }",
            "try { " + close + " } catch (NullPointerException " + caught + ") { " + place + " }"));
  }

  /** A try with the head, around a body of its own. */
  Node around(String head, Scope scope) {
    List<Node> catches = chance.percent(40) ? catches(scope) : List.of();
    return assembled(head, List.of(body(scope)), catches, chance.percent(25), scope, "T37");
  }
}
