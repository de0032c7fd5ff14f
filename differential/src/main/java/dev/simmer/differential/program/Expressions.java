package dev.simmer.differential.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates expressions of a wanted type. */
final class Expressions {
  private final Context context;
  private final Chance chance;
  private final Awaits awaits;
  private final Grammar<Production> grammar;
  private final Values values;

  /** Makes an expression of exactly the kind, with operands a level less deep. */
  interface Production {
    @Nullable Node make(Kind kind, Scope scope, int depth);
  }

  Expressions(Context context) {
    this.context = context;
    chance = context.chance();
    awaits = new Awaits(context, this);
    grammar = new Grammar<>(chance);
    values = new Values(context, this);
    grammar.add(34, this::simple);
    grammar.add(16, awaits::operand);
    grammar.add(8, this::traced);
    grammar.add(5, this::conditional);
    grammar.add(3, this::mixedConditional);
    grammar.add(8, this::assignment);
    grammar.add(4, this::increment);
    grammar.add(3, this::switched);
    grammar.add(2, this::switchedByBlock);
    grammar.add(2, this::supplied);
    grammar.add(2, this::cast);
    grammar.add(4, this::element);
    grammar.add(22, values::of);
  }

  Awaits awaits() {
    return awaits;
  }

  /** An expression whose static type is the kind, in any position. */
  Node of(Kind kind, Scope scope, int depth) {
    if (depth > 0) {
      Node node = grammar.choose(production -> production.make(kind, scope, depth - 1));
      if (node != null) {
        return node;
      }
    }
    return simple(kind, scope, 0);
  }

  /** An expression that Java converts to the kind where a value is assigned, passed or returned. */
  Node converted(Kind kind, Scope scope, int depth) {
    if (scope.place.awaits() && chance.percent(24)) {
      return awaits.raw(kind, scope, depth - 1);
    }
    if (chance.percent(12)) {
      return switch (kind) {
        case LONG -> of(chance.pick(Kind.INT, Kind.CHAR, Kind.SHORT), scope, depth);
        case DOUBLE -> of(chance.pick(Kind.INT, Kind.LONG, Kind.FLOAT), scope, depth);
        case FLOAT -> of(chance.pick(Kind.INT, Kind.BYTE), scope, depth);
        case INT -> of(chance.pick(Kind.INTEGER, Kind.CHAR, Kind.BYTE), scope, depth);
        case INTEGER -> of(Kind.INT, scope, depth);
        case BOXED_LONG -> of(Kind.LONG, scope, depth);
        case OBJECT -> of(chance.pick(Kind.ANY), scope, depth);
        default -> of(kind, scope, depth);
      };
    }
    return of(kind, scope, depth);
  }

  Node condition(Scope scope, int depth) {
    return of(Kind.BOOLEAN, scope, depth);
  }

  /**
   * The condition of a branch. In a finalizer it is no constant: where javac knows that the branch
   * which leaves is taken, the finalizer cannot complete.
   */
  Node branching(Scope scope, int depth) {
    Node condition = condition(scope, depth);
    return scope.place.finalizer()
        ? Node.expression(Kind.BOOLEAN, "T29", "tz(" + context.newPlace() + ", $0)", condition)
        : condition;
  }

  Node literal(Kind kind) {
    if (!kind.isPrimitive() && chance.percent(6)) {
      return Node.expression(kind, "T23", "((" + kind.java + ") null)");
    }
    String text = chance.pick(kind.literals);
    return Node.expression(kind, "", text.startsWith("-") ? "(" + text + ")" : text);
  }

  /** An expression without operands. */
  Node simple(Kind kind, Scope scope, int depth) {
    List<Variable> variables = scope.readable(kind);
    if (!variables.isEmpty() && chance.percent(75)) {
      return Node.expression(kind, "T61", chance.pick(variables).name());
    }
    return chance.percent(30) ? Node.expression(kind, "", fieldOf(kind, scope)) : literal(kind);
  }

