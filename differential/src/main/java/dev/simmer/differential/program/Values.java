package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates what computes: operators, calls and constructions, by the type of the result. */
final class Values {
  private final Chance chance;
  private final Expressions expressions;

  Values(Context context, Expressions expressions) {
    chance = context.chance();
    this.expressions = expressions;
  }

  @Nullable Node of(Kind kind, Scope scope, int depth) {
    return switch (kind) {
      case INT -> number(scope, depth);
      case LONG -> chance.percent(60) ? arithmetic(kind, scope, depth) : longCall(scope, depth);
      case DOUBLE -> chance.percent(60) ? arithmetic(kind, scope, depth) : doubleCall(scope, depth);
      case FLOAT -> arithmetic(kind, scope, depth);
      case BOOLEAN -> truth(scope, depth);
      case CHAR, BYTE, SHORT -> narrowed(kind, scope, depth);
      case STRING -> string(scope, depth);
      case OBJECT -> object(scope, depth);
      case INTEGER ->
          chance.percent(60)
              ? make(kind, "T55", "Integer.valueOf($0)", scope, depth, Kind.INT)
              : make(kind, "T56", "$0.get($1 & 1)", scope, depth, Kind.LIST, Kind.INT);
      case BOXED_LONG -> make(kind, "T55", "Long.valueOf($0)", scope, depth, Kind.LONG);
      case COLOR -> make(kind, "T43", "Color.values()[($0 & 1) + 1]", scope, depth, Kind.INT);
      case PAIR -> pair(scope, depth);
      case SHAPE -> shape(scope, depth);
      case GRID -> grid(scope, depth);
      case LIST ->
          chance.percent(60)
              ? make(kind, "T53", "list($0, $1)", scope, depth, Kind.INTEGER, Kind.INTEGER)
              : make(kind, "T56", "$0.get($1)", scope, depth, Kind.NESTED, Kind.STRING);
      case NESTED ->
          make(kind, "T43", "java.util.Map.of($0, $1)", scope, depth, Kind.STRING, Kind.LIST);
      default -> array(kind, scope, depth);
    };
  }

  private Node make(
      Kind kind, String tag, String template, Scope scope, int depth, Kind... operands) {
    Node[] children = new Node[operands.length];
    for (int i = 0; i < children.length; i++) {
      children[i] = expressions.of(operands[i], scope, depth);
    }
    return Node.expression(kind, tag, template, children);
  }

  private Node arithmetic(Kind kind, Scope scope, int depth) {
    if (chance.percent(15)) {
      return make(kind, "T60", "((" + kind.java + ") $0)", scope, depth, chance.pick(Kind.NUMBERS));
    }
    if (chance.percent(12)) {
      return make(kind, "T60", "(-$0)", scope, depth, kind);
    }
    if (chance.percent(15)) {
      String divided = "($0 " + chance.pick("/", "%") + " $1)";
      return make(kind, "T60 T122", divided, scope, depth, kind, kind);
    }
    String operator = chance.pick("+", "-", "*", "+", "-");
    Kind other = chance.percent(70) ? kind : kind == Kind.LONG ? Kind.INT : Kind.SHORT;
    if (kind == Kind.LONG && chance.percent(30)) {
      operator = chance.pick("&", "|", "^", "<<", ">>", ">>>");
    }
    return chance.percent(50)
        ? make(kind, "T60", "($0 " + operator + " $1)", scope, depth, kind, other)
        : make(kind, "T60", "($0 " + operator + " $1)", scope, depth, kind, kind);
  }

