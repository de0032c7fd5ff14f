package dev.simmer.lint;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/**
 * {@code async-blocking-transitive}, {@code async-blocking-init}, and what breaks a promise or
 * nests loops across methods: a call on the loop that reaches a blocking one further down.
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
      Edge edge, TreePath path, Context context, String caller, boolean inLambda, String fix) {

    boolean isPromised() {
      return context.kind() == Context.Kind.NON_BLOCKING;
    }
  }

  private final Compilation compilation;
  private final Reporter reporter;
  private final CallGraph graph;
  private final Initialisers initialisers;
  private final List<Pending> pending = new ArrayList<>();

  /** Calls that are reported for what they do every time, so not for what they do at first. */
  private final Set<Tree> reported = new HashSet<>();

  TransitiveCheck(Compilation compilation, Reporter reporter, ClassFiles classFiles) {
    this.compilation = compilation;
    this.reporter = reporter;
    this.initialisers = new Initialisers(compilation);
    this.graph = new CallGraph(compilation, classFiles);
  }

  @Override
  public boolean isAboutPlainClasses() {
    return true; // paths lead through them
  }

  @Override
  public void check(ClassFacts facts) {
    Edges edges = new Edges(compilation, facts);
    HandedFunctions handed = new HandedFunctions(compilation, facts.bindings(), edges);
    SourceNodes nodes = new SourceNodes(compilation, initialisers);
    for (Body body : facts.bodies()) {
      Body runner = runner(body);
      boolean watched = runner.context().mustNotBlock();
      if (compilation.element(body.path()) instanceof TypeElement type) {
        addClass(type, body.path(), nodes);
      }
      for (Call call : body.calls()) {
        Edge edge = edges.of(call).orElse(null);
        if (edge != null && watched) {
          watch(call, edge, runner, body != runner);
        }
        if (edge != null && isPassed(runner)) {
          nodes.add(runner, call.path(), edge);
        }
        List<Edge> functions = new ArrayList<>(edges.functionsRunBy(call));
        functions.addAll(handed.of(call));
        for (Edge function : functions) {
          if (watched) {
            watch(call, function, runner, body != runner);
          }
          if (isPassed(runner)) {
            nodes.add(runner, call.path(), function);
          }
        }
        for (ParameterRun run : handed.runBy(call, runner)) {
          nodes.add(HandedFunctions.around(runner), call.path(), run);
        }
      }
      for (Map.Entry<TypeElement, TreePath> use : initialisers.usedIn(body).entrySet()) {
        Edge edge = initialisers.edge(use.getKey(), use.getValue());
        if (watched) {
          watch(use.getValue(), edge, runner);
        }
        if (isPassed(runner)) {
          nodes.add(runner, use.getValue(), edge);
        }
      }
    }
    nodes.all().forEach(graph::add);
  }

  @Override
  public void passOver(TypeElement type) {
    graph.addClass(type);
    compilation.libraries().addCompiled(compilation.binaryName(type));
  }

  private void addClass(TypeElement type, TreePath path, SourceNodes nodes) {
    graph.addWhole(type);
    Edge above = initialisers.above(type, path);
    if (above != null) {
      nodes.addToInitialiser(type, above);
    }
  }

  /** Returns the body on whose thread this one runs, before that body goes on. */
  static Body runner(Body body) {
    Body runner = body;
    Body outer = runner.enclosing();
    while (runner.context().kind() == Context.Kind.INLINE && outer != null) {
      runner = outer;
      outer = runner.enclosing();
    }
    return runner;
  }

  /** Tells whether a path may lead through the body: what is watched is judged where it stands. */
  private boolean isPassed(Body runner) {
    return !runner.context().mustNotBlock() || compilation.everyMethodIsAsync();
  }

  /** A direct call in async code is reported already; one in a lambda run in place is not. */
  private void watch(Call call, Edge edge, Body runner, boolean inLambda) {
    if (edge.sink() == null || inLambda) {
      Blocking unknown = new Blocking(edge.shown(), "", Tier.CERTAIN, null);
      Context context = runner.context();
      String fix = new Fixes(compilation).of(call, unknown, context);
      pending.add(new Pending(edge, call.path(), context, context.name(), inLambda, fix));
    } else {
      reported.add(call.path().getLeaf());
    }
  }

  /** The first use of a class, watched where it is the loop that makes it. */
  private void watch(TreePath use, Edge edge, Body runner) {
    Context context = runner.context();
    String fix = context.canAwait() ? "await(toThread(() -> " + Quotation.of(use) + "))" : "";
    pending.add(new Pending(edge, use, context, context.name(), false, fix));
  }

  @Override
  public void finish() {
    List<Pending> calls = List.copyOf(pending);
    pending.clear();
    BlockingPaths paths = new BlockingPaths(graph, calls.stream().map(Pending::edge).toList());
    Set<String> said = new HashSet<>();
    for (Pending call : calls) {
      BlockingPath path = paths.through(call.edge(), call.caller());
      if (path == null) {
        continue;
      }
      if (!path.isOfFirstUse()) {
        boolean saidBefore = !reported.add(call.path().getLeaf());
        if (!saidBefore || call.edge().onlyIf() == null) {
          report(call, path);
        }
      } else if (call.context().mayBeFirst()
          && !reported.contains(call.path().getLeaf())
          && !initialisers.isInitialised(path.firstUsed(), call.path())
          && said.add(call.caller() + path.firstUsed())) {
        report(call, path);
      }
    }
    reported.clear();
  }

  private void report(Pending call, BlockingPath path) {
    Rule rule = rule(call, path);
    if (path.sink().category().equals(Blocking.LOOP)
        && (!call.context().isOnLoop() || path.isOfFirstUse())) {
      return; // no loop need be running there
    }
    reporter.report(
        rule,
        path.certain() && call.context().isCertain(),
        call.path(),
        Message.of(rule.id(), fact(call, path, rule))
            .path(hops(path))
            .why(
                rule == Rule.BLOCKING_INIT
                    ? "whoever is the first to use a class initialises it, and waits until that is done"
                    : "what a call does down to its last hop, it does on the thread that makes the"
                        + " call")
            .fix(fix(call, path)));
  }

  private static Rule rule(Pending call, BlockingPath path) {
    if (path.isOfFirstUse()) {
      return Rule.BLOCKING_INIT;
    }
    if (path.sink().category().equals(Blocking.LOOP)) {
      return Rule.NESTED_RUN;
    }
    return call.isPromised() ? Rule.BLOCKING_CONTRACT : Rule.BLOCKING_TRANSITIVE;
  }

  private static String fact(Pending call, BlockingPath path, Rule rule) {
    Blocking sink = path.sink();
    if (rule == Rule.NESTED_RUN) {
      return "%s starts a loop inside the running loop, in %s"
          .formatted(call.edge().shown(), call.caller());
    }
    String held = call.context().held() + " in " + call.context().place();
    if (call.edge().sink() != null) {
      return "%s in a lambda that runs in place blocks %s (%s)"
          .formatted(sink.name(), held, sink.category());
    }
    return "%s reaches %s, which %s %s (%s)"
        .formatted(
            call.edge().shown(),
            sink.name(),
            path.certain() ? "blocks" : "can block",
            held,
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
      String verb = edge.isInitialisation() ? " runs " : " calls ";
      hops.add(path.callers().get(i) + verb + edge.shown() + " at " + edge.place());
    }
    return hops;
  }

  private String fix(Pending call, BlockingPath path) {
    if (path.isOfFirstUse()) {
      return "use "
          + Initialisers.simpleName(path.firstUsed())
          + " once before the loop runs"
          + (call.fix().isEmpty() ? "" : ", or " + call.fix());
    }
    boolean canWait = compilation.vocabulary().isSimmerPresent() && call.context().isOnLoop();
    return path.length() == 1
            || call.inLambda()
            || call.edge().target().name().equals(Functions.NAME)
            || !canWait
        ? call.fix()
        : call.fix() + ", or make " + path.callers().get(1) + " @Async";
  }
}