  private String fieldOf(Kind kind, Scope scope) {
    boolean ofInstance = scope.place.instance() && chance.percent(60);
    return Context.field(ofInstance ? Context.INSTANCE_FIELD : Context.STATIC_FIELD, kind);
  }

  /** Something of the kind that can be assigned. */
  Node target(Kind kind, Scope scope, int depth) {
    List<Variable> variables = scope.assignable(kind);
    if (!variables.isEmpty() && chance.percent(60)) {
      return Node.expression(kind, "T61", chance.pick(variables).name());
    }
    if (chance.percent(15)) {
      // The receiver is evaluated once, and first.
      String field = Context.field(Context.INSTANCE_FIELD, kind);
      return Node.expression(
          kind,
          "T48",
          context.program() + ".at($0)." + field,
          Node.expression(Kind.INT, "", context.newPlace()));
    }
    Node element = chance.percent(50) ? element(kind, scope, depth) : null;
    return element == null ? Node.expression(kind, "T48", fieldOf(kind, scope)) : element;
  }

  private @Nullable Node element(Kind kind, Scope scope, int depth) {
    Kind array = Kind.arrayOf(kind);
    if (array == null) {
      return null;
    }
    String mask = chance.percent(4) ? "3" : "1";
    String tag = mask.equals("3") ? "T48 T122" : "T48";
    return Node.expression(
        kind,
        tag,
        "$0[$1 & " + mask + "]",
        receiver(array, scope, depth),
        of(Kind.INT, scope, depth));
  }

  /** An expression that a selector or an index can follow. */
  Node receiver(Kind kind, Scope scope, int depth) {
    Node node = of(kind, scope, depth);
    boolean allowed = !node.template().startsWith("new ");
    return allowed
        ? node
        : Node.expression(
            kind, node.tag(), "(" + node.template() + ")", node.children().toArray(Node[]::new));
  }

  private Node traced(Kind kind, Scope scope, int depth) {
    String call = "t" + kind.letter + "(" + context.newPlace() + ", $0)";
    return Node.expression(kind, "T43", call, of(kind, scope, depth));
  }

  private Node conditional(Kind kind, Scope scope, int depth) {
    return Node.expression(
        kind,
        "T18 T52",
        "($0 ? $1 : $2)",
        condition(scope, depth),
        of(kind, scope, depth),
        of(kind, scope, depth));
  }

  private @Nullable Node mixedConditional(Kind kind, Scope scope, int depth) {
    Kind other =
        switch (kind) {
          case INT -> Kind.INTEGER;
          case LONG -> chance.pick(Kind.INT, Kind.BOXED_LONG);
          case DOUBLE -> chance.pick(Kind.INT, Kind.LONG);
          default -> null;
        };
    return other == null
        ? null
        : Node.expression(
            kind,
            "T18 T55",
            chance.percent(50) ? "($0 ? $1 : $2)" : "($0 ? $2 : $1)",
            condition(scope, depth),
            of(kind, scope, depth),
            of(other, scope, depth));
  }

  private @Nullable Node assignment(Kind kind, Scope scope, int depth) {
    if (kind.isNumber() && chance.percent(55)) {
      String operator = chance.pick("+=", "-=", "*=", "+=", "-=");
      if (kind != Kind.DOUBLE && kind != Kind.FLOAT && chance.percent(40)) {
        operator = chance.pick("^=", "&=", "|=", "<<=", ">>=", ">>>=");
      }
      Kind right =
          operator.length() > 2 || operator.matches("[\\^&|]=")
              ? Kind.INT
              : chance.pick(Kind.NUMBERS);
      return Node.expression(
          kind,
          "T48",
          "($0 " + operator + " $1)",
          target(kind, scope, depth),
          of(right, scope, depth));
    }
    if (kind == Kind.STRING && chance.percent(30)) {
      return Node.expression(
          kind, "T48 T51", "($0 += $1)", target(kind, scope, depth), of(Kind.INT, scope, depth));
    }
    if (kind == Kind.BOOLEAN && chance.percent(50)) {
      return Node.expression(
          kind,
          "T48 T62",
          "($0 " + chance.pick("&=", "|=", "^=") + " $1)",
          target(kind, scope, depth),
          condition(scope, depth));
    }
    return Node.expression(
        kind, "T50", "($0 = $1)", target(kind, scope, depth), converted(kind, scope, depth));
  }

