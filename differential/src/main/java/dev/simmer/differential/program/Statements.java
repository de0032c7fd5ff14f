package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates statements and blocks of them. */
final class Statements implements Awaits.Blocks {
  private static final int DEEPEST = 6;

  private final Context context;
  private final Chance chance;
  private final Expressions expressions;
  private final Grammar<Production> simple;
  private final Grammar<Production> compound;
  private final Extremes extremes;
  private int budget;

  /** Makes a statement. */
  interface Production {
    @Nullable Node make(Scope scope);
  }

  Statements(Context context, Expressions expressions) {
    this.context = context;
    chance = context.chance();
    this.expressions = expressions;
    simple = new Grammar<>(chance);
    simple.add(20, this::declaration);
    simple.add(14, this::assignment);
    simple.add(8, this::traced);
    simple.add(8, this::awaited);
    simple.add(8, this::exit);
    simple.add(10, this::emitted);
    simple.add(3, this::kept);
    simple.add(2, this::cold);
    simple.add(2, this::lost);
    Lambdas lambdas = new Lambdas(context, expressions, this);
    simple.add(2, lambdas::kept);
    simple.add(2, lambdas::referenced);
    simple.add(1, this::same);
    simple.add(2, this::collected);
    simple.add(2, this::asserted);
    simple.add(2, this::intersection);
    simple.add(2, this::mayThrow);
    compound = new Grammar<>(chance);
    Branches branches = new Branches(context, expressions, this);
    compound.add(12, branches::ifElse);
    compound.add(6, branches::definiteAssignment);
    compound.add(4, branches::nullMerge);
    compound.add(5, branches::instanceOf);
    Switches switches = new Switches(context, expressions, this);
    compound.add(8, switches::old);
    compound.add(4, switches::arrows);
    compound.add(5, switches::yielding);
    compound.add(6, switches::patterns);
    Loops loops = new Loops(context, expressions, this);
    compound.add(22, loops::any);
    compound.add(4, this::block);
    compound.add(3, this::labelled);
    compound.add(2, this::monitor);
    extremes = new Extremes(context, expressions, this);
    compound.add(1, extremes::nested);
    compound.add(2, this::constructed);
    Tries tries = new Tries(context, expressions, this);
    compound.add(16, tries::tryCatch);
    compound.add(9, tries::resources);
    Scopes scopes = new Scopes(context, expressions, this, tries);
    compound.add(2, scopes::deadline);
    compound.add(2, scopes::group);
    if (context.iterates()) {
      compound.add(4, scopes::failing);
      compound.add(3, scopes::expiry);
    }
    if (context.iterates()) {
      AsyncLoops asyncLoops = new AsyncLoops(context, expressions, this);
      compound.add(16, asyncLoops::each);
      compound.add(4, asyncLoops::byHand);
    }
    compound.add(7, new Rarities(context, expressions, this)::any);
    compound.add(2, new LocalClasses(context, expressions, this)::declared);
  }

  /** Generates the body of a method, with about so many statements; it ends with a return. */
  Node body(Scope scope, int statements) {
    budget = statements;
    List<Node> all = new ArrayList<>(extremes.beginning(scope));
    while (budget > 0 && completes(all)) {
      all.add(statement(scope));
    }
    finish(all, scope);
    return Node.block(all);
  }

  /** Generates the body of a nested coroutine, which takes its share of the budget. */
  @Override
  public List<Node> returning(Kind result, Scope scope) {
    List<Node> all = statements(scope, chance.between(0, 2), true);
    finish(all, scope);
    return all;
  }

  private void finish(List<Node> all, Scope scope) {
    if (completes(all)) {
      Node last = emitted(scope);
      if (last != null) {
        all.add(last);
      }
      all.add(giveBack(scope));
    }
  }

  /** A block of a few statements. */
  Node block(Scope scope, int most, boolean mayEndAbruptly) {
    return Node.block(statements(scope, chance.between(most == 0 ? 0 : 1, most), mayEndAbruptly));
  }

  List<Node> statements(Scope scope, int count, boolean mayEndAbruptly) {
    List<Node> all = new ArrayList<>();
    for (int i = 0; i < count && completes(all); i++) {
      all.add(statement(scope));
    }
    if (!completes(all) && !mayEndAbruptly) {
      all.remove(all.size() - 1);
    }
    if (mayEndAbruptly && completes(all) && chance.percent(15)) {
      Node abrupt = abrupt(scope);
      if (abrupt != null) {
        all.add(abrupt);
      }
    }
    return all;
  }