  private Node number(Scope scope, int depth) {
    return switch (chance.between(0, 15)) {
      case 0 -> make(Kind.INT, "T122", "($0 / $1)", scope, depth, Kind.INT, Kind.INT);
      case 1 -> make(Kind.INT, "T122", "($0 % ($1 | 1))", scope, depth, Kind.INT, Kind.INT);
      case 2 ->
          chance.percent(60)
              ? make(
                  Kind.INT,
                  "T43",
                  "mixI($0, $1, $2)",
                  scope,
                  depth,
                  Kind.INT,
                  Kind.LONG,
                  Kind.STRING)
              : make(Kind.INT, "T76", "shown(hidden($0), $1)", scope, depth, Kind.INT, Kind.INT);
      case 3 -> make(Kind.INT, "T53", "sum($*)", scope, depth, some(Kind.INT, 4));
      case 4 ->
          make(Kind.INT, "T46", "new Cell($0, $1).number()", scope, depth, Kind.INT, Kind.OBJECT);
      case 5 ->
          make(
              Kind.INT,
              "T46",
              "new Cell(new Cell($0, $1), $2, $3, $4).number()",
              scope,
              depth,
              Kind.INT,
              Kind.STRING,
              Kind.LONG,
              Kind.INT,
              Kind.INT);
      case 6 -> make(Kind.INT, "T55", "((int) $0)", scope, depth, chance.pick(Kind.NUMBERS));
      case 7 -> selected(Kind.INT, "T43", "$0.sum()", Kind.PAIR, scope, depth);
      case 8 -> make(Kind.INT, "T60", "Long.compare($0, $1)", scope, depth, Kind.LONG, Kind.LONG);
      case 9 -> make(Kind.INT, "T55", "($0 + $1)", scope, depth, Kind.CHAR, Kind.SHORT);
      case 10 ->
          make(
              Kind.INT,
              "T56",
              "pick($0, $1, $2).intValue()",
              scope,
              depth,
              Kind.BOOLEAN,
              Kind.INTEGER,
              Kind.INTEGER);
      case 11 -> make(Kind.INT, "T55", "(-$0)", scope, depth, Kind.INT);
      default ->
          make(
              Kind.INT,
              "T43",
              "($0 " + chance.pick("+", "-", "*", "&", "|", "^", "<<", ">>", ">>>") + " $1)",
              scope,
              depth,
              Kind.INT,
              Kind.INT);
    };
  }

  private Node longCall(Scope scope, int depth) {
    return switch (chance.between(0, 2)) {
      case 0 ->
          make(
              Kind.LONG,
              "T43 T45",
              "mixJ($0, $1, $2, $3)",
              scope,
              depth,
              Kind.DOUBLE,
              Kind.INT,
              Kind.BYTE,
              Kind.BOOLEAN);
      case 1 -> {
        List<Node> operands = new ArrayList<>();
        operands.add(Node.expression(Kind.STRING, "", "\"sum\""));
        for (int i = chance.between(0, 3); i > 0; i--) {
          operands.add(expressions.of(Kind.LONG, scope, depth));
        }
        yield Node.expression(Kind.LONG, "T53", "sumJ($*)", operands.toArray(Node[]::new));
      }
      default ->
          make(
              Kind.LONG,
              "T46 T45",
              "new Wide($0, $1, $2).sum()",
              scope,
              depth,
              Kind.LONG,
              Kind.DOUBLE,
              Kind.OBJECT);
    };
  }

  private Node doubleCall(Scope scope, int depth) {
    return make(
        Kind.DOUBLE,
        "T43 T45",
        "mixD($0, $1, $2, $3)",
        scope,
        depth,
        Kind.LONG,
        Kind.FLOAT,
        Kind.CHAR,
        Kind.SHORT);
  }

  private Node narrowed(Kind kind, Scope scope, int depth) {
    Kind from = chance.pick(Kind.INT, Kind.INT, Kind.LONG, Kind.CHAR, Kind.BYTE);
    return make(kind, "T55 T62", "((" + kind.java + ") $0)", scope, depth, from);
  }

  private Node truth(Scope scope, int depth) {
    return switch (chance.between(0, 11)) {
      case 0, 1 ->
          make(Kind.BOOLEAN, "T17", "($0 && $1)", scope, depth, Kind.BOOLEAN, Kind.BOOLEAN);
      case 2, 3 ->
          make(Kind.BOOLEAN, "T17", "($0 || $1)", scope, depth, Kind.BOOLEAN, Kind.BOOLEAN);
      case 4 -> make(Kind.BOOLEAN, "T17", "(!$0)", scope, depth, Kind.BOOLEAN);
      case 5 -> {
        Kind kind = chance.pick(Kind.LONG, Kind.DOUBLE, Kind.FLOAT);
        yield make(Kind.BOOLEAN, "T60", "($0 " + comparison() + " $1)", scope, depth, kind, kind);
      }
      case 6 -> {
        Kind kind = chance.pick(Kind.STRING, Kind.OBJECT, Kind.INTS);
        yield make(
            Kind.BOOLEAN, "T24", "($0 " + chance.pick("==", "!=") + " null)", scope, depth, kind);
      }
      case 7 -> {
        if (chance.percent(40)) {
          String same = "($0 " + chance.pick("==", "!=") + " $1)";
          yield make(Kind.BOOLEAN, "T24", same, scope, depth, Kind.PAIR, Kind.PAIR);
        }
        String name = chance.name("i");
        yield make(
            Kind.BOOLEAN,
            "T22",
            "($0 instanceof Integer " + name + " && (" + name + " & $1) != 0)",
            scope,
            depth,
            Kind.OBJECT,
            Kind.INT);
      }
      case 8 ->
          make(
              Kind.BOOLEAN,
              "T17",
              "($0 " + chance.pick("&", "|", "^") + " $1)",
              scope,
              depth,
              Kind.BOOLEAN,
              Kind.BOOLEAN);
      case 9 -> selected(Kind.BOOLEAN, "T43", "$0.isEmpty()", Kind.STRING, scope, depth);
      default ->
          make(
              Kind.BOOLEAN,
              "T17",
              "($0 " + comparison() + " $1)",
              scope,
              depth,
              Kind.INT,
              Kind.INT);
    };
  }

