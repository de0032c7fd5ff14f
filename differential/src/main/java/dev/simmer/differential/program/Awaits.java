package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Generates awaits: of awaitables that end at once or later, of other methods, of lambdas and local
 * classes.
 */
final class Awaits {
  private final Context context;
  private final Chance chance;
  private final Expressions expressions;
  private Blocks blocks = new NoBlocks();
  private @Nullable Lambdas lambdas;

  /** Generates the statements of a nested coroutine, whose last returns. */
  interface Blocks {
    List<Node> returning(Kind result, Scope scope);

    /** Generates a block that ends by yielding. */
    Node arm(Kind kind, Scope scope);
  }

  private record NoBlocks() implements Blocks {
    @Override
    public List<Node> returning(Kind result, Scope scope) {
      throw new IllegalStateException("no statements yet");
    }

    @Override
    public Node arm(Kind kind, Scope scope) {
      throw new IllegalStateException("no statements yet");
    }
  }

  Awaits(Context context, Expressions expressions) {
    this.context = context;
    chance = context.chance();
    this.expressions = expressions;
  }

  void bodiesFrom(Blocks statements) {
    blocks = statements;
    lambdas = new Lambdas(context, expressions, statements);
  }

  Node arm(Kind kind, Scope scope) {
    return blocks.arm(kind, scope);
  }

  /** An await that stands anywhere: its static type is the kind. */
  @Nullable Node operand(Kind kind, Scope scope, int depth) {
    if (!scope.place.awaits()) {
      return null;
    }
    Node raw = raw(kind, scope, depth);
    return kind.isPrimitive() ? Node.expression(kind, "T55", "((" + kind.java + ") $0)", raw) : raw;
  }

  /** An await where a value is assigned: its type is a reference that converts to the kind. */
  Node raw(Kind kind, Scope scope, int depth) {
    int which = chance.between(0, 99);
    Node special = null;
    if (which < 16) {
      special = call(kind, scope, depth);
    } else if (which < 20) {
      special = lambda(kind, scope, depth);
    } else if (which < 23) {
      special = anonymous(kind, scope, depth);
    } else if (which < 27) {
      special = stage(kind, scope, depth);
    } else if (which < 31) {
      special = chained(kind, scope, depth);
    } else if (which < 33) {
      special = failing(kind);
    } else if (which < 36) {
      special = conditional(kind, scope, depth);
    } else if (which < 39) {
      special = announced(kind, scope, depth);
    } else if (which < 43 && lambdas != null) {
      special = lambdas.awaited(kind, scope, depth);
    }
    return special == null ? leaf(kind, scope, depth) : special;
  }

  private Node leaf(Kind kind, Scope scope, int depth) {
    return Node.expression(
        kind, "T44", "await(v" + kind.letter + "($0))", expressions.of(kind, scope, depth));
  }

  private Node conditional(Kind kind, Scope scope, int depth) {
    String leaf = "v" + kind.letter;
    return Node.expression(
        kind,
        "T52",
        "await($0 ? " + leaf + "($1) : " + leaf + "($2))",
        expressions.condition(scope, depth),
        expressions.of(kind, scope, depth),
        expressions.of(kind, scope, depth));
  }

  private Node stage(Kind kind, Scope scope, int depth) {
    return Node.expression(
        kind,
        "T57",
        "await(Probe.<" + kind.boxed + ">stage($0))",
        expressions.of(kind, scope, depth));
  }

  /** The form that tells javac what may be thrown. */
  private Node announced(Kind kind, Scope scope, int depth) {
    return Node.expression(
        kind,
        "T57",
        "await(v" + kind.letter + "($0), IllegalStateException.class)",
        expressions.of(kind, scope, depth));
  }

  private Node chained(Kind kind, Scope scope, int depth) {
    return Node.expression(
        kind,
        "T54",
        "await(await(vo(Probe.<" + kind.boxed + ">kept($0))))",
        expressions.of(kind, scope, depth));
  }

  private Node failing(Kind kind) {
    String failure =
        chance.pick("Failure", "DeepFailure", "IllegalStateException", "java.io.IOException");
    return Node.expression(
        kind,
        "T25 T103",
        "await(Probe.<"
            + kind.boxed
            + ">fails(new "
            + failure
            + "(\"f"
            + context.newPlace()
            + "\")))");
  }

  /** An await of another method, or of the same. */
  private @Nullable Node call(Kind kind, Scope scope, int depth) {
    Node coroutine = coroutine(kind, scope, depth);
    if (coroutine == null) {
      return null;
    }
    if (chance.percent(10)) {
      return Node.expression(kind, "T57 T85", "await(createTask($0))", coroutine);
    }
    return Node.expression(kind, coroutine.tag(), "await($0)", coroutine);
  }

