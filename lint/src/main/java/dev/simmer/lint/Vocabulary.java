package dev.simmer.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Recognises Simmer's words, and the annotations of others that mean the same. */
final class Vocabulary {

  private static final String SIMMER = "dev.simmer.Simmer";
  private static final String RUNNER = "dev.simmer.Runner";
  private static final String ASYNC = "dev.simmer.Async";
  private static final String COROUTINE = "dev.simmer.Coroutine";

  /** What {@code java.lang.Object} already implements for every interface, JLS 9.8. */
  private static final Set<String> OBJECT_METHODS = Set.of("equals", "hashCode", "toString");

  private final Elements elements;
  private final Types types;
  private final @Nullable TypeMirror coroutine;
  private final Map<TypeElement, @Nullable ExecutableElement> functions = new HashMap<>();
  private final Map<Element, Boolean> coroutines = new HashMap<>();
  private final Map<ExecutableElement, Boolean> takers = new HashMap<>();

  Vocabulary(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
    TypeElement type = elements.getTypeElement(COROUTINE);
    this.coroutine = type == null ? null : types.erasure(type.asType());
  }

  /** Tells whether the program has the Simmer runtime on its class path. */
  boolean isSimmerPresent() {
    return coroutine != null;
  }

  boolean isCoroutine(@Nullable TypeMirror type) {
    if (coroutine == null || type == null) {
      return false;
    }
    return switch (type.getKind()) {
      case DECLARED ->
          coroutines.computeIfAbsent(
              ((DeclaredType) type).asElement(),
              element -> types.isSubtype(types.erasure(element.asType()), coroutine));
      case TYPEVAR, INTERSECTION -> types.isSubtype(types.erasure(type), coroutine);
      case WILDCARD -> isCoroutine(((WildcardType) type).getExtendsBound());
      default -> false;
    };
  }

  /** Tells whether the method carries {@code @Async}, or an annotation that carries it. */
  boolean isAsync(ExecutableElement method) {
    for (AnnotationMirror annotation : method.getAnnotationMirrors()) {
      if (isAsync(annotation) || carriesAsync(annotation)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAsync(AnnotationMirror annotation) {
    return nameOf(annotation).contentEquals(ASYNC);
  }

  private static boolean carriesAsync(AnnotationMirror annotation) {
    return annotation.getAnnotationType().asElement().getAnnotationMirrors().stream()
        .anyMatch(Vocabulary::isAsync);
  }

  boolean isAwait(ExecutableElement method) {
    return method.getSimpleName().contentEquals("await") && isMemberOf(method, SIMMER);
  }

  boolean isRun(ExecutableElement method) {
    return method.getSimpleName().contentEquals("run")
        && (isMemberOf(method, SIMMER) || isMemberOf(method, RUNNER));
  }

  /** Tells whether the method itself, or else its class, is marked {@code @NonBlocking}. */
  boolean isNonBlocking(ExecutableElement method) {
    return isMarked(method, "NonBlocking", "Blocking");
  }

  /** Tells whether the method itself, or else its class, is marked {@code @Blocking}. */
  boolean isBlocking(ExecutableElement method) {
    return isMarked(method, "Blocking", "NonBlocking");
  }

  private static boolean isMarked(ExecutableElement method, String wanted, String opposite) {
    if (hasAnnotation(method, wanted)) {
      return true;
    }
    Element owner = method.getEnclosingElement();
    return owner != null && !hasAnnotation(method, opposite) && hasAnnotation(owner, wanted);
  }

  /** Recognises an annotation by simple name: every library has its own {@code @NonBlocking}. */
  static boolean hasAnnotation(AnnotatedConstruct element, String simpleName) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      Element type = annotation.getAnnotationType().asElement();
      if (type.getSimpleName().contentEquals(simpleName)) {
        return true;
      }
    }
    return false;
  }

  private static Name nameOf(AnnotationMirror annotation) {
    return ((TypeElement) annotation.getAnnotationType().asElement()).getQualifiedName();
  }

  /** Tells whether it is the scope that {@code timeout(…)} opens. */
  static boolean isTimeout(@Nullable TypeElement type) {
    return type != null && type.getQualifiedName().contentEquals("dev.simmer.Timeout");
  }

  /** Tells whether it is the scope that {@code taskGroup()} opens. */
  static boolean isTaskGroup(@Nullable TypeElement type) {
    return type != null && type.getQualifiedName().contentEquals("dev.simmer.TaskGroup");
  }

  /** Tells whether it is one of Simmer's own functions. */
  static boolean isSimmer(ExecutableElement method) {
    return isMemberOf(method, SIMMER);
  }

  /** Tells whether it is a type of the runtime. */
  static boolean isOfSimmer(TypeElement type) {
    return type.getQualifiedName().toString().startsWith("dev.simmer.");
  }

  static boolean isMemberOf(ExecutableElement method, String type) {
    return method.getEnclosingElement() instanceof TypeElement owner
        && owner.getQualifiedName().contentEquals(type);
  }

  /** Tells whether a call runs the function that its receiver is. */
  boolean isFunctionCall(Call call) {
    return call.method().getModifiers().contains(Modifier.ABSTRACT)
        && call.method().equals(function(call.receiverType()));
  }

  /** Tells whether functions can be handed to the method. */
  boolean takesFunction(ExecutableElement method) {
    return takers.computeIfAbsent(method, this::mayTakeFunction);
  }

  private boolean mayTakeFunction(ExecutableElement method) {
    for (VariableElement parameter : method.getParameters()) {
      if (parameter.asType() instanceof DeclaredType type
          && function((TypeElement) type.asElement()) != null) {
        return true;
      }
    }
    return false;
  }

  /** Returns what a function of this interface type returns, or null when it is not one. */
  @Nullable TypeMirror functionReturns(@Nullable TypeMirror functionalInterface) {
    if (functionalInterface == null || functionalInterface.getKind() != TypeKind.DECLARED) {
      return null;
    }
    DeclaredType declared = (DeclaredType) functionalInterface;
    ExecutableElement method = function((TypeElement) declared.asElement());
    return method == null
        ? null
        : ((ExecutableType) types.asMemberOf(declared, method)).getReturnType();
  }

  /** Returns the method that a lambda of this type implements, or null when none can. */
  @Nullable ExecutableElement function(TypeElement type) {
    if (type.getKind() != ElementKind.INTERFACE) {
      return null;
    }
    if (functions.containsKey(type)) {
      return functions.get(type);
    }
    ExecutableElement found = null;
    for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
      if (method.getModifiers().contains(Modifier.ABSTRACT)
          && !OBJECT_METHODS.contains(method.getSimpleName().toString())) {
        found = method;
        break;
      }
    }
    functions.put(type, found);
    return found;
  }
}
