package dev.simmer.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.simmer.processor.SuspensionPoint.Kind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Finds suspension points in attributed trees: {@code await}, {@code each}, {@code emit}, and the
 * close of a scope or of an {@code AsyncCloseable}.
 *
 * <p>A resource is judged by its declared type and by its initialiser's: {@code AutoCloseable group
 * = taskGroup()} closes a scope as well.
 */
final class SuspensionPoints {
  /**
   * The names of all calls that matter, so that most calls need no look at what they resolve to.
   */
  private static final Set<String> NAMES = namesOfInterest();

  private final Trees trees;
  private final Elements elements;
  private final Types types;

  SuspensionPoints(Trees trees, Elements elements, Types types) {
    this.trees = trees;
    this.elements = elements;
    this.types = types;
  }

  /**
   * Tells by its name alone whether a call can be of any interest to the checks: a suspension
   * point, or one that opens a scope. A static import cannot rename what it imports.
   */
  static boolean mayMatter(MethodInvocationTree call) {
    Tree callee = call.getMethodSelect();
    if (callee instanceof IdentifierTree name) {
      return NAMES.contains(name.getName().toString());
    }
    return callee instanceof MemberSelectTree select
        && NAMES.contains(select.getIdentifier().toString());
  }

  /** Returns the suspension point that the call at {@code path} is, if it is one. */
  Optional<SuspensionPoint> ofCall(TreePath path) {
    MethodInvocationTree call = (MethodInvocationTree) path.getLeaf();
    Element called = trees.getElement(path);
    Optional<SimmerFunction> function = SimmerFunction.of(called);
    if (function.isPresent()) {
      return kind(function.get())
          .map(kind -> new SuspensionPoint(kind, call, function.get().call()));
    }
    return called != null && isAwaitedClose(called)
        ? Optional.of(new SuspensionPoint(Kind.CLOSE, call, "the awaited close()"))
        : Optional.empty();
  }

  /** Returns the suspension point that closing the resource at {@code path} is, if it is one. */
  Optional<SuspensionPoint> ofResource(TreePath path) {
    Tree resource = path.getLeaf();
    Tree guilty = resource;
    String name = resource.toString();
    if (resource instanceof VariableTree variable) {
      if (variable.getInitializer() != null) {
        guilty = variable.getInitializer();
      }
      boolean isUnnamed = variable.getName().isEmpty(); // JLS 22, 14.4: try (var _ = ...)
      name = isUnnamed ? Quotation.of(guilty) : variable.getName().toString();
    }
    String words = "the awaited close of `" + name + "`";
    TreePath guiltyPath = new TreePath(path, guilty);
    Optional<SimmerFunction> opener = opener(guiltyPath);
    if (opener.isPresent()) {
      return Optional.of(
          new SuspensionPoint(Kind.CLOSE, Skip.wrapping(guilty), opener.get().call()));
    }
    Kind kind = closeKind(declaredType(path));
    if (kind == null && !guilty.equals(resource)) {
      kind = closeKind(trees.getTypeMirror(guiltyPath));
    }
    return kind == null ? Optional.empty() : Optional.of(new SuspensionPoint(kind, guilty, words));
  }

  /** Returns the suspension point that calling the method reference at {@code path} would be. */
  Optional<SuspensionPoint> ofReference(TreePath path) {
    MemberReferenceTree reference = (MemberReferenceTree) path.getLeaf();
    Element referred = trees.getElement(path);
    Optional<Kind> kind = SimmerFunction.of(referred).flatMap(SuspensionPoints::kind);
    if (kind.isEmpty() && referred != null && isAwaitedClose(referred)) {
      kind = Optional.of(Kind.CLOSE);
    }
    return kind.map(known -> new SuspensionPoint(known, reference, reference.toString()));
  }

