package dev.simmer.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.simmer.lint.Message;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.tools.Diagnostic;

/** Prints the mistakes found in one class, one for each cause. */
final class Reporter {
  private final Trees trees;
  private final CompilationUnitTree unit;
  private final Set<Tree> reportedCauses = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean clean = true;

  Reporter(Trees trees, CompilationUnitTree unit) {
    this.trees = trees;
    this.unit = unit;
  }

  /**
   * Prints an error, unless one for the same cause was printed.
   *
   * @param guilty the smallest tree that is wrong, where the caret stands
   * @param cause the tree whose change would mend it, and everything else with this cause
   */
  void error(Tree guilty, Tree cause, Message message) {
    clean = false;
    if (reportedCauses.add(cause)) {
      trees.printMessage(Diagnostic.Kind.ERROR, message.text(), guilty, unit);
    }
  }

  /** Adds to an error of javac's what javac cannot know. */
  void note(Tree guilty, Message message) {
    trees.printMessage(Diagnostic.Kind.NOTE, message.text(), guilty, unit);
  }

  /** Tells whether {@code cause} has already been reported. */
  boolean hasReported(Tree cause) {
    return reportedCauses.contains(cause);
  }

  /** Tells whether nothing was wrong so far. */
  boolean isClean() {
    return clean;
  }

  /**
   * Adds to a message where something else is, unless that is on the guilty line itself or, as code
   * that another tool has put into the tree, nowhere.
   *
   * @param words says what is at the line whose number follows
   */
  Message where(Message message, String words, Tree there, Tree guilty) {
    long line = lineOf(there);
    return line == lineOf(guilty) || line < 1 ? message : message.where(words + " line " + line);
  }

  private long lineOf(Tree tree) {
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    LineMap lines = unit.getLineMap(); // with -g:none javac keeps none
    return start == Diagnostic.NOPOS || lines == null
        ? Diagnostic.NOPOS
        : lines.getLineNumber(start);
  }
}