  private static boolean completes(List<Node> all) {
    return all.isEmpty() || all.get(all.size() - 1).completes();
  }

  private Node statement(Scope scope) {
    budget--;
    Node node = null;
    if (budget > 0 && scope.depth < DEEPEST && chance.percent(38)) {
      node = compound.choose(production -> production.make(scope));
    }
    if (node == null) {
      node = simple.choose(production -> production.make(scope));
    }
    return node == null ? traced(scope) : node;
  }

  private Node block(Scope scope) {
    return block(scope.block(), 3, false).asStatement("T63");
  }

  private Node labelled(Scope scope) {
    String label = chance.name("L");
    Scope inside = scope.block(scope.place.labelled(label));
    return Node.statement("T7", label + ": $0", block(inside, 4, false));
  }

  /**
   * A monitor is held where nothing awaits. Inside a switch expression with something on the stack,
   * what javac 17 writes for it does not verify, awaits or not.
   */
  private @Nullable Node monitor(Scope scope) {
    return scope.place.stacked() || scope.place.yields() != null
        ? null
        : Node.statement(
            "T41",
            "synchronized ($0) $1",
            expressions.of(Kind.STRING, scope, 1),
            block(scope.block(scope.place.plain()), 2, false));
  }

  /** An object under construction waits while a block computes an argument. */
  private @Nullable Node constructed(Scope scope) {
    if (!scope.place.awaits() || scope.place.stacked()) {
      return null;
    }
    Scope inside = scope.block(scope.place.yielding(Kind.STRING));
    List<Node> arm = statements(inside, chance.between(1, 3), false);
    arm.add(yielded(inside));
    Variable variable = new Variable(chance.name("x"), Kind.PAIR, chance.percent(40));
    Node node =
        Node.statement(
            "T46 T9",
            (variable.isFinal() ? "final Pair " : "Pair ")
                + variable.name()
                + " = new Pair($0, (switch ($1 & 1) { case 0 -> $2 default -> $3; }));",
            expressions.of(Kind.INT, scope, 2),
            expressions.of(Kind.INT, scope, 1),
            Node.block(arm),
            expressions.of(Kind.STRING, scope, 1));
    scope.declare(variable);
    return node;
  }

  Node declaration(Scope scope) {
    Kind kind = chance.pick(Kind.ANY);
    boolean isFinal = chance.percent(35);
    Node value = expressions.converted(kind, scope, chance.between(1, 3));
    Variable variable = new Variable(chance.name("x"), kind, isFinal);
    Node node =
        Node.statement(
            "T61", (isFinal ? "final " : "") + kind.java + " " + variable.name() + " = $0;", value);
    scope.declare(variable);
    return node;
  }

  /**
   * A variable that ends in front of an await, and another one after it, which javac puts at the
   * same place.
   */
  private @Nullable Node lost(Scope scope) {
    if (!scope.place.awaits()) {
      return null;
    }
    String held = chance.name("x");
    Variable later = new Variable(chance.name("x"), Kind.STRING, false);
    Node node =
        Node.statement(
            "T65 T67",
            "{ final Object "
                + held
                + " = held();\n  await(nothing());\n  lost("
                + held
                + "); }\nString "
                + later.name()
                + " = await(Probe.<String>vo($0));",
            expressions.of(Kind.STRING, scope, 1));
    scope.declare(later);
    return node;
  }

  private Node assignment(Scope scope) {
    Kind kind = chance.pick(Kind.ANY);
    if (kind.isNumber() && chance.percent(25)) {
      return Node.statement(
          "T49", chance.pick("$0++;", "++$0;", "$0--;"), expressions.target(kind, scope, 1));
    }
    if (kind.isNumber() && chance.percent(50)) {
      Kind right = chance.pick(Kind.NUMBERS);
      return Node.statement(
          "T48",
          "$0 " + chance.pick("+=", "-=", "*=") + " $1;",
          expressions.target(kind, scope, 2),
          expressions.of(right, scope, 2));
    }
    if (chance.percent(15)) {
      return Node.statement(
          "T50",
          "$0 = $1 = $2;",
          expressions.target(kind, scope, 1),
          expressions.target(kind, scope, 1),
          expressions.converted(kind, scope, 2));
    }
    return Node.statement(
        "T48",
        "$0 = $1;",
        expressions.target(kind, scope, 2),
        expressions.converted(kind, scope, chance.between(1, 3)));
  }

