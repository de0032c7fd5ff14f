package dev.simmer.processor;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;

/** Quotes the user's code in a message, as long as it fits into one line of it. */
final class Quotation {
  /** A call longer than this is cut at its arguments, other code altogether. */
  private static final int LONGEST = 60;

  private Quotation() {}

  static String of(Tree tree) {
    String source = tree.toString();
    if (source.length() <= LONGEST && !source.contains("\n")) {
      return source;
    }
    if (tree instanceof MethodInvocationTree call) {
      String callee = call.getMethodSelect().toString();
      return callee.contains("\n") ? "..." : callee + "(...)";
    }
    return "...";
  }
}
