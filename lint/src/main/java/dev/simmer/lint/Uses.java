package dev.simmer.lint;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Tells whether code names a variable, lambdas inside it included. */
final class Uses {

  private Uses() {}

  static boolean anyIn(Compilation compilation, TreePath code, Set<? extends Element> variables) {
    return Boolean.TRUE.equals(
        new TreePathScanner<@Nullable Boolean, @Nullable Void>() {
          @Override
          public @Nullable Boolean visitIdentifier(IdentifierTree node, @Nullable Void unused) {
            Element element = compilation.element(getCurrentPath());
            return element != null && variables.contains(element);
          }

          @Override
          public @Nullable Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
            return Boolean.TRUE.equals(one) ? one : other;
          }
        }.scan(code, null));
  }
}
