package dev.simmer.lint;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the end of a parallel stream, where the calling thread works and waits:
 *
 * <pre>
 * orders.parallelStream().map(Order::total).toList()
 * </pre>
 */
final class ParallelStreams {

  private static final Set<String> INTERMEDIATE =
      Set.of(
          "asDoubleStream",
          "asLongStream",
          "boxed",
          "distinct",
          "dropWhile",
          "filter",
          "flatMap",
          "gather",
          "iterator",
          "limit",
          "map",
          "mapMulti",
          "mapToDouble",
          "mapToInt",
          "mapToLong",
          "mapToObj",
          "onClose",
          "parallel",
          "peek",
          "sequential",
          "skip",
          "sorted",
          "spliterator",
          "takeWhile",
          "unordered",
          "close",
          "isParallel");

  private ParallelStreams() {}

  /**
   * Tells whether a call is the end of a parallel stream.
   *
   * @param type the binary name of its receiver
   */
  static Optional<Blocking> find(Call call, String type) {
    TreePath receiver = call.receiver();
    boolean endsStream =
        receiver != null
            && type.startsWith("java.util.stream.")
            && !INTERMEDIATE.contains(call.name());
    return endsStream && isParallel(receiver)
        ? Optional.of(
            new Blocking(
                "the parallel " + BlockingCalls.nameOf(call), "parallel", Tier.CERTAIN, null))
        : Optional.empty();
  }

  /** The last word in the chain decides for the whole stream. */
  private static boolean isParallel(@Nullable TreePath start) {
    TreePath path = start;
    while (path != null && Paths.value(path).getLeaf() instanceof MethodInvocationTree invocation) {
      if (!(invocation.getMethodSelect() instanceof MemberSelectTree select)) {
        return false;
      }
      String name = select.getIdentifier().toString();
      if (name.equals("parallelStream") || name.equals("parallel")) {
        return true;
      }
      if (name.equals("sequential")) {
        return false;
      }
      path = new TreePath(path, select.getExpression());
    }
    return false;
  }
}
