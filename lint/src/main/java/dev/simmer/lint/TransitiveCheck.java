package dev.simmer.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * {@code async-blocking-transitive}, and what breaks a promise or nests loops across methods: a
 * call on the loop that reaches a blocking one further down.
 *
 * <p>Each class is turned into edges when it is analysed, because afterwards javac changes its
 * trees. The paths are searched when the last class is there.
 */
final class TransitiveCheck implements Check {

  /**
   * A call on the loop whose end is not known yet.
   *
   * @param caller how a message calls the code it stands in
   * @param fix what to write instead, worded while the tree is the user's
   */
  private record Pending(
      Edge edge, TreePath path, Context context, String caller, boolean inLambda, String fix) {}

  private final Compilation compilation;
  private final Reporter reporter;
  private final CallGraph graph;
  private final List<Pending> pending = new ArrayList<>();

  TransitiveCheck(Compilation compilation, Reporter reporter, ClassFiles classFiles) {
    this.compilation = compilation;
    this.reporter = reporter;
    this.graph = new CallGraph(compilation, classFiles);
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    // A lambda that its callee runs belongs to the method around it, so the class is read whole.
  }

  @Override
  public void check(ClassFacts facts) {
    Edges edges = new Edges(compilation, facts);
    Map<Body, List<Edge>> methods = new HashMap<>();
    for (Body body : facts.bodies()) {
      if (body.method() == null && body.path().getLeaf() instanceof ClassTree) {
        addClass(body.path());
        continue;
      }
      Body runner = runner(body);
      for (Call call : body.calls()) {
        Optional<Edge> edge = edges.of(call);
        if (edge.isEmpty()) {
          continue;
        }
        if (isWatched(runner.context())) {
          watch(call, edge.get(), runner, body != runner);
        } else if (runner.method() != null) {
          methods.computeIfAbsent(runner, r -> new ArrayList<>()).add(edge.get());
        }
      }
    }
    methods.forEach(this::addMethod);
  }

  private void addClass(TreePath path) {
    if (compilation.element(path) instanceof TypeElement type) {
      graph.addClass(type);
    }
  }

  private void addMethod(Body body, List<Edge> edges) {
    ExecutableElement method = body.method();
    if (method != null) {
      graph.add(new MethodNode(compilation.key(method), body.context().name(), List.copyOf(edges)));
    }
  }

  /** Returns the body on whose thread this one runs, before that body goes on. */
  private static Body runner(Body body) {
    Body runner = body;
    Body outer = runner.enclosing();
    while (runner.context().kind() == Context.Kind.INLINE && outer != null) {
      runner = outer;
      outer = runner.enclosing();
    }
    return runner;
  }

  private static boolean isWatched(Context context) {
    return context.isOnLoop() || context.kind() == Context.Kind.NON_BLOCKING;
  }

  /** A direct call in async code is reported already; one in a lambda run in place is not. */
  private void watch(Call call, Edge edge, Body runner, boolean inLambda) {
    if (edge.sink() == null || inLambda) {
      Blocking unknown = new Blocking(edge.shown(), "", Tier.CERTAIN, null);
      Context context = runner.context();
      String fix = new Fixes(compilation).of(call, unknown, context);
      pending.add(new Pending(edge, call.path(), context, context.name(), inLambda, fix));
    }
  }

  @Override
  public void finish() {
    if (pending.isEmpty()) {
      return;
    }
    List<Pending> calls = List.copyOf(pending);
    pending.clear();
    BlockingPaths paths = new BlockingPaths(graph, calls.stream().map(Pending::edge).toList());
    for (Pending call : calls) {
      BlockingPath path = paths.through(call.edge(), call.caller());
      if (path != null) {
        report(call, path);
      }
    }
  }

  private void report(Pending call, BlockingPath path) {
    Blocking sink = path.sink();
    boolean promised = call.context().kind() == Context.Kind.NON_BLOCKING;
    Rule rule =
        sink.category().equals(Blocking.LOOP)
            ? Rule.NESTED_RUN
            : promised ? Rule.BLOCKING_CONTRACT : Rule.BLOCKING_TRANSITIVE;
    if (rule == Rule.NESTED_RUN && promised) {
      return; // no loop need be running there
    }
    reporter.report(
        rule,
        path.certain(),
        call.path(),
        Message.of(rule.id(), fact(call, path, rule))
            .path(hops(path))
            .why("what a call does down to its last hop, it does on the thread that makes the call")
            .fix(fix(call, path)));
  }

  private static String fact(Pending call, BlockingPath path, Rule rule) {
    Blocking sink = path.sink();
    if (rule == Rule.NESTED_RUN) {
      return "%s starts a loop inside the running loop, in %s"
          .formatted(call.edge().shown(), call.caller());
    }
    String whom =
        rule == Rule.BLOCKING_CONTRACT
            ? "the calling thread in %s, which is @NonBlocking"
            : "the event loop in %s";
    if (call.edge().sink() != null) {
      return "%s in a lambda that runs in place blocks %s (%s)"
          .formatted(sink.name(), whom.formatted(call.caller()), sink.category());
    }
    return "%s reaches %s, which %s %s (%s)"
        .formatted(
            call.edge().shown(),
            sink.name(),
            path.certain() ? "blocks" : "can block",
            whom.formatted(call.caller()),
            sink.category());
  }

  private static List<String> hops(BlockingPath path) {
    List<String> hops = new ArrayList<>();
    StringBuilder chain = new StringBuilder(path.callers().get(0));
    for (Edge edge : path.edges()) {
      chain.append(" -> ").append(edge.shown());
    }
    hops.add(chain.toString());
    for (int i = 1; i < path.length(); i++) {
      Edge edge = path.edges().get(i);
      hops.add(path.callers().get(i) + " calls " + edge.shown() + " at " + edge.place());
    }
    return hops;
  }

  private static String fix(Pending call, BlockingPath path) {
    return path.length() == 1 || call.inLambda()
        ? call.fix()
        : call.fix() + ", or make " + path.callers().get(1) + " @Async";
  }
}
