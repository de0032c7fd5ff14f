package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Generates switches of every age. */
final class Switches {
  private final Context context;
  private final Chance chance;
  private final Expressions expressions;
  private final Statements statements;

  Switches(Context context, Expressions expressions, Statements statements) {
    this.context = context;
    chance = context.chance();
    this.expressions = expressions;
    this.statements = statements;
  }

  /** A selector and the labels that go with it, the last of them {@code default}. */
  private record Selection(Node selector, List<String> labels, String tag) {}

  private Selection selection(Scope scope) {
    return switch (chance.between(0, 3)) {
      case 0 ->
          new Selection(
              Node.expression(
                  Kind.INT, "", "$0 & 7", expressions.of(Kind.INT, scope, chance.between(1, 3))),
              List.of("case 0", "case 1", "case 5", "case 7", "default"),
              "");
      case 1 ->
          new Selection(
              expressions.of(Kind.CHAR, scope, chance.between(1, 3)),
              List.of("case 'a'", "case 'b'", "case 'z'", "default"),
              "");
      case 2 ->
          new Selection(
              expressions.of(Kind.STRING, scope, chance.between(1, 3)),
              List.of("case \"a\"", "case \"Aa\"", "case \"BB\"", "case \"bc\"", "default"),
              " T120 T119");
      default ->
          new Selection(
              expressions.of(Kind.COLOR, scope, chance.between(1, 3)),
              List.of("case RED", "case BLUE", "default"),
              " T119");
    };
  }

  /** Colons, fall-through, the default anywhere. */
  Node old(Scope scope) {
    Selection selection = selection(scope);
    List<String> labels = new ArrayList<>(selection.labels);
    labels.add(chance.between(0, labels.size() - 1), labels.remove(labels.size() - 1));
    List<Node> parts = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      boolean last = i == labels.size() - 1;
      Node body = statements.block(scope.block(scope.place.switched()), 2, !last);
      boolean falls = chance.percent(40) || !body.completes();
      parts.add(Node.part("T19", labels.get(i) + ": $0" + (falls ? "" : " break;"), body));
    }
    return Node.statement(
            "T19" + selection.tag, "switch ($0) $1", selection.selector, Node.block(parts))
        .completing(true);
  }

  Node arrows(Scope scope) {
    Selection selection = selection(scope);
    List<Node> parts = new ArrayList<>();
    for (String label : selection.labels) {
      boolean last = label.equals("default");
      Node body = statements.block(scope.block(scope.place.switched()), 2, !last);
      parts.add(Node.part("T19", label + " -> $0", body));
    }
    return Node.statement(
            "T19" + selection.tag, "switch ($0) $1", selection.selector, Node.block(parts))
        .completing(true);
  }

  /** A switch expression whose arms are blocks. */
  Node yielding(Scope scope) {
    Kind kind = chance.pick(Kind.ANY);
    Selection selection = selection(scope);
    List<Node> parts = new ArrayList<>();
    for (String label : selection.labels) {
      parts.add(arm(label, kind, scope));
    }
    return declared(kind, scope, "T20" + selection.tag, selection.selector, parts);
  }

  private Node arm(String label, Kind kind, Scope scope) {
    if (chance.percent(35)) {
      return Node.part("T20", label + " -> $0;", expressions.of(kind, scope, 2));
    }
    Scope inside = scope.block(scope.place.yielding(kind));
    List<Node> body = statements.statements(inside, chance.between(0, 3), false);
    body.add(statements.yielded(inside));
    return Node.part("T20", label + " -> $0", Node.block(body));
  }

  private Node declared(Kind kind, Scope scope, String tag, Node selector, List<Node> parts) {
    Variable variable = new Variable(chance.name("x"), kind, chance.percent(30));
    scope.declare(variable);
    return Node.statement(
        tag,
        (variable.isFinal() ? "final " : "")
            + kind.java
            + " "
            + variable.name()
            + " = switch ($0) $1;",
        selector,
        Node.block(parts));
  }

  /**
   * A switch over a sealed hierarchy, with deconstruction and guards, where the release has them.
   */
  @Nullable Node patterns(Scope scope) {
    if (context.release() < 21) {
      return null;
    }
    Kind kind = chance.pick(Kind.ANY);
    if (chance.percent(35)) {
      return objects(kind, scope);
    }
    Node selector = expressions.of(Kind.SHAPE, scope, chance.between(1, 3));
    List<Node> parts = new ArrayList<>();
    if (chance.percent(30)) {
      parts.add(arm("case null", kind, scope));
    }
    parts.add(guarded("case Circle(int $v)", Kind.INT, kind, scope));
    if (chance.percent(50)) {
      parts.add(guarded("case Square(var $v)", Kind.LONG, kind, scope));
    }
    parts.add(
        guarded("case Group(Circle(var $v), var " + chance.name("y") + ")", Kind.INT, kind, scope));
    if (chance.percent(60)) {
      parts.add(
          guarded("case Group(var " + chance.name("y") + ", String $v)", Kind.STRING, kind, scope));
    }
    if (chance.percent(50)) {
      parts.add(arm("default", kind, scope));
    } else {
      parts.add(arm("case Circle " + chance.name("y"), kind, scope));
      parts.add(arm("case Square " + chance.name("y"), kind, scope));
      parts.add(arm("case Group " + chance.name("y"), kind, scope));
    }
    return declared(kind, scope, "T21 T125", selector, parts);
  }

  /** A switch over anything, with patterns of unrelated types; taking one apart may fail. */
  private Node objects(Kind kind, Scope scope) {
    Node selector = expressions.of(Kind.OBJECT, scope, chance.between(1, 3));
    List<Node> parts = new ArrayList<>();
    if (chance.percent(40)) {
      parts.add(guarded("case Integer $v", Kind.INTEGER, kind, scope));
    }
    if (chance.percent(50)) {
      parts.add(guarded("case String $v", Kind.STRING, kind, scope));
    }
    if (chance.percent(70)) {
      parts.add(guarded("case Brittle(int $v)", Kind.INT, kind, scope));
    }
    if (chance.percent(50)) {
      parts.add(guarded("case Pair(int $v, var " + chance.name("y") + ")", Kind.INT, kind, scope));
    }
    if (chance.percent(40)) {
      parts.add(guarded("case int[] $v", Kind.INTS, kind, scope));
    }
    if (chance.percent(40)) {
      parts.add(arm("case Number " + chance.name("y"), kind, scope));
    }
    parts.add(arm(chance.percent(50) ? "case null, default" : "default", kind, scope));
    return declared(kind, scope, "T21 T125", selector, parts);
  }

  private Node guarded(String pattern, Kind bound, Kind kind, Scope scope) {
    Variable variable = new Variable(chance.name("x"), bound, false);
    Scope inside = scope.block();
    inside.declare(new Variable(variable.name(), bound, true));
    String label =
        pattern.replace("$v", variable.name()) + " when tz(" + context.newPlace() + ", $1)";
    Node arm = arm("", kind, inside);
    // A guard assigns nothing and captures only what is final; it may await.
    Scope outside = scope.capturing(scope.place);
    Node awaited = expressions.awaits().operand(Kind.BOOLEAN, outside, 0);
    Node guard = awaited == null ? expressions.simple(Kind.BOOLEAN, outside, 0) : awaited;
    Node body = Objects.requireNonNull(arm.children().get(0));
    boolean block = body.sort() == Node.Sort.BLOCK;
    return Node.part("T21", label + " -> $0" + (block ? "" : ";"), body, guard);
  }
}
