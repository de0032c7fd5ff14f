package dev.simmer.differential.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates named local classes whose async methods capture what surrounds them. */
final class LocalClasses {
  private final Context context;
  private final Chance chance;
  private final Expressions expressions;
  private final Statements statements;

  LocalClasses(Context context, Expressions expressions, Statements statements) {
    this.context = context;
    chance = context.chance();
    this.expressions = expressions;
    this.statements = statements;
  }

  @Nullable Node declared(Scope scope) {
    if (!scope.place.awaits() || scope.depth > 3) {
      return null;
    }
    if (context.iterates() && chance.percent(40)) {
      return generator(scope);
    }
    Kind kind = chance.pick(Kind.ANY);
    Kind given = chance.pick(Kind.ANY);
    String name = chance.name("Local");
    Variable field = new Variable(chance.name("q"), given, false);
    Scope inside = scope.capturing(scope.place.nested(kind));
    inside.declare(field);
    Node body = Node.block(statements.returning(kind, inside));
    Variable result = new Variable(chance.name("x"), kind, false);
    Node argument = expressions.of(given, scope, 2);
    scope.declare(result);
    return Node.statement(
        "T70 T81",
        "class "
            + name
            + " {\n  "
            + given.java
            + " "
            + field.name()
            + ";\n  "
            + name
            + "("
            + given.java
            + " given) { "
            + field.name()
            + " = given; }\n  @Async Coroutine<"
            + kind.boxed
            + "> go() throws Exception $0\n}\n"
            + kind.java
            + " "
            + result.name()
            + " = await(new "
            + name
            + "($1).go());",
        body,
        argument);
  }

  /** A generator that captures, and a loop over what it emits. */
  private Node generator(Scope scope) {
    Kind kind = chance.pick(Kind.ANY);
    String name = chance.name("Local");
    Scope inside = scope.capturing(scope.place.generating(kind));
    Node body = Node.block(statements.returning(kind, inside));
    Node method =
        Methods.declare(
            "T70 T81 generator",
            new Methods.Declaration(Signature.Form.GENERATOR, "", kind, "all", List.of(), body));
    Variable element = new Variable(chance.name("x"), kind, true);
    Scope around = scope.block(scope.place.loop("")).block();
    around.declare(element);
    Node loop =
        AsyncLoops.loop(
            "",
            "final " + kind.java + " " + element.name(),
            Node.part("", "new " + name + "().all()"),
            statements.block(around, 2, true),
            chance.name("n"));
    return Node.statement("T70 T81", "class " + name + " { $0 }\n$1", method, loop);
  }
}
