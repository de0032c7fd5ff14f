package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about one async method.
 *
 * @param name how a message calls it
 * @param place where it stands
 * @param gaps what could not be proved, in the order of the source, with the shortest path to each;
 *     those about another async method count only if that one is not proved
 * @param others the async methods of this compilation that it calls
 * @param premises the types of the JDK whose objects were taken for the JDK's own
 */
record Verdict(
    String name, TreePath place, List<Gap> gaps, Set<MethodKey> others, Set<String> premises) {

  /**
   * One edge that could not be proved.
   *
   * @param chain the names on the way to it
   * @param reason what is wrong with its end
   * @param place the file and line of its end
   * @param fix what to write in the async method, or null
   * @param other the async method that has a verdict of its own, or null
   * @param mayBeMarked whether a {@code @NonBlocking} at its end would close it
   * @param first the number of the step of the async method that leads there
   */
  record Gap(
      List<String> chain,
      String reason,
      String place,
      @Nullable String fix,
      @Nullable MethodKey other,
      boolean mayBeMarked,
      int first) {

    /** Returns the last name on the way. */
    String end() {
      return chain.get(chain.size() - 1);
    }
  }

  Verdict {
    gaps = List.copyOf(gaps);
    others = Set.copyOf(others);
    premises = Set.copyOf(premises);
  }
}
