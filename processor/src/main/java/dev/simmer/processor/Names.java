package dev.simmer.processor;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what belongs to the runtime by its name: the runtime is on the user's class path,
 * never on the processor's.
 */
final class Names {
  static final String SIMMER = "dev.simmer.Simmer";
  static final String ASYNC = "dev.simmer.Async";
  static final String COROUTINE = "dev.simmer.Coroutine";
  static final String GENERATOR = "dev.simmer.AsyncGenerator";
  static final String AWAITABLE = "dev.simmer.Awaitable";
  static final String TASK_GROUP = "dev.simmer.TaskGroup";
  static final String TIMEOUT = "dev.simmer.Timeout";
  static final String ASYNC_CLOSEABLE = "dev.simmer.AsyncCloseable";

  private Names() {}

  /** Tells whether {@code type} is the class of that name, whatever its arguments. */
  static boolean is(@Nullable TypeMirror type, String qualifiedName) {
    return type != null
        && type.getKind() == TypeKind.DECLARED
        && isClass(((DeclaredType) type).asElement(), qualifiedName);
  }

  /** Tells whether {@code element} carries Simmer's own annotation, or one that carries it. */
  static boolean isAsync(Element element) {
    return asyncAnnotation(element).isPresent();
  }

  /** Returns the name of the annotation that makes {@code element} async. */
  static Optional<String> asyncAnnotation(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(annotation -> annotation.getAnnotationType().asElement())
        .filter(Names::makesAsync)
        .map(annotation -> annotation.getSimpleName().toString())
        .findFirst();
  }

  /**
   * Tells whether methods with this annotation are async. The rewriter finds them by it, so one
   * that no class file has does not count.
   */
  static boolean makesAsync(Element annotation) {
    if (isClass(annotation, ASYNC)) {
      return true;
    }
    boolean carries =
        annotation.getAnnotationMirrors().stream()
            .anyMatch(carried -> is(carried.getAnnotationType(), ASYNC));
    return carries && !isSourceOnly(annotation);
  }

  private static boolean isSourceOnly(Element annotation) {
    Retention retention = annotation.getAnnotation(Retention.class);
    return retention != null && retention.value() == RetentionPolicy.SOURCE;
  }

  /** Finds an annotation that is called {@code Async} too, but is somebody else's. */
  static Optional<String> otherAsync(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .filter(type -> type.asElement().getSimpleName().contentEquals("Async"))
        .filter(type -> !is(type, ASYNC))
        .map(Object::toString)
        .findFirst();
  }

  /** Tells whether {@code element} is the class of that name. */
  static boolean isClass(@Nullable Element element, String qualifiedName) {
    return element instanceof TypeElement type
        && type.getQualifiedName().contentEquals(qualifiedName);
  }
}
