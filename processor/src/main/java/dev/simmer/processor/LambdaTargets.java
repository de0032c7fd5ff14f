package dev.simmer.processor;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Finds the method a lambda implements (JLS 9.9).
 *
 * <p>The language model has no query for it. Javac has removed wildcards from the target of an
 * attributed lambda, so what is left is to find the one abstract method that {@code Object} does
 * not implement, and to see it as a member of the target.
 */
final class LambdaTargets {
  private final Trees trees;
  private final Elements elements;
  private final Types types;

  LambdaTargets(Trees trees, Elements elements, Types types) {
    this.trees = trees;
    this.elements = elements;
    this.types = types;
  }

  /** Returns the target of an attributed lambda; nothing where javac could not find it either. */
  Optional<LambdaTarget> of(TreePath lambda) {
    return ofType(trees.getTypeMirror(lambda));
  }

  /** Returns what a lambda given where {@code type} is expected would implement. */
  Optional<LambdaTarget> ofType(@Nullable TypeMirror type) {
    if (type == null) {
      return Optional.empty();
    }
    if (type.getKind() == TypeKind.INTERSECTION) {
      return ((IntersectionType) type)
          .getBounds().stream().map(this::ofType).flatMap(Optional::stream).findFirst();
    }
    if (type.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    DeclaredType declared = (DeclaredType) type;
    TypeElement owner = (TypeElement) declared.asElement();
    if (!owner.getKind().isInterface()) {
      return Optional.empty();
    }
    return ElementFilter.methodsIn(elements.getAllMembers(owner)).stream()
        .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
        .filter(method -> !isMethodOfObject(method))
        .findFirst()
        .map(method -> new LambdaTarget(type, method, returned(declared, method)));
  }

  private TypeMirror returned(DeclaredType target, ExecutableElement method) {
    TypeMirror member = types.asMemberOf(target, method);
    TypeMirror returned =
        member.getKind() == TypeKind.EXECUTABLE
            ? ((ExecutableType) member).getReturnType()
            : method.getReturnType();
    if (returned.getKind() == TypeKind.WILDCARD) {
      TypeMirror bound = ((WildcardType) returned).getExtendsBound();
      return bound == null ? returned : bound;
    }
    return returned;
  }

  /** An interface may re-declare a public method of Object: {@code Comparator.equals}. */
  private static boolean isMethodOfObject(ExecutableElement method) {
    String signature = method.getSimpleName() + "/" + method.getParameters().size();
    return Set.of("equals/1", "hashCode/0", "toString/0").contains(signature);
  }
}
