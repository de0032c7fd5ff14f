package dev.simmer.lint;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;

/** Steps from one place of the source to another. */
final class Paths {

  private Paths() {}

  /** Goes inside parentheses. */
  static TreePath inside(TreePath path) {
    TreePath inner = path;
    while (inner.getLeaf() instanceof ParenthesizedTree parentheses) {
      inner = new TreePath(inner, parentheses.getExpression());
    }
    return inner;
  }

  /** Goes inside parentheses and casts. */
  static TreePath value(TreePath path) {
    TreePath inner = inside(path);
    while (inner.getLeaf() instanceof TypeCastTree cast) {
      inner = inside(new TreePath(inner, cast.getExpression()));
    }
    return inner;
  }

  /** Goes from an assignment, of any kind, to what it assigns to. */
  static TreePath target(TreePath assignment) {
    Tree tree = assignment.getLeaf();
    if (tree instanceof AssignmentTree plain) {
      return inside(new TreePath(assignment, plain.getVariable()));
    }
    return tree instanceof CompoundAssignmentTree compound
        ? inside(new TreePath(assignment, compound.getVariable()))
        : inside(new TreePath(assignment, ((UnaryTree) tree).getExpression()));
  }

  /** Goes out of parentheses and casts: to the expression whose parent uses the value. */
  static TreePath outermostValue(TreePath path) {
    TreePath outer = path;
    for (TreePath parent = outer.getParentPath();
        parent != null
            && (parent.getLeaf() instanceof ParenthesizedTree
                || parent.getLeaf() instanceof TypeCastTree);
        parent = parent.getParentPath()) {
      outer = parent;
    }
    return outer;
  }

  /** Tells whether a place is the other one or a part of it. */
  static boolean isInside(TreePath path, TreePath outer) {
    for (Tree tree : path) {
      if (tree == outer.getLeaf()) {
        return true;
      }
    }
    return false;
  }

  /** Goes out to the class that contains this place. */
  static TreePath enclosingClass(TreePath path) {
    TreePath outer = path;
    while (!(outer.getLeaf() instanceof ClassTree) && outer.getParentPath() != null) {
      outer = outer.getParentPath();
    }
    return outer;
  }

  /** Goes out to the nearest method or class around this place. */
  static TreePath enclosingMember(TreePath path) {
    TreePath outer = path;
    while (outer.getParentPath() != null && !isMember(outer.getLeaf())) {
      outer = outer.getParentPath();
    }
    return outer;
  }

  private static boolean isMember(Tree tree) {
    return tree instanceof MethodTree || tree instanceof ClassTree;
  }
}
