package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.List;

/** Writes a mechanical fix: what to change in a source so that a report there is gone. */
@FunctionalInterface
interface Rewrite {

  /**
   * One change of the text.
   *
   * @param start where it begins
   * @param end where what it replaces ends; the start, where it only inserts
   * @param text what comes in place
   */
  record Change(int start, int end, String text) {
    static Change insert(int at, String text) {
      return new Change(at, at, text);
    }
  }

  /** Returns the changes, none of them where the source is not as expected. */
  List<Change> changes(TreePath place, ParsedSource source);
}
