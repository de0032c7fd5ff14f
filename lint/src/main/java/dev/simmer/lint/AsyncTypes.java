package dev.simmer.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Remembers which types and methods have to do with async code. */
final class AsyncTypes {
  private final Compilation compilation;
  private final Contexts contexts;
  private final Map<TypeElement, Boolean> known = new HashMap<>();
  private final Map<TypeElement, Boolean> functions = new HashMap<>();
  private final Map<ExecutableElement, Boolean> called = new HashMap<>();
  private final Map<ExecutableElement, Boolean> watched = new HashMap<>();
  private final Map<ExecutableElement, Boolean> runners = new HashMap<>();

  AsyncTypes(Compilation compilation) {
    this.compilation = compilation;
    this.contexts = new Contexts(compilation, new Calls(compilation));
  }

  /** Tells whether it is a type of Simmer's, or one that other libraries promise results with. */
  boolean isAsync(@Nullable TypeMirror type) {
    if (type == null) {
      return false;
    }
    return switch (type.getKind()) {
      case DECLARED -> isAsync((TypeElement) ((DeclaredType) type).asElement());
      case TYPEVAR -> isAsync(((TypeVariable) type).getUpperBound());
      case WILDCARD -> isAsync(((WildcardType) type).getExtendsBound());
      case INTERSECTION -> ((IntersectionType) type).getBounds().stream().anyMatch(this::isAsync);
      default -> false;
    };
  }

  private boolean isAsync(TypeElement type) {
    Boolean before = known.get(type);
    if (before == null) {
      before =
          Vocabulary.isOfSimmer(type)
              || compilation.vocabulary().isCoroutine(type.asType())
              || Promised.of(compilation, type.asType()) != null;
      known.put(type, before);
    }
    return before;
  }

  /** Tells whether a method of the program returns such a type, or has a body to watch. */
  boolean isAsync(ExecutableElement method) {
    return isAsync(method.getReturnType()) || isWatched(method);
  }

  /** Tells whether a method of the program has a body to watch. */
  boolean isWatched(ExecutableElement method) {
    return watched.computeIfAbsent(method, contexts::mayBeWatched);
  }

  /** Tells whether such a type declares the method, or it returns one. */
  boolean isAsyncCall(ExecutableElement method) {
    return called.computeIfAbsent(
        method,
        asked ->
            isAsync(asked.getReturnType())
                || (asked.getEnclosingElement() instanceof TypeElement owner && isAsync(owner)));
  }

  /** Tells whether a loop may run a function that is handed to the method. */
  boolean runsOnLoop(ExecutableElement method) {
    return runners.computeIfAbsent(method, this::mayRunOnLoop);
  }

  private boolean mayRunOnLoop(ExecutableElement method) {
    if (!(method.getEnclosingElement() instanceof TypeElement owner)) {
      return false;
    }
    List<String> types = compilation.hierarchy().nearestFirst(owner);
    String name =
        method.getKind() == ElementKind.CONSTRUCTOR ? "<init>" : method.getSimpleName().toString();
    return compilation.catalogue().runsOnLoop(types, name);
  }

  /** Tells whether a function of this type is async, or a loop calls it. */
  boolean isAsyncFunction(@Nullable TypeMirror type) {
    if (type == null || type.getKind() != TypeKind.DECLARED) {
      return false;
    }
    DeclaredType declared = (DeclaredType) type;
    if (functions.computeIfAbsent((TypeElement) declared.asElement(), this::isAsyncFunction)) {
      return true;
    }
    for (TypeMirror argument : declared.getTypeArguments()) {
      if (isAsync(argument)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAsyncFunction(TypeElement type) {
    return isAsync(compilation.vocabulary().functionReturns(type.asType()))
        || contexts.isCalledByLoop(type.asType());
  }
}
