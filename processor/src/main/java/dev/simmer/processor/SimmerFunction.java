package dev.simmer.processor;

import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/** The functions of {@code dev.simmer.Simmer} that have a meaning to the compiler. */
enum SimmerFunction {
  AWAIT("await"),
  EACH("each"),
  EMIT("emit"),
  TASK_GROUP("taskGroup"),
  TIMEOUT("timeout"),
  TIMEOUT_AT("timeoutAt");

  private final String functionName;

  SimmerFunction(String functionName) {
    this.functionName = functionName;
  }

  /** Returns which of them {@code element} is, under whatever name it was imported. */
  static Optional<SimmerFunction> of(@Nullable Element element) {
    if (element == null
        || element.getKind() != ElementKind.METHOD
        || !Names.isClass(element.getEnclosingElement(), Names.SIMMER)) {
      return Optional.empty();
    }
    for (SimmerFunction function : values()) {
      if (element.getSimpleName().contentEquals(function.functionName)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  /** Tells whether the function opens a scope, which only the head of a {@code try} may do. */
  boolean opensScope() {
    return this == TASK_GROUP || this == TIMEOUT || this == TIMEOUT_AT;
  }

  String functionName() {
    return functionName;
  }

  /** How a message speaks of a call: {@code await()}. */
  String call() {
    return functionName + "()";
  }
}
