package dev.simmer.differential.program;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a program smaller while it stays interesting: statements, cases and members go, blocks
 * replace what is around them, and expressions become parts of themselves or literals.
 *
 * <p>Whether what is left still compiles is for the test to find out.
 */
public final class Shrinker {
  private static final Node CUT =
      Node.statement("", "throw new AssertionError(\"cut\");").completing(false);

  private final Predicate<Program> interesting;
  private final long deadline;
  private Program smallest;

  private Shrinker(Program program, Predicate<Program> interesting, long deadline) {
    smallest = program;
    this.interesting = interesting;
    this.deadline = deadline;
  }

  /** Shrinks for so many seconds of computing at most. */
  public static Program shrink(Program program, Predicate<Program> interesting, long seconds) {
    Shrinker shrinker = new Shrinker(program, interesting, computed() + seconds * 1_000_000_000L);
    while (shrinker.round() && !shrinker.isLate()) {
      // What went in one round makes room for the next.
    }
    return shrinker.smallest;
  }

  private boolean isLate() {
    return computed() > deadline;
  }

  /** What this thread has used of its processor, so that a busy machine finds the same. */
  private static long computed() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private boolean round() {
    int before = smallest.root().size();
    List<int[]> paths = new ArrayList<>();
    paths(smallest.root(), new int[0], paths);
    for (int i = 0; i < paths.size() && !isLate(); i++) {
      if (improve(paths.get(i))) {
        paths.clear();
        paths(smallest.root(), new int[0], paths);
        i--;
      }
    }
    return smallest.root().size() < before;
  }

  /** Every place in the tree, from the outside in. */
  private static void paths(Node node, int[] path, List<int[]> found) {
    if (path.length > 0) {
      found.add(path);
    }
    for (int i = 0; i < node.children().size(); i++) {
      int[] longer = java.util.Arrays.copyOf(path, path.length + 1);
      longer[path.length] = i;
      paths(node.children().get(i), longer, found);
    }
  }

  private boolean improve(int[] path) {
    Node node = at(smallest.root(), path, 0);
    for (Node smaller : smallerThan(node)) {
      if (isLate()) {
        return false;
      }
      Program candidate = smallest.with(replaced(smallest.root(), path, 0, smaller));
      if (interesting.test(candidate)) {
        smallest = candidate;
        return true;
      }
    }
    return false;
  }

  private static Node at(Node node, int[] path, int from) {
    return from == path.length ? node : at(node.children().get(path[from]), path, from + 1);
  }

  private static Node replaced(Node node, int[] path, int from, Node by) {
    return from == path.length
        ? by
        : node.with(path[from], replaced(node.children().get(path[from]), path, from + 1, by));
  }

  private static List<Node> smallerThan(Node node) {
    List<Node> candidates = new ArrayList<>();
    switch (node.sort()) {
      case BLOCK -> withoutSome(node, candidates);
      case STATEMENT ->
          node.walk(
              inner -> {
                if (inner != node && inner.sort() == Node.Sort.STATEMENT) {
                  candidates.add(inner);
                } else if (inner.sort() == Node.Sort.BLOCK && isOfStatements(inner)) {
                  candidates.add(inner.asStatement(""));
                }
              });
      case EXPRESSION -> simpler(node, candidates);
      default -> {
        if (!node.template().isEmpty()) {
          candidates.add(Node.part("", ""));
        }
      }
    }
    candidates.removeIf(candidate -> candidate.size() > node.size() || candidate.equals(node));
    return candidates;
  }

  private static boolean isOfStatements(Node block) {
    return block.children().stream().allMatch(child -> child.sort() == Node.Sort.STATEMENT);
  }

  private static void withoutSome(Node block, List<Node> candidates) {
    List<Node> children = block.children();
    if (isOfStatements(block) && block.size() > 3) {
      // Where the block has to leave or is never entered, one statement does.
      candidates.add(block.with(List.of(CUT)));
      candidates.add(block.with(children.subList(children.size() - 1, children.size())));
    }
    for (int length = children.size(); length > 0; length /= 2) {
      for (int from = 0; from < children.size(); from += length) {
        List<Node> left = new ArrayList<>(children);
        left.subList(from, Math.min(children.size(), from + length)).clear();
        candidates.add(block.with(left));
      }
    }
    // A block within this one gives way to what is in it.
    for (int i = 0; i < children.size(); i++) {
      Node child = children.get(i);
      if (child.template().equals("$0") && child.children().get(0).sort() == Node.Sort.BLOCK) {
        List<Node> spliced = new ArrayList<>(children);
        spliced.remove(i);
        spliced.addAll(i, child.children().get(0).children());
        candidates.add(block.with(spliced));
      }
    }
  }

  private static void simpler(Node node, List<Node> candidates) {
    Kind kind = node.kind();
    if (kind == null) {
      return;
    }
    for (String literal : kind.literals) {
      if (literal.equals(node.template())) {
        return;
      }
    }
    candidates.add(Node.expression(kind, "", kind.literals.get(0)));
    node.walk(
        inner -> {
          if (inner != node && inner.kind() == kind) {
            candidates.add(inner);
          }
        });
  }
}
