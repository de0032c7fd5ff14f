package dev.simmer.processor;

import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;

/** Looks through what changes nothing about an expression: parentheses and casts. */
final class Skip {
  private Skip() {}

  /** Returns what is inside. */
  static Tree wrapping(Tree tree) {
    Tree inner = tree;
    while (true) {
      if (inner instanceof ParenthesizedTree parenthesized) {
        inner = parenthesized.getExpression();
      } else if (inner instanceof TypeCastTree cast) {
        inner = cast.getExpression();
      } else {
        return inner;
      }
    }
  }

  /** Returns the path of what is inside. */
  static TreePath wrapping(TreePath path) {
    TreePath inner = path;
    while (true) {
      if (inner.getLeaf() instanceof ParenthesizedTree parenthesized) {
        inner = new TreePath(inner, parenthesized.getExpression());
      } else if (inner.getLeaf() instanceof TypeCastTree cast) {
        inner = new TreePath(inner, cast.getExpression());
      } else {
        return inner;
      }
    }
  }

  /** Returns the path of the outermost of the parentheses and casts around {@code path}. */
  static TreePath outwards(TreePath path) {
    TreePath outer = path;
    while (outer.getParentPath() != null
        && (outer.getParentPath().getLeaf() instanceof ParenthesizedTree
            || outer.getParentPath().getLeaf() instanceof TypeCastTree)) {
      outer = outer.getParentPath();
    }
    return outer;
  }
}
