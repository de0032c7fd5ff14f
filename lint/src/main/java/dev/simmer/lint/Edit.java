package dev.simmer.lint;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.tools.JavaFileObject;

/**
 * A fix of one place of the source, which is found again when the source is parsed for the patch:
 * by then javac's own trees may have been changed, and most compilations keep no ends of trees.
 *
 * @param file the source
 * @param kind what kind of tree it is
 * @param start where the tree starts
 * @param depth how many trees are around it, which tells {@code a()} from {@code a().b()}
 * @param rewrite what to do to it
 */
record Edit(JavaFileObject file, Tree.Kind kind, long start, int depth, Rewrite rewrite) {

  static Edit of(Compilation compilation, TreePath place, Rewrite rewrite) {
    return of(compilation.trees(), place, rewrite);
  }

  static Edit of(Trees trees, TreePath place, Rewrite rewrite) {
    CompilationUnitTree unit = place.getCompilationUnit();
    return new Edit(
        unit.getSourceFile(),
        place.getLeaf().getKind(),
        trees.getSourcePositions().getStartPosition(unit, place.getLeaf()),
        depth(place),
        rewrite);
  }

  static int depth(TreePath place) {
    int depth = 0;
    for (TreePath path = place; path != null; path = path.getParentPath()) {
      depth++;
    }
    return depth;
  }
}
