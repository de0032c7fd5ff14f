package dev.simmer.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Prints what the checks found, unless its rule is off or somebody suppressed it. */
final class Reporter {

  private final Trees trees;
  private final Levels levels;

  Reporter(Trees trees, Levels levels) {
    this.trees = trees;
    this.levels = levels;
  }

  boolean isOn(Rule rule) {
    return levels.of(rule, true) != Level.OFF;
  }

  /** Reports what is certain. */
  void report(Rule rule, TreePath path, Message message) {
    report(rule, true, path, message);
  }

  /**
   * Reports at the tree, if anybody wants to hear it.
   *
   * @param certain whether this is a fact or only likely; what is likely warns
   */
  void report(Rule rule, boolean certain, TreePath path, Message message) {
    Level level = levels.of(rule, certain);
    if (level == Level.OFF || isSuppressed(rule, path) || isGenerated(path)) {
      return;
    }
    Diagnostic.Kind kind = level == Level.ERROR ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING;
    trees.printMessage(kind, message.text(), path.getLeaf(), path.getCompilationUnit());
  }

  private boolean isSuppressed(Rule rule, TreePath from) {
    for (TreePath path = from; path != null; path = path.getParentPath()) {
      if (!isDeclaration(path.getLeaf())) {
        continue;
      }
      Element element = trees.getElement(path);
      SuppressWarnings suppressed =
          element == null ? null : element.getAnnotation(SuppressWarnings.class);
      if (suppressed != null) {
        for (String value : suppressed.value()) {
          if (rule.isSuppressedBy(value)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean isGenerated(TreePath from) {
    for (TreePath path = from; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof ClassTree) {
        Element element = trees.getElement(path);
        if (element != null && Vocabulary.hasAnnotation(element, "Generated")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isDeclaration(Tree tree) {
    return tree instanceof VariableTree || tree instanceof MethodTree || tree instanceof ClassTree;
  }
}
