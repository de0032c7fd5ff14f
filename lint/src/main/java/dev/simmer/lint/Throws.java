package dev.simmer.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;

/** Tells whether a statement ends with an exception on every path. */
final class Throws {

  private Throws() {}

  static boolean always(Tree statement) {
    if (statement instanceof ThrowTree) {
      return true;
    }
    if (statement instanceof BlockTree block) {
      return block.getStatements().stream().anyMatch(Throws::always);
    }
    if (statement instanceof IfTree choice) {
      StatementTree otherwise = choice.getElseStatement();
      return otherwise != null && always(choice.getThenStatement()) && always(otherwise);
    }
    if (statement instanceof TryTree tried) {
      BlockTree end = tried.getFinallyBlock();
      return (end != null && always(end))
          || (tried.getCatches().isEmpty() && always(tried.getBlock()));
    }
    return statement instanceof SynchronizedTree locked && always(locked.getBlock());
  }
}
