package dev.simmer.lint;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Looks over one class for anything async: a value or a function of such a type, a method or a
 * lambda that a loop runs, a suppression of ours. It keeps no facts, and so is quick.
 *
 * <p>What it overlooks no check would have reported; what it sees in vain costs a little time.
 */
final class Glance extends TreeScanner<@Nullable Void, @Nullable Void> {

  /** What is of no such type, or is made of what is. */
  private static final Set<Tree.Kind> SIMPLE =
      EnumSet.of(
          Tree.Kind.ASSIGNMENT,
          Tree.Kind.PARENTHESIZED,
          Tree.Kind.INSTANCE_OF,
          Tree.Kind.STRING_LITERAL,
          Tree.Kind.INT_LITERAL,
          Tree.Kind.LONG_LITERAL,
          Tree.Kind.BOOLEAN_LITERAL,
          Tree.Kind.NULL_LITERAL,
          Tree.Kind.PLUS,
          Tree.Kind.MINUS,
          Tree.Kind.LESS_THAN,
          Tree.Kind.GREATER_THAN,
          Tree.Kind.EQUAL_TO,
          Tree.Kind.NOT_EQUAL_TO,
          Tree.Kind.CONDITIONAL_AND,
          Tree.Kind.CONDITIONAL_OR,
          Tree.Kind.LOGICAL_COMPLEMENT,
          Tree.Kind.POSTFIX_INCREMENT,
          Tree.Kind.PLUS_ASSIGNMENT);

  private final AsyncTypes types;
  private final TreePath root;
  private final Compilation compilation;
  private final List<TypeElement> classes;
  private boolean found;

  private Glance(Compilation compilation, TreePath topLevelClass, List<TypeElement> classes) {
    this.compilation = compilation;
    this.types = compilation.asyncTypes();
    this.root = topLevelClass;
    this.classes = classes;
  }

  /**
   * Tells whether the class has anything async.
   *
   * @param classes gets the classes that are declared in it, itself included
   */
  static boolean finds(Compilation compilation, TreePath topLevelClass, List<TypeElement> classes) {
    Glance glance = new Glance(compilation, topLevelClass, classes);
    glance.scan(topLevelClass.getLeaf(), null);
    return glance.found;
  }

  /** To ask javac what a tree is, its parents need not be right. */
  private TreePath path(Tree tree) {
    return tree == root.getLeaf() ? root : new TreePath(root, tree);
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    if (found || tree == null) {
      return null;
    }
    if (tree instanceof ExpressionTree && !SIMPLE.contains(tree.getKind())) {
      found = types.isAsync(compilation.trees().getTypeMirror(path(tree)));
    }
    return super.scan(tree, null);
  }

  @Override
  public @Nullable Void visitClass(ClassTree node, @Nullable Void unused) {
    if (compilation.element(path(node)) instanceof TypeElement type) {
      classes.add(type);
    }
    return super.visitClass(node, null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree node, @Nullable Void unused) {
    if (compilation.element(path(node)) instanceof ExecutableElement method) {
      found |= types.isAsync(method);
    }
    return super.visitMethod(node, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void unused) {
    lookAtCall(node.getMethodSelect(), node.getArguments());
    scan(node.getTypeArguments(), null);
    if (node.getMethodSelect() instanceof MemberSelectTree select) {
      scan(select.getExpression(), null);
    }
    return scan(node.getArguments(), null);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree node, @Nullable Void unused) {
    lookAtCall(node, node.getArguments());
    return super.visitNewClass(node, null);
  }

  private void lookAtCall(Tree callee, List<? extends ExpressionTree> arguments) {
    if (compilation.element(path(callee)) instanceof ExecutableElement method) {
      found |= types.isAsyncCall(method) || (!arguments.isEmpty() && types.runsOnLoop(method));
    }
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree node, @Nullable Void unused) {
    found |= types.isAsyncFunction(compilation.trees().getTypeMirror(path(node)));
    return super.visitLambdaExpression(node, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree node, @Nullable Void unused) {
    found |= types.isAsyncFunction(compilation.trees().getTypeMirror(path(node)));
    if (compilation.element(path(node)) instanceof ExecutableElement method) {
      found |= types.isAsyncCall(method);
    }
    return super.visitMemberReference(node, null);
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void unused) {
    found |= !node.getArguments().isEmpty() && Suppressions.mayBeOurs(node);
    return null; // the annotation types that mean something are seen on the methods
  }
}
