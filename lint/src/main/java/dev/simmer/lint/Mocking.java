package dev.simmer.lint;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.Element;

/** Recognises calls that are made to be recorded, not for what they return. */
final class Mocking {

  private Mocking() {}

  /** Tells whether the call is made on what a mocking library returned: verify(mock).save(a). */
  static boolean isVerified(Compilation compilation, TreePath expression) {
    TreePath path = expression;
    while (path.getLeaf() instanceof MethodInvocationTree invocation) {
      Element callee = compilation.element(path);
      if (callee != null
          && compilation
              .elements()
              .getPackageOf(callee)
              .getQualifiedName()
              .toString()
              .startsWith("org.mockito")) {
        return true;
      }
      ExpressionTree select = invocation.getMethodSelect();
      if (!(select instanceof MemberSelectTree member)) {
        return false;
      }
      path = Paths.inside(new TreePath(new TreePath(path, select), member.getExpression()));
    }
    return false;
  }
}
