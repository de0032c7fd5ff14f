package dev.simmer.lint;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.simmer.lint.Rewrite.Change;
import java.util.List;

/** The fixes that need no decision of anybody. */
final class Rewrites {

  private Rewrites() {}

  /** {@code save(a)} becomes {@code await(save(a))}. */
  static List<Change> await(TreePath place, ParsedSource source) {
    Tree tree = place.getLeaf();
    return List.of(
        Change.insert(source.start(tree), source.function("await") + "("),
        Change.insert(source.end(tree), ")"));
  }

  /** {@code store.load(1)} becomes {@code await(store.loadAsync(1))}. */
  static List<Change> awaitTwin(TreePath place, ParsedSource source) {
    MethodInvocationTree call = (MethodInvocationTree) place.getLeaf();
    return List.of(
        Change.insert(source.start(call), source.function("await") + "("),
        Change.insert(source.end(call.getMethodSelect()), "Async"),
        Change.insert(source.end(call), ")"));
  }

  /** {@code sleep(Duration.ZERO)} becomes {@code yieldNow()}. */
  static List<Change> yieldNow(TreePath place, ParsedSource source) {
    return replace(place.getLeaf(), source.function("yieldNow") + "()", source);
  }

  /** {@code null} becomes {@code done(null)}. */
  static List<Change> doneNull(TreePath place, ParsedSource source) {
    return replace(place.getLeaf(), source.function("done") + "(null)", source);
  }

  /** {@code done(await(load()))} becomes {@code load()}. */
  static List<Change> handOn(TreePath await, ParsedSource source) {
    TreePath done = Paths.outermostValue(await).getParentPath();
    Tree awaited = ((MethodInvocationTree) await.getLeaf()).getArguments().get(0);
    return replace(done.getLeaf(), source.textOf(awaited), source);
  }

  /** {@code Coroutine<Order> find()} becomes {@code @Async Coroutine<Order> find()}. */
  static List<Change> async(TreePath method, ParsedSource source) {
    int start = source.start(method.getLeaf());
    int line = source.text().lastIndexOf('\n', start - 1) + 1;
    String before = source.text().substring(line, start);
    String separator = before.isBlank() ? "\n" + before : " ";
    return List.of(Change.insert(start, "@" + source.type("Async") + separator));
  }

  /** Takes one word out of a {@code @SuppressWarnings}, and the annotation if it was the last. */
  static Rewrite withoutWord(String word) {
    return (place, source) -> {
      AnnotationTree annotation = (AnnotationTree) place.getLeaf();
      if (annotation.getArguments().size() != 1) {
        return List.of();
      }
      ExpressionTree value = annotation.getArguments().get(0);
      if (value instanceof AssignmentTree named) {
        value = named.getExpression();
      }
      List<? extends ExpressionTree> words =
          value instanceof NewArrayTree array ? array.getInitializers() : List.of(value);
      int index = 0;
      while (index < words.size() && !isWord(words.get(index), word)) {
        index++;
      }
      if (index == words.size()) {
        return List.of(); // It is written as a constant, which others may use.
      }
      return List.of(
          words.size() == 1 ? annotation(annotation, source) : word(words, index, source));
    };
  }

  private static boolean isWord(ExpressionTree tree, String word) {
    return tree instanceof LiteralTree literal && word.equals(literal.getValue());
  }

  /** The comma behind it goes as well, or that before it where it is the last. */
  private static Change word(List<? extends ExpressionTree> words, int index, ParsedSource source) {
    return index + 1 < words.size()
        ? new Change(source.start(words.get(index)), source.start(words.get(index + 1)), "")
        : new Change(source.end(words.get(index - 1)), source.end(words.get(index)), "");
  }

  /** What separates it from the code behind it goes as well, be it the end of its line. */
  private static Change annotation(AnnotationTree annotation, ParsedSource source) {
    int end = source.end(annotation);
    while (end < source.text().length() && Character.isWhitespace(source.text().charAt(end))) {
      end++;
    }
    return new Change(source.start(annotation), end, "");
  }

  private static List<Change> replace(Tree tree, String text, ParsedSource source) {
    return List.of(new Change(source.start(tree), source.end(tree), text));
  }
}
