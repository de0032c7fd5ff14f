package dev.simmer.differential.program;

import java.util.List;

/**
 * A generated program: one class, with entries to be run one by one.
 *
 * @param seed what it was generated from
 * @param name the name of its class
 * @param entries how many {@code start} knows
 */
public record Program(long seed, int release, String name, Node root, int entries) {
  static final String METHOD = "method";

  /** Prints the program as Java. */
  public String source() {
    return source(false);
  }

  /** Prints the program as Java that means the same without the rewriting. */
  public String plainSource() {
    return source(true);
  }

  /** Says whether the oracle's source differs. */
  public boolean isSpelledOut() {
    return root.count(node -> node.plain() != null) > 0;
  }

  private String source(boolean isPlain) {
    String code = root.source(isPlain);
    return code.replace(Fields.PLACE, Fields.of(code));
  }

  /** Returns the bodies of its async methods. */
  public List<Node> methods() {
    List<Node> methods = new java.util.ArrayList<>();
    root.walk(
        node -> {
          if (node.tag().startsWith(METHOD)) {
            methods.add(node);
          }
        });
    return methods;
  }

  public Program with(Node newRoot) {
    return new Program(seed, release, name, newRoot, entries);
  }
}