  private Node traced(Scope scope) {
    Kind kind = chance.pick(Kind.ANY);
    return Node.statement(
        "T43",
        "t" + kind.letter + "(" + context.newPlace() + ", $0);",
        expressions.of(kind, scope, chance.between(1, 3)));
  }

  private @Nullable Node awaited(Scope scope) {
    if (!scope.place.awaits()) {
      return null;
    }
    if (chance.percent(25)) {
      return Node.statement("T57", "await(nothing());");
    }
    return Node.statement("T57", "$0;", expressions.awaits().raw(chance.pick(Kind.ANY), scope, 2));
  }

  private @Nullable Node emitted(Scope scope) {
    Kind kind = scope.place.emits();
    return kind == null
        ? null
        : Node.statement("emit", "emit($0);", expressions.of(kind, scope, chance.between(0, 2)));
  }

  /** A statement that leaves, under a condition. */
  private @Nullable Node exit(Scope scope) {
    Node abrupt = abrupt(scope);
    return abrupt == null
        ? null
        : Node.statement(
            "T5",
            "if ($0) $1",
            expressions.branching(scope, 2),
            Node.block(List.of(abrupt)).completing(true));
  }

  /** A statement that leaves; null where nothing may. */
  @Nullable Node abrupt(Scope scope) {
    List<String> exits = scope.place.exits();
    if (!exits.isEmpty() && chance.percent(60)) {
      String jump = chance.pick(exits);
      String guarded = scope.place.guarded() ? " T8" : "";
      return Node.statement((jump.contains("L") ? "T6" : "T5") + guarded, jump).completing(false);
    }
    if (scope.place.yields() != null && chance.percent(70)) {
      return yielded(scope);
    }
    if (scope.place.result() != null && chance.percent(60)) {
      return giveBack(scope);
    }
    String exception =
        chance.pick("Failure", "DeepFailure", "IllegalStateException", "java.io.IOException");
    return Node.statement(
            "T25", "throw new " + exception + "($0);", expressions.of(Kind.STRING, scope, 1))
        .completing(false);
  }

  /** The arm of a switch within an expression. */
  @Override
  public Node arm(Kind kind, Scope scope) {
    Scope inside = scope.block(scope.place.yielding(kind).withinExpression());
    List<Node> body = statements(inside, chance.between(1, 2), false);
    body.add(yielded(inside));
    return Node.block(body);
  }

  Node yielded(Scope scope) {
    Kind kind = java.util.Objects.requireNonNull(scope.place.yields());
    Node value = expressions.of(kind, scope, 2);
    // javac takes "yield (a, b" for the call of a method.
    boolean looksLikeCall = value.source().startsWith("(") && value.source().contains(",");
    String name = chance.name("y");
    String text =
        looksLikeCall
            ? "final " + kind.java + " " + name + " = $0;\nyield " + name + ";"
            : "yield $0;";
    return Node.statement("T20", text, value).completing(false);
  }

  private Node giveBack(Scope scope) {
    Kind kind = java.util.Objects.requireNonNull(scope.place.result());
    if (scope.place.emits() != null) {
      return Node.statement("generator", "return end();").completing(false);
    }
    boolean tail = scope.place.returnsCoroutines() && chance.percent(35);
    Node other = tail ? expressions.awaits().coroutine(kind, scope, 1) : null;
    String guarded = scope.place.guarded() ? " T30" : "";
    if (other != null) {
      Node condition = chance.percent(25) ? expressions.condition(scope, 1) : null;
      Node node =
          condition == null
              ? Node.statement("T87" + guarded, "return $0;", other)
              : Node.statement(
                  "T87" + guarded,
                  "return ($1 ? $0 : done($2));",
                  other,
                  condition,
                  expressions.of(kind, scope, 1));
      // It runs here, before what encloses the return is left.
      String here = "done(Simmer.<" + kind.boxed + ">await($0))";
      return (context.iterates() ? node.meaning(node.template().replace("$0", here)) : node)
          .completing(false);
    }
    boolean exact = chance.percent(50);
    Node value =
        exact
            ? expressions.of(kind, scope, chance.between(1, 3))
            : expressions.awaits().raw(kind, scope, 2);
    return Node.statement("T88 T89" + guarded, "return done($0);", value).completing(false);
  }