  /** The coroutine of another method that gives the kind; null when there is none. */
  @Nullable Node coroutine(Kind kind, Scope scope, int depth) {
    Signature self = scope.place.method();
    if (self.recursive() && !self.isGenerator() && self.result() == kind && chance.percent(40)) {
      return recursion(self, scope);
    }
    List<Signature> callable = new ArrayList<>(context.signatures());
    callable.removeIf(
        other -> other.number() <= self.number() || other.result() != kind || other.isGenerator());
    return callable.isEmpty() ? null : callOf(chance.pick(callable), scope, depth);
  }

  private Node callOf(Signature callee, Scope scope, int depth) {
    Node[] arguments =
        callee.parameters().stream()
            .map(parameter -> expressions.of(parameter, scope, depth))
            .toArray(Node[]::new);
    if (callee.recursive()) {
      arguments[0] = Node.expression(Kind.INT, "T84", "2");
    }
    if (callee.isVariable() && chance.percent(60)) {
      arguments = spread(callee, arguments, scope);
    }
    return Node.expression(callee.result(), callee.host().tag, callee.call(), arguments);
  }

  /** Gives the elements of the last argument one by one. */
  private Node[] spread(Signature callee, Node[] arguments, Scope scope) {
    Kind array = callee.parameters().get(arguments.length - 1);
    List<Node> all = new ArrayList<>(List.of(arguments).subList(0, arguments.length - 1));
    for (int i = chance.between(0, 3); i > 0; i--) {
      all.add(expressions.of(array.element(), scope, 1));
    }
    return all.toArray(Node[]::new);
  }

  /** A coroutine that runs nothing yet; null when there is none. */
  @Nullable Node keepable(Kind kind, Scope scope) {
    Signature self = scope.place.method();
    List<Signature> callable = new ArrayList<>(context.signatures());
    callable.removeIf(
        other ->
            other.number() <= self.number()
                || other.result() != kind
                || other.form() != Signature.Form.COLD);
    if (!callable.isEmpty()) {
      return callOf(chance.pick(callable), scope, 1);
    }
    return scope.depth > 3 ? null : lambda(kind, scope, "async");
  }

  /** A generator of any kind; null when the program has none further on. */
  @Nullable Node generator(Scope scope, int depth) {
    Signature self = scope.place.method();
    List<Signature> callable = new ArrayList<>(context.signatures());
    callable.removeIf(other -> other.number() <= self.number() || !other.isGenerator());
    return callable.isEmpty() ? null : callOf(chance.pick(callable), scope, depth);
  }

  /** A call of the method itself, for as long as the depth, its first parameter, lasts. */
  private Node recursion(Signature self, Scope scope) {
    return Node.expression(
        self.result(),
        "T84",
        "(depth > 0 && fuel() ? $0 : done($1))",
        again(scope),
        expressions.of(self.result(), scope, 0));
  }

  /** A call of the method itself, to be made while there is depth. */
  Node again(Scope scope) {
    Signature self = scope.place.method();
    Node[] arguments = new Node[self.parameters().size()];
    arguments[0] = Node.expression(Kind.INT, "T84", "depth - 1");
    for (int i = 1; i < arguments.length; i++) {
      arguments[i] = expressions.of(self.parameters().get(i), scope, 1);
    }
    return Node.expression(self.result(), "T84", self.call(), arguments);
  }

  private @Nullable Node lambda(Kind kind, Scope scope, int depth) {
    if (scope.depth > 3 || depth < 1) {
      return null;
    }
    Node coroutine = lambda(kind, scope, chance.percent(70) ? "async" : "createTask");
    return Node.expression(kind, "", "await($0)", coroutine);
  }

  private Node lambda(Kind kind, Scope scope, String make) {
    Scope inside = scope.capturing(scope.place.nested(kind));
    Node body = Node.block(blocks.returning(kind, inside));
    return Node.expression(
        kind,
        "T70 T82",
        "Simmer.<" + kind.boxed + ">" + make + "(() -> { await(nothing()); $0 })",
        body);
  }

  private @Nullable Node anonymous(Kind kind, Scope scope, int depth) {
    if (scope.depth > 3 || depth < 1) {
      return null;
    }
    Kind argument = chance.pick(Kind.INT, Kind.STRING, Kind.LONG);
    Scope inside = scope.capturing(scope.place.nested(kind));
    Variable parameter = new Variable(chance.name("p"), argument, false);
    inside.declare(parameter);
    Node body = Node.block(blocks.returning(kind, inside));
    return Node.expression(
        kind,
        "T70 T81",
        "await(new Step<"
            + argument.boxed
            + ", "
            + kind.boxed
            + ">() { @Async public Coroutine<"
            + kind.boxed
            + "> go("
            + argument.boxed
            + " given) throws Exception { "
            + argument.java
            + " "
            + parameter.name()
            + " = given; $0 } }.go($1))",
        body,
        expressions.of(argument, scope, depth));
  }
}
