package dev.simmer.lint;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** {@code async-unbounded-gather}: as many tasks at once as the caller has elements. */
final class UnboundedGatherCheck implements AsyncBodyCheck {
  private static final Rule RULE = Rule.UNBOUNDED_GATHER;

  private static final Set<String> GATHER = Set.of("gather", "gatherSettled", "asCompleted");

  /** Steps from a collection to another of the same size, or a smaller one nobody can tell. */
  private static final Set<String> SAME_SIZE =
      Set.of(
          "stream", "map", "filter", "distinct", "sorted", "toList", "collect", "keySet", "values");

  private static final Set<String> THREADS = Set.of("runIn", "toThread");

  private static final int MAX_DEPTH = 8;

  private final Compilation compilation;
  private final Reporter reporter;

  UnboundedGatherCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    if (!reporter.isOn(RULE)) {
      return;
    }
    for (Call call : body.calls()) {
      if (GATHER.contains(call.name())
          && call.method() != null
          && Vocabulary.isSimmer(call.method())
          && call.parameters().startsWith("Ljava/util/Collection;")
          && startsTasks(call)
          && isGiven(call.arguments().get(0), facts, 0)
          && !isLimited(call, facts)) {
        report(call, body);
      }
    }
  }

  /** What the caller made himself, he made as many of as he wanted. */
  private boolean startsTasks(Call call) {
    Element element = compilation.element(Paths.value(call.arguments().get(0)));
    return call.arguments().size() > 1
        || element == null
        || element.getKind() != ElementKind.PARAMETER;
  }

  /** Tells whether the caller decides on the size: it goes back to a parameter of a method. */
  private boolean isGiven(TreePath collection, ClassFacts facts, int depth) {
    TreePath value = Paths.value(collection);
    Tree tree = value.getLeaf();
    if (depth > MAX_DEPTH) {
      return false;
    }
    if (tree instanceof NewClassTree copy) {
      return copy.getArguments().size() == 1
          && isGiven(new TreePath(value, copy.getArguments().get(0)), facts, depth + 1);
    }
    if (tree instanceof MethodInvocationTree call) {
      TreePath select = new TreePath(value, call.getMethodSelect());
      return select.getLeaf() instanceof MemberSelectTree member
          && SAME_SIZE.contains(member.getIdentifier().toString())
          && isGiven(new TreePath(select, member.getExpression()), facts, depth + 1);
    }
    Element element = compilation.element(value);
    if (element == null) {
      return false;
    }
    if (element.getKind() == ElementKind.PARAMETER) {
      return isCollection(element);
    }
    Bindings.Variable variable = facts.bindings().find(element);
    TreePath origin = variable == null ? null : variable.onlyValue();
    return element.getKind() == ElementKind.LOCAL_VARIABLE
        && origin != null
        && (isGiven(origin, facts, depth + 1) || isFilledFrom(element, facts, depth + 1));
  }

  private boolean isCollection(Element element) {
    TypeElement type = compilation.classOf(element.asType());
    return type != null
        && compilation.hierarchy().nearestFirst(type).contains("java.lang.Iterable")
        && !type.getQualifiedName().contentEquals("java.util.EnumSet");
  }

  /** Tells whether a loop over what the caller gave adds to the collection. */
  private boolean isFilledFrom(Element collection, ClassFacts facts, int depth) {
    for (Body body : facts.bodies()) {
      for (Call call : body.calls()) {
        if (call.name().equals("add")
            && call.receiver() != null
            && collection.equals(compilation.element(call.receiver()))
            && isInLoopOverGiven(call.path(), facts, depth)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isInLoopOverGiven(TreePath from, ClassFacts facts, int depth) {
    for (TreePath path = from; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof EnhancedForLoopTree loop
          && isGiven(new TreePath(path, loop.getExpression()), facts, depth)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whoever takes permits anywhere in the class knows about limits, and may take one in a task; and
   * what is left to threads waits until one is free.
   */
  private static boolean isLimited(Call gather, ClassFacts facts) {
    return facts.bodies().stream()
        .flatMap(body -> body.calls().stream())
        .anyMatch(
            call ->
                call.name().equals("acquire")
                    || (THREADS.contains(call.name())
                        && Paths.isInside(call.path(), gather.path())));
  }

  private void report(Call call, Body body) {
    reporter.report(
        RULE,
        call.path(),
        Message.of(
                RULE.id(),
                "%s starts as many tasks at once as its caller has elements, in %s"
                    .formatted(call.name() + "(…)", body.context().name()))
            .why("every one of them takes memory, and what they all talk to gets them all at once")
            .fix(
                "a limit = new AsyncSemaphore(10), and in each task: try (var permit ="
                    + " await(limit.acquire())) { … }"));
  }
}
