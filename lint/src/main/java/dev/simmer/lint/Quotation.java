package dev.simmer.lint;

import com.sun.source.util.TreePath;

/** Quotes the user's own code in a message. */
final class Quotation {

  /** Longer than this a quotation says less than its beginning. */
  private static final int MAX_LENGTH = 80;

  private Quotation() {}

  /** Returns the tree as javac prints it, on one line, with its end cut off when it is long. */
  static String of(TreePath path) {
    String text = path.getLeaf().toString().replaceAll("\\s+", " ").strip();
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
  }
}
