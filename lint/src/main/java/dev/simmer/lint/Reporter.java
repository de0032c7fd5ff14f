package dev.simmer.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Prints what the checks found, unless its rule is off or somebody suppressed it. */
final class Reporter {

  private final Trees trees;
  private final Levels levels;
  private final @Nullable Baseline baseline;
  private final @Nullable Patch patch;
  private final Suppressions suppressions;
  private final List<TreePath> judged = new ArrayList<>();

  Reporter(Trees trees, Levels levels) {
    this(trees, levels, null, null);
  }

  Reporter(Trees trees, Levels levels, @Nullable Baseline baseline, @Nullable Patch patch) {
    this.trees = trees;
    this.levels = levels;
    this.baseline = baseline;
    this.patch = patch;
    this.suppressions = new Suppressions(trees);
  }

  boolean isOn(Rule rule) {
    return levels.of(rule, true) != Level.OFF;
  }

  /** Tells whether there are reports that the program is known for, in any of its classes. */
  boolean hasBaseline() {
    return baseline != null;
  }

  /** Reports what is certain. */
  void report(Rule rule, TreePath path, Message message) {
    report(rule, true, path, message);
  }

  /** Reports what is certain, and fixes it in the patch, where there is one. */
  void report(Rule rule, TreePath path, Message message, @Nullable Edit fix) {
    if (report(rule, levels.of(rule, true), path, message) && patch != null && fix != null) {
      patch.add(fix);
    }
  }

  /**
   * Reports at the tree, if anybody wants to hear it.
   *
   * @param certain whether this is a fact or only likely; what is likely warns
   */
  void report(Rule rule, boolean certain, TreePath path, Message message) {
    report(rule, levels.of(rule, certain), path, message);
  }

  /**
   * Reports what speaks up in this place though its rule is quiet in others.
   *
   * @param least how loud it is here, unless the options say otherwise
   */
  void reportAtLeast(Rule rule, Level least, TreePath path, Message message) {
    report(rule, levels.atLeast(rule, least), path, message);
  }

  private boolean report(Rule rule, Level level, TreePath path, Message message) {
    if (level == Level.OFF
        || suppressions.cover(rule, path)
        || isGenerated(path)
        || (baseline != null && baseline.covers(rule, nameOf(path), message))) {
      return false;
    }
    trees.printMessage(kindOf(level), message.text(), path.getLeaf(), path.getCompilationUnit());
    return true;
  }

  private static Diagnostic.Kind kindOf(Level level) {
    return switch (level) {
      case ERROR -> Diagnostic.Kind.ERROR;
      case WARN -> Diagnostic.Kind.WARNING;
      case NOTE, OFF -> Diagnostic.Kind.NOTE;
    };
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

  /** Hears of a class before it is judged, and of what suppresses warnings in it. */
  void expect(TreePath topLevelClass, List<TreePath> annotations) {
    if (!annotations.isEmpty() && !isGenerated(topLevelClass)) {
      suppressions.collect(annotations);
    }
    judged.add(topLevelClass);
  }

  /** Reports what nobody needs any more; to be called when everything has been judged. */
  void reportUnused() {
    suppressions.reportUnused(this);
    if (baseline != null) {
      for (TreePath type : judged) {
        baseline.stale(nameOf(type)).forEach(stale -> reportStale(type, stale));
      }
    }
    judged.clear();
  }

  private void reportStale(TreePath type, String stale) {
    report(
        Rule.UNUSED_SUPPRESSION,
        type,
        Message.of(Rule.UNUSED_SUPPRESSION.id(), "the baseline has a report that is gone")
            .where(stale)
            .why("it will hide the next mistake instead")
            .fix("delete its line"));
  }

  /** Returns the name of the top-level class around a place. */
  private static String nameOf(TreePath from) {
    String name = "";
    for (TreePath path = from; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof ClassTree type) {
        name = type.getSimpleName().toString();
      }
    }
    ExpressionTree packageName = from.getCompilationUnit().getPackageName();
    return packageName == null ? name : packageName + "." + name;
  }
}