  /** Tells whether the body of a method or lambda suspends anywhere, nested code not counted. */
  boolean anyIn(TreePath body) {
    return Boolean.TRUE.equals(
        new TreePathScanner<Boolean, @Nullable Void>() {
          @Override
          public Boolean visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
            return (mayMatter(tree) && ofCall(getCurrentPath()).isPresent())
                || isTrue(super.visitMethodInvocation(tree, null));
          }

          @Override
          public Boolean visitTry(TryTree tree, @Nullable Void unused) {
            for (Tree resource : tree.getResources()) {
              if (ofResource(new TreePath(getCurrentPath(), resource)).isPresent()) {
                return true;
              }
            }
            return isTrue(super.visitTry(tree, null));
          }

          @Override
          public Boolean visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
            return tree.equals(body.getLeaf()) && isTrue(super.visitLambdaExpression(tree, null));
          }

          @Override
          public Boolean visitClass(ClassTree tree, @Nullable Void unused) {
            return false;
          }

          @Override
          public Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
            return isTrue(one) || isTrue(other);
          }

          private boolean isTrue(@Nullable Boolean found) {
            return Boolean.TRUE.equals(found);
          }
        }.scan(body, null));
  }

  /** Returns the scope-opening function that {@code path}, casts and parentheses aside, calls. */
  private Optional<SimmerFunction> opener(TreePath path) {
    TreePath inner = Skip.wrapping(path);
    return inner.getLeaf() instanceof MethodInvocationTree
        ? SimmerFunction.of(trees.getElement(inner)).filter(SimmerFunction::opensScope)
        : Optional.empty();
  }

  private @Nullable TypeMirror declaredType(TreePath resource) {
    Element element = trees.getElement(resource);
    return element == null ? trees.getTypeMirror(resource) : element.asType();
  }

  private @Nullable Kind closeKind(@Nullable TypeMirror type) {
    if (type == null || !isAwaitedOnClose(type)) {
      return null;
    }
    TypeMirror erased = types.erasure(type);
    if (erased.getKind() != TypeKind.DECLARED) {
      return Kind.CLOSE;
    }
    TypeElement owner = (TypeElement) ((DeclaredType) erased).asElement();
    return ElementFilter.methodsIn(elements.getAllMembers(owner)).stream()
            .filter(SuspensionPoints::isClose)
            .anyMatch(close -> !isAwaitedClose(close) && hasBody(close))
        ? Kind.CLOSE_OF_BOTH_KINDS
        : Kind.CLOSE;
  }

  private static boolean hasBody(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.ABSTRACT);
  }

  private boolean isAwaitedOnClose(TypeMirror type) {
    return switch (type.getKind()) {
      case DECLARED, TYPEVAR, INTERSECTION ->
          isSubtype(type, Names.ASYNC_CLOSEABLE)
              || isSubtype(type, Names.TASK_GROUP)
              || isSubtype(type, Names.TIMEOUT);
      default -> false;
    };
  }

  private boolean isSubtype(TypeMirror type, String qualifiedName) {
    TypeElement wanted = elements.getTypeElement(qualifiedName);
    return wanted != null && types.isSubtype(type, wanted.asType());
  }

  private static boolean isClose(Element element) {
    return element.getKind() == ElementKind.METHOD
        && element.getSimpleName().contentEquals("close")
        && ((ExecutableElement) element).getParameters().isEmpty();
  }

  /** Tells whether it is one of the runtime's closes that only rewritten code can do. */
  private static boolean isAwaitedClose(Element method) {
    Element owner = method.getEnclosingElement();
    return isClose(method)
        && (Names.isClass(owner, Names.ASYNC_CLOSEABLE)
            || Names.isClass(owner, Names.GENERATOR)
            || Names.isClass(owner, Names.TASK_GROUP)
            || Names.isClass(owner, Names.TIMEOUT));
  }

  private static Optional<Kind> kind(SimmerFunction function) {
    return switch (function) {
      case AWAIT -> Optional.of(Kind.AWAIT);
      case EACH -> Optional.of(Kind.EACH);
      case EMIT -> Optional.of(Kind.EMIT);
      case TASK_GROUP, TIMEOUT, TIMEOUT_AT -> Optional.empty();
    };
  }

  private static Set<String> namesOfInterest() {
    Set<String> names = new HashSet<>(Set.of("close"));
    for (SimmerFunction function : SimmerFunction.values()) {
      names.add(function.functionName());
    }
    return Set.copyOf(names);
  }
}
