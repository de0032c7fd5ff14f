package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a program: a text with holes, which the children fill.
 *
 * <p>{@code $0} to {@code $9} stand for a child and {@code $*} for all of them, with commas. A
 * block prints its children on lines of their own.
 *
 * @param kind the type of an expression
 * @param plain the text in the oracle's source; null where it is the same
 * @param tag the behaviours of the conformance list that the piece is there for
 * @param completes whether the end of a statement can be reached, as the language specification has
 *     it
 */
public record Node(
    Sort sort,
    @Nullable Kind kind,
    String tag,
    String template,
    @Nullable String plain,
    List<Node> children,
    boolean completes) {

  /** What a piece is. */
  public enum Sort {
    EXPRESSION,
    STATEMENT,
    BLOCK,
    /** A case of a switch, a catch, a member of a class: what can go as a whole. */
    PART
  }

  public Node {
    children = List.copyOf(children);
  }

  static Node expression(Kind kind, String tag, String template, Node... children) {
    return new Node(Sort.EXPRESSION, kind, tag, template, null, List.of(children), true);
  }

  static Node statement(String tag, String template, Node... children) {
    return new Node(Sort.STATEMENT, null, tag, template, null, List.of(children), true);
  }

  static Node part(String tag, String template, Node... children) {
    return new Node(Sort.PART, null, tag, template, null, List.of(children), true);
  }

  static Node block(List<Node> children) {
    boolean completes = children.stream().allMatch(Node::completes);
    return new Node(Sort.BLOCK, null, "", "", null, children, completes);
  }

  Node completing(boolean canComplete) {
    return new Node(sort, kind, tag, template, plain, children, canComplete);
  }

  /** What needs the rewriting to mean anything, and what it means, written out. */
  Node meaning(String plainText) {
    return new Node(sort, kind, tag, template, plainText, children, completes);
  }

  /** Makes a block a statement among others. */
  Node asStatement(String newTag) {
    return new Node(Sort.STATEMENT, null, newTag, "$0", null, List.of(this), completes);
  }

  Node with(List<Node> newChildren) {
    return new Node(sort, kind, tag, template, plain, newChildren, completes);
  }

  /** Puts one name for another in the whole tree. */
  Node renaming(String from, String to) {
    return new Node(
        sort,
        kind,
        tag,
        template.replace(from, to),
        plain == null ? null : plain.replace(from, to),
        children.stream().map(child -> child.renaming(from, to)).toList(),
        completes);
  }

  Node with(int index, Node child) {
    List<Node> changed = new ArrayList<>(children);
    changed.set(index, child);
    return with(changed);
  }

  /** Shows every piece of the tree. */
  public void walk(Consumer<Node> visitor) {
    visitor.accept(this);
    children.forEach(child -> child.walk(visitor));
  }

  int size() {
    return count(node -> true);
  }

  /** Counts pieces of the tree. */
  public int count(Predicate<Node> wanted) {
    int count = wanted.test(this) ? 1 : 0;
    for (Node child : children) {
      count += child.count(wanted);
    }
    return count;
  }

  /** Says whether this is a statement that somebody could have written on a line. */
  public boolean isStatement() {
    return sort == Sort.STATEMENT;
  }

  /** Says whether this awaits something. */
  public boolean isAwait() {
    return template.contains("await(");
  }

  /** Returns what the piece is there for: ids of the conformance list, and constructs beyond it. */
  public List<String> tags() {
    return java.util.Arrays.stream(tag.split(" ")).filter(Node::isCounted).toList();
  }

  private static boolean isCounted(String tag) {
    return !tag.isEmpty() && !tag.equals(Program.METHOD);
  }

  /** Prints the piece as Java. */
  String source() {
    return source(false);
  }

  /** Prints the piece as Java: as it is rewritten, or as javac alone understands it. */
  String source(boolean isPlain) {
    StringBuilder out = new StringBuilder();
    print(out, 0, isPlain);
    return out.toString();
  }

  private void print(StringBuilder out, int indent, boolean isPlain) {
    if (sort == Sort.BLOCK) {
      out.append("{\n");
      for (Node child : children) {
        out.append("  ".repeat(indent + 1));
        child.print(out, indent + 1, isPlain);
        out.append('\n');
      }
      out.append("  ".repeat(indent)).append('}');
      return;
    }
    String text = isPlain && plain != null ? plain : template;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        out.append('\n').append("  ".repeat(indent));
      } else if (c != '$') {
        out.append(c);
      } else if (text.charAt(++i) == '*') {
        for (int j = 0; j < children.size(); j++) {
          out.append(j == 0 ? "" : ", ");
          children.get(j).print(out, indent, isPlain);
        }
      } else {
        children.get(text.charAt(i) - '0').print(out, indent, isPlain);
      }
    }
  }

  @Override
  public String toString() {
    return source();
  }
}
