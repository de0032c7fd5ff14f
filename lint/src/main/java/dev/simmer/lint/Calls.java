package dev.simmer.lint;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Makes {@link Call}s of trees, and remembers them by tree. */
final class Calls {

  private final Compilation compilation;
  private final Map<Tree, Call> byTree = new HashMap<>();

  Calls(Compilation compilation) {
    this.compilation = compilation;
  }

  @Nullable Call ofTree(Tree tree) {
    return byTree.get(tree);
  }

  @Nullable Call ofInvocation(TreePath path, MethodInvocationTree node, Body body) {
    TreePath select = Paths.inside(new TreePath(path, node.getMethodSelect()));
    if (!(compilation.element(select) instanceof ExecutableElement method)) {
      return null;
    }
    TreePath receiver =
        select.getLeaf() instanceof MemberSelectTree member
            ? new TreePath(select, member.getExpression())
            : null;
    TypeElement type = receiverType(path, receiver, method);
    if (type == null) {
      return null;
    }
    return remember(
        new Call(
            Call.Kind.INVOCATION,
            method,
            type,
            method.getSimpleName().toString(),
            compilation.descriptors().parameters(method),
            path,
            method.getModifiers().contains(Modifier.STATIC) ? null : receiver,
            paths(path, node.getArguments()),
            body));
  }

  @Nullable Call ofNew(TreePath path, NewClassTree node, Body body) {
    if (!(compilation.element(path) instanceof ExecutableElement constructor)
        || !(constructor.getEnclosingElement() instanceof TypeElement type)) {
      return null;
    }
    return remember(
        new Call(
            Call.Kind.NEW,
            constructor,
            type,
            "<init>",
            compilation.descriptors().parameters(constructor),
            path,
            null,
            paths(path, node.getArguments()),
            body));
  }

  @Nullable Call ofReference(TreePath path, MemberReferenceTree node, Body body) {
    if (!(compilation.element(path) instanceof ExecutableElement method)
        || !(method.getEnclosingElement() instanceof TypeElement owner)) {
      return null;
    }
    TreePath qualifier = new TreePath(path, node.getQualifierExpression());
    boolean isNew = node.getMode() == MemberReferenceTree.ReferenceMode.NEW;
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    boolean bound = !isNew && !isStatic && !isType(qualifier);
    TypeElement receiverType =
        isNew || isStatic ? owner : compilation.classOf(compilation.type(qualifier));
    return new Call(
        Call.Kind.REFERENCE,
        method,
        receiverType == null ? owner : receiverType,
        isNew ? "<init>" : method.getSimpleName().toString(),
        compilation.descriptors().parameters(method),
        path,
        bound ? qualifier : null,
        List.of(),
        body);
  }

  private boolean isType(TreePath path) {
    Element element = compilation.element(path);
    return element instanceof TypeElement || element == null;
  }

  /** The call that a {@code try} with resources makes at its end; its receiver is the resource. */
  @Nullable Call ofClose(TreePath resource, Body body) {
    TypeElement type = compilation.classOf(compilation.type(resource));
    TreePath value =
        resource.getLeaf() instanceof VariableTree variable && variable.getInitializer() != null
            ? new TreePath(resource, variable.getInitializer())
            : resource;
    return type == null ? null : unwritten(Call.Kind.CLOSE, type, "close", resource, value, body);
  }

  /**
   * The calls that a loop over the elements of something makes, where the program has their code.
   */
  List<Call> ofIteration(TreePath loop, EnhancedForLoopTree node, Body body) {
    TreePath elements = new TreePath(loop, node.getExpression());
    TypeElement type = compilation.classOf(compilation.type(elements));
    Call first =
        type == null
            ? null // an array
            : unwritten(Call.Kind.ITERATION, type, "iterator", elements, elements, body);
    if (first == null) {
      return List.of();
    }
    TypeElement iterator = compilation.classOf(first.method().getReturnType());
    if (iterator == null || Platform.isPartOf(compilation.binaryName(iterator))) {
      return List.of(first);
    }
    List<Call> calls = new ArrayList<>(List.of(first));
    for (String name : List.of("hasNext", "next")) {
      Call call = unwritten(Call.Kind.ITERATION, iterator, name, elements, null, body);
      if (call != null) {
        calls.add(call);
      }
    }
    return calls;
  }

  private @Nullable Call unwritten(
      Call.Kind kind,
      TypeElement type,
      String name,
      TreePath path,
      @Nullable TreePath receiver,
      Body body) {
    ExecutableElement method =
        compilation.hierarchy().method(type, compilation.elements().getName(name));
    return method == null
        ? null
        : new Call(kind, method, type, name, "", path, receiver, List.of(), body);
  }

  private Call remember(Call call) {
    byTree.put(call.path().getLeaf(), call);
    return call;
  }

  private static List<TreePath> paths(TreePath parent, List<? extends ExpressionTree> trees) {
    List<TreePath> paths = new ArrayList<>(trees.size());
    for (ExpressionTree tree : trees) {
      paths.add(new TreePath(parent, tree));
    }
    return paths;
  }

  private @Nullable TypeElement receiverType(
      TreePath call, @Nullable TreePath receiver, ExecutableElement method) {
    if (!(method.getEnclosingElement() instanceof TypeElement owner)) {
      return null;
    }
    if (method.getModifiers().contains(Modifier.STATIC)
        || method.getKind() == ElementKind.CONSTRUCTOR) { // super(…), this(…)
      return owner;
    }
    if (receiver == null) {
      return implicitThis(call, owner);
    }
    TypeElement type = compilation.classOf(compilation.type(receiver));
    return type == null ? owner : type;
  }

  /** Returns the innermost class around the call that has the method, JLS 15.12.1. */
  private TypeElement implicitThis(TreePath call, TypeElement owner) {
    Types types = compilation.types();
    TypeMirror wanted = types.erasure(owner.asType());
    for (TreePath path = Paths.enclosingClass(call);
        path.getParentPath() != null;
        path = Paths.enclosingClass(path.getParentPath())) {
      if (compilation.element(path) instanceof TypeElement type
          && types.isSubtype(types.erasure(type.asType()), wanted)) {
        return type;
      }
    }
    return owner;
  }
}
