package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds the asynchronous twin of a method: {@code loadAsync} beside {@code load}. */
final class Twins {
  private static final Set<String> AWAITED =
      Set.of("dev.simmer.Awaitable", "java.util.concurrent.CompletionStage");

  private static final String SUFFIX = "Async";

  private final Compilation compilation;

  /** All members are a long list, and every call in async code is looked up. */
  private final Map<TypeElement, List<ExecutableElement>> candidates = new HashMap<>();

  Twins(Compilation compilation) {
    this.compilation = compilation;
  }

  /** Returns the method with the same parameters whose result is the same, once it is awaited. */
  @Nullable ExecutableElement of(Call call) {
    ExecutableElement method = call.method();
    if (method == null || call.kind() != Call.Kind.INVOCATION) {
      return null;
    }
    for (ExecutableElement other :
        candidates.computeIfAbsent(call.receiverType(), this::candidatesOf)) {
      if (other.getSimpleName().contentEquals(call.name() + SUFFIX)
          && isStatic(other) == isStatic(method)
          && !isInside(call, other)
          && !other.getModifiers().contains(Modifier.PRIVATE)
          && compilation.descriptors().parameters(other).equals(call.parameters())
          && isSame(result(other.getReturnType()), method.getReturnType())) {
        return other;
      }
    }
    return null;
  }

  private List<ExecutableElement> candidatesOf(TypeElement type) {
    return ElementFilter.methodsIn(compilation.elements().getAllMembers(type)).stream()
        .filter(method -> method.getSimpleName().toString().endsWith(SUFFIX))
        .toList();
  }

  /** A twin may well be written by means of the other. */
  private static boolean isInside(Call call, ExecutableElement method) {
    for (Body body = call.body(); body != null; body = body.enclosing()) {
      if (method.equals(body.method())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStatic(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.STATIC);
  }

  private boolean isSame(@Nullable TypeMirror awaited, TypeMirror returned) {
    if (awaited == null) {
      return false;
    }
    if (returned.getKind() == TypeKind.VOID) {
      return awaited.toString().equals("java.lang.Void");
    }
    TypeMirror boxed =
        returned.getKind().isPrimitive()
            ? compilation
                .types()
                .boxedClass(compilation.types().getPrimitiveType(returned.getKind()))
                .asType()
            : returned;
    return compilation.types().isSameType(awaited, boxed);
  }

  /** Returns what an await of this type results in, or null where it cannot be awaited. */
  private @Nullable TypeMirror result(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)) {
      return null;
    }
    if (AWAITED.contains(compilation.types().erasure(type).toString())) {
      List<? extends TypeMirror> arguments = declared.getTypeArguments();
      return arguments.isEmpty() ? null : arguments.get(0);
    }
    for (TypeMirror parent : compilation.types().directSupertypes(type)) {
      TypeMirror result = result(parent);
      if (result != null) {
        return result;
      }
    }
    return null;
  }

  /** Returns the call of the twin instead, awaited. */
  static String awaited(Call call, ExecutableElement twin) {
    TreePath receiver = call.receiver();
    String before =
        receiver == null
            ? before(call.path().getLeaf().toString(), call.name())
            : Quotation.of(receiver) + ".";
    return "await(%s%s(%s))"
        .formatted(
            before,
            twin.getSimpleName(),
            call.arguments().stream().map(Quotation::of).collect(Collectors.joining(", ")));
  }

  /** Returns what is written before the name where that is a type, or nothing. */
  private static String before(String call, String name) {
    int dot = call.indexOf("." + name + "(");
    return dot < 0 ? "" : call.substring(0, dot + 1);
  }
}
