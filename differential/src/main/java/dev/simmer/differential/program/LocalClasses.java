package dev.simmer.differential.program;

import org.jspecify.annotations.Nullable;

/** Generates named local classes whose async methods capture what surrounds them. */
final class LocalClasses {
  private final Chance chance;
  private final Expressions expressions;
  private final Statements statements;

  LocalClasses(Context context, Expressions expressions, Statements statements) {
    chance = context.chance();
    this.expressions = expressions;
    this.statements = statements;
  }

  @Nullable Node declared(Scope scope) {
    if (!scope.place.awaits() || scope.depth > 3) {
      return null;
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
}