  /** An awaitable that is made here and awaited further on, perhaps more than once. */
  private @Nullable Node kept(Scope scope) {
    if (!scope.place.awaits()) {
      return null;
    }
    Kind kind = chance.pick(Kind.ANY);
    String name = chance.name("w");
    Variable variable = new Variable(chance.name("x"), kind, false);
    Node node =
        Node.statement(
            "T70",
            "final Awaitable<"
                + kind.boxed
                + "> "
                + name
                + " = Probe.<"
                + kind.boxed
                + ">kept($0);\n"
                + kind.java
                + " "
                + variable.name()
                + " = await("
                + name
                + ");\n"
                + variable.name()
                + " = await("
                + name
                + ");",
            expressions.of(kind, scope, 2));
    scope.declare(variable);
    return node;
  }

  /** A coroutine that is made here and runs further on, or never. */
  private @Nullable Node cold(Scope scope) {
    Kind kind = chance.pick(Kind.ANY);
    Node coroutine = scope.place.awaits() ? expressions.awaits().keepable(kind, scope) : null;
    if (coroutine == null) {
      return null;
    }
    String name = chance.name("w");
    Variable variable = new Variable(chance.name("x"), kind, false);
    Node between = block(scope.block(), 2, false);
    scope.declare(variable);
    return Node.statement(
        "T38 T85",
        "final Coroutine<"
            + kind.boxed
            + "> "
            + name
            + " = $0;\n$1\n"
            + kind.java
            + " "
            + variable.name()
            + " = await("
            + name
            + ");",
        coroutine,
        between);
  }

  /** Lambdas that capture what they find. */
  private @Nullable Node collected(Scope scope) {
    Kind kind = chance.pick(Kind.INT, Kind.LONG, Kind.STRING, Kind.CHAR);
    String name = chance.name("f");
    Scope inside = scope.capturing(scope.place.plain());
    Variable variable = new Variable(chance.name("x"), kind, true);
    Node node =
        Node.statement(
            "T58 T70",
            "final java.util.function.Supplier<"
                + kind.boxed
                + "> "
                + name
                + " = () -> $0;\nfinal "
                + kind.java
                + " "
                + variable.name()
                + " = "
                + name
                + ".get();",
            expressions.of(kind, inside, 2));
    scope.declare(variable);
    return node;
  }

  /** A variable of a type that javac has to find, with no name of its own. */
  private Node intersection(Scope scope) {
    String name = chance.name("x");
    // A condition of its own: javac infers no lambda within one that belongs to a var.
    String which = chance.name("b");
    // Nothing is cast to or from a type that has no name, except by way of Object.
    Variable variable = new Variable("((Object) " + name + ")", Kind.OBJECT, true);
    Kind one = chance.pick(Kind.INTEGER, Kind.PAIR, Kind.STRING, Kind.INTS, Kind.STRINGS);
    Kind other = chance.pick(Kind.STRING, Kind.COLOR, Kind.SHAPE, Kind.LONGS, Kind.BOXED_LONG);
    Node node =
        Node.statement(
            "T75 T76",
            "final boolean " + which + " = $0;\nfinal var " + name + " = " + which + " ? $1 : $2;",
            expressions.condition(scope, 2),
            expressions.of(one, scope, 1),
            expressions.of(other, scope, 1));
    if (one == other || (one == Kind.INTEGER && other == Kind.BOXED_LONG)) {
      return traced(scope);
    }
    scope.declare(variable);
    return node;
  }

  private Node asserted(Scope scope) {
    return Node.statement(
        "T59",
        "assert $0 : $1;",
        expressions.condition(scope, 2),
        expressions.of(Kind.STRING, scope, 1));
  }

  /** An exception is the same object after it has passed an await. */
  private @Nullable Node same(Scope scope) {
    if (!scope.place.awaits() || scope.place.stacked()) {
      return null;
    }
    String name = chance.name("e");
    String place = context.newPlace();
    return Node.statement(
        "T40",
        "final Throwable "
            + name
            + " = new Failure($0);\ntry { await(Probe.fails("
            + name
            + ")); } catch (Failure "
            + name
            + "c) { tz("
            + place
            + ", "
            + name
            + " == "
            + name
            + "c); }",
        expressions.of(Kind.STRING, scope, 1));
  }

  private Node mayThrow(Scope scope) {
    return Node.statement("T25", "io($0);", expressions.of(Kind.INT, scope, 1));
  }
}