  private @Nullable Node increment(Kind kind, Scope scope, int depth) {
    return kind.isNumber()
        ? Node.expression(
            kind,
            "T49",
            chance.pick("($0++)", "(++$0)", "($0--)", "(--$0)"),
            target(kind, scope, depth))
        : null;
  }

  private @Nullable Node switched(Kind kind, Scope scope, int depth) {
    Node selector =
        switch (chance.between(0, 2)) {
          case 0 -> Node.expression(Kind.INT, "", "$0 & 3", of(Kind.INT, scope, depth));
          case 1 -> of(Kind.STRING, scope, depth);
          default -> of(Kind.COLOR, scope, depth);
        };
    Kind over = java.util.Objects.requireNonNull(selector.kind());
    List<String> labels =
        switch (over) {
          case INT -> List.of("0", "1, 2");
          case STRING -> List.of("\"a\"", "\"Aa\", \"BB\"");
          default -> List.of("RED", "GREEN");
        };
    return Node.expression(
        kind,
        over == Kind.STRING ? "T20 T120" : "T20",
        "(switch ($0) { case "
            + labels.get(0)
            + " -> $1; case "
            + labels.get(1)
            + " -> $2; default -> $3; })",
        selector,
        of(kind, scope, depth),
        of(kind, scope, depth),
        chance.percent(90)
            ? of(kind, scope, depth)
            : Node.expression(kind, "T20", "throw new Failure(\"arm\")"));
  }

  /** A switch whose arm is a block, with whatever the expression has on the stack already. */
  private @Nullable Node switchedByBlock(Kind kind, Scope scope, int depth) {
    if (depth < 1 || scope.depth > 4 || !scope.place.awaits()) {
      return null;
    }
    return Node.expression(
        kind,
        "T9 T20",
        "(switch ($0 & 1) { case 0 -> $1 default -> $2; })",
        of(Kind.INT, scope, depth),
        awaits.arm(kind, scope),
        of(kind, scope, depth));
  }

  /** A cast that fails where the object is another. */
  private @Nullable Node cast(Kind kind, Scope scope, int depth) {
    return kind == Kind.STRING || kind == Kind.INTEGER || kind == Kind.PAIR || kind == Kind.INTS
        ? Node.expression(kind, "T56", "((" + kind.java + ") $0)", of(Kind.OBJECT, scope, depth))
        : null;
  }

  /** A lambda that captures, made and called at once; it cannot await. */
  private @Nullable Node supplied(Kind kind, Scope scope, int depth) {
    if (kind.isArray()) {
      return null;
    }
    Scope inside = scope.capturing(scope.place.plain());
    String exact =
        switch (kind) {
          case INT -> "((java.util.function.IntSupplier) () -> $0).getAsInt()";
          case LONG -> "((java.util.function.LongSupplier) () -> $0).getAsLong()";
          case DOUBLE -> "((java.util.function.DoubleSupplier) () -> $0).getAsDouble()";
          case FLOAT -> "((FloatSupplier) () -> $0).getAsFloat()";
          default -> "";
        };
    if (!exact.isEmpty() && chance.percent(50)) {
      return Node.expression(kind, "T58 T70", exact, of(kind, inside, depth));
    }
    String type = "((java.util.function.Supplier<" + kind.boxed + ">) () -> $0).get()";
    String cast = kind.isPrimitive() ? "((" + kind.java + ") " + type + ")" : type;
    return Node.expression(kind, "T58 T70", cast, of(kind, inside, depth));
  }
}