  private String comparison() {
    return chance.pick("<", "<=", ">", ">=", "==", "!=");
  }

  private Node string(Scope scope, int depth) {
    return switch (chance.between(0, 6)) {
      case 0, 1 ->
          make(
              Kind.STRING,
              "T51",
              "cut(\"<\" + $0 + $1 + \">\")",
              scope,
              depth,
              printable(),
              printable());
      case 2 ->
          make(
              Kind.STRING,
              "T51",
              "cut($0 + $1 + $2)",
              scope,
              depth,
              Kind.STRING,
              printable(),
              printable());
      case 3 -> make(Kind.STRING, "T53", "cut(join($*))", scope, depth, some(Kind.OBJECT, 3));
      case 4 -> make(Kind.STRING, "T58", "show($0)", scope, depth, chance.pick(Kind.ANY));
      case 5 -> selected(Kind.STRING, "T43", "$0.b()", Kind.PAIR, scope, depth);
      default -> {
        Kind kind = chance.pick(Kind.INT, Kind.LONG, Kind.CHAR, Kind.BOOLEAN);
        // The cast decides between the overloads, which an awaited element of a list would not.
        String call = "String.valueOf(((" + kind.java + ") $0))";
        yield make(Kind.STRING, "T43 T90", call, scope, depth, kind);
      }
    };
  }

  /** A kind whose text has no identity in it. */
  private Kind printable() {
    return chance.pick(
        Kind.INT,
        Kind.LONG,
        Kind.DOUBLE,
        Kind.CHAR,
        Kind.BYTE,
        Kind.BOOLEAN,
        Kind.STRING,
        Kind.PAIR);
  }

  private Kind[] some(Kind kind, int most) {
    Kind[] kinds = new Kind[chance.between(1, most)];
    java.util.Arrays.fill(kinds, kind);
    return kinds;
  }

  private Node object(Scope scope, int depth) {
    if (chance.percent(15)) {
      return make(Kind.OBJECT, "T46", "((Object) new Brittle($0))", scope, depth, Kind.INT);
    }
    return chance.percent(25)
        ? make(
            Kind.OBJECT,
            "T18 T56",
            "((Object) ($0 ? $1 : $2))",
            scope,
            depth,
            Kind.BOOLEAN,
            chance.pick(Kind.ANY),
            chance.pick(Kind.ANY))
        : make(Kind.OBJECT, "T55", "((Object) $0)", scope, depth, chance.pick(Kind.ANY));
  }

  private Node pair(Scope scope, int depth) {
    return chance.percent(60)
        ? make(Kind.PAIR, "T46", "new Pair($0, $1)", scope, depth, Kind.INT, Kind.STRING)
        : Node.expression(
            Kind.PAIR,
            "T43",
            "$0.with($1)",
            expressions.receiver(Kind.PAIR, scope, depth),
            expressions.of(Kind.INT, scope, depth));
  }

  private Node shape(Scope scope, int depth) {
    return switch (chance.between(0, 2)) {
      case 0 -> make(Kind.SHAPE, "T46", "((Shape) new Circle($0))", scope, depth, Kind.INT);
      case 1 -> make(Kind.SHAPE, "T46", "((Shape) new Square($0))", scope, depth, Kind.LONG);
      default ->
          make(
              Kind.SHAPE,
              "T46",
              "((Shape) new Group($0, $1))",
              scope,
              depth,
              Kind.SHAPE,
              Kind.STRING);
    };
  }

  private Node array(Kind kind, Scope scope, int depth) {
    Kind element = kind.element();
    return make(kind, "T53", "new " + kind.java + " {$*}", scope, depth, element, element);
  }

  private Node grid(Scope scope, int depth) {
    return chance.percent(50)
        ? make(Kind.GRID, "T53", "new int[][] {$*}", scope, depth, Kind.INTS, Kind.INTS)
        : make(Kind.GRID, "T53", "new int[($0 & 1) + 1][2]", scope, depth, Kind.INT);
  }

  private Node selected(Kind kind, String tag, String template, Kind from, Scope scope, int depth) {
    return Node.expression(kind, tag, template, expressions.receiver(from, scope, depth));
  }
}
