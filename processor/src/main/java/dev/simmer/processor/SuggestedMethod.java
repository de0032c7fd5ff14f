package dev.simmer.processor;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Words a method as it would be declared if it were async.
 *
 * @param declaration {@code @Async Coroutine<Integer> total(Cart cart)}
 * @param returnType {@code Coroutine<Integer>}
 * @param isUnchanged tells whether the method returns that already
 * @param lastStatement {@code return done(value);}
 */
record SuggestedMethod(
    String declaration, String returnType, boolean isUnchanged, String lastStatement) {

  /** Results that arrive later in somebody else's words: what they hold becomes the result. */
  private static final Set<String> FUTURES =
      Set.of(
          "CompletableFuture",
          "CompletionStage",
          "Future",
          "Callable",
          "Awaitable",
          "Deferred",
          "Promise",
          "Task");

  static SuggestedMethod of(MethodTree method) {
    String returnType = returnType(method.getReturnType());
    String parameters =
        method.getParameters().stream()
            .map(parameter -> parameter.getType() + " " + parameter.getName())
            .collect(Collectors.joining(", "));
    String isStatic = method.getModifiers().getFlags().contains(Modifier.STATIC) ? "static " : "";
    return new SuggestedMethod(
        "@Async %s%s %s(%s)".formatted(isStatic, returnType, method.getName(), parameters),
        returnType,
        returnType.equals(String.valueOf(method.getReturnType())),
        lastStatement(returnType));
  }

  /** Returns the type of a coroutine that results in what {@code type} says. */
  static String returnType(@Nullable Tree type) {
    if (type == null) {
      return "Coroutine<Void>";
    }
    if (type instanceof PrimitiveTypeTree primitive) {
      return "Coroutine<" + boxed(primitive) + ">";
    }
    if (type instanceof ParameterizedTypeTree generic) {
      String name = generic.getType().toString();
      if (name.equals("Coroutine") || name.equals("AsyncGenerator")) {
        return type.toString();
      }
      if (FUTURES.contains(name)) {
        return "Coroutine<" + generic.getTypeArguments().get(0) + ">";
      }
    }
    return "Coroutine<" + type + ">";
  }

  /** Returns the statement that ends the body of a method or lambda of that return type. */
  static String lastStatement(String returnType) {
    if (returnType.startsWith("AsyncGenerator")) {
      return "return end();";
    }
    return returnType.equals("Coroutine<Void>") ? "return done();" : "return done(value);";
  }

  private static String boxed(PrimitiveTypeTree primitive) {
    return switch (primitive.getPrimitiveTypeKind()) {
      case BOOLEAN -> "Boolean";
      case BYTE -> "Byte";
      case CHAR -> "Character";
      case DOUBLE -> "Double";
      case FLOAT -> "Float";
      case INT -> "Integer";
      case LONG -> "Long";
      case SHORT -> "Short";
      default -> "Void";
    };
  }
}
