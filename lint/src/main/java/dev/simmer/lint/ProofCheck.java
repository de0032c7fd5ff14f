package dev.simmer.lint;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * {@code async-proved} and {@code async-unproved}, the preset {@code prove}: for each async method
 * either the statement that it does not block, or what stands against it.
 *
 * <p>The other rules accuse where they are sure, and are silent about the rest. Here the rest is
 * what matters: whatever cannot be followed is a gap in the proof.
 */
final class ProofCheck implements Check {

  /** An async method with a body, and where it stands. */
  private record Judged(ProofNode node, TreePath place) {}

  private final Compilation compilation;
  private final Reporter reporter;
  private final Given given;
  private final Initialisers initialisers;
  private final Runners runners;
  private final ClosedTypes closed;
  private final Map<MethodKey, ProofNode> nodes = new LinkedHashMap<>();
  private final List<Judged> judged = new ArrayList<>();
  private final Set<String> types = new HashSet<>();

  ProofCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
    this.given = new Given(compilation);
    this.initialisers = new Initialisers(compilation);
    this.runners = new Runners(compilation, initialisers);
    this.closed = new ClosedTypes(compilation);
  }

  /** Tells whether anybody asked for proofs. */
  static boolean isWanted(Reporter reporter) {
    return reporter.isOn(Rule.PROVED) || reporter.isOn(Rule.UNPROVED);
  }

  @Override
  public boolean isAboutPlainClasses() {
    return true; // paths lead through them
  }

  @Override
  public void check(ClassFacts facts) {
    if (!isWanted(reporter)) {
      return;
    }
    SourceSteps steps = new SourceSteps(compilation, given, facts);
    for (Body body : facts.bodies()) {
      if (compilation.element(body.path()) instanceof TypeElement type) {
        addClass(type, body);
      }
      addMethod(body);
      addFunction(body);
      for (Call call : body.calls()) {
        if (call.kind() != Call.Kind.ITERATION) { // there every loop counts, see below
          steps.of(call, body.context(), step -> add(body, call.path(), step));
        }
      }
      for (TreePath loop : body.iterations()) {
        steps.ofIteration(loop, step -> add(body, loop, step));
      }
      for (TreePath monitor : body.monitors()) {
        gap(body, monitor, "synchronized", "another thread may hold the monitor");
      }
      addFirstUses(body);
    }
  }

  private void addClass(TypeElement type, Body body) {
    closed.add(type);
    types.add(compilation.binaryName(type));
    Edge above = initialisers.above(type, body.path());
    if (above != null) {
      Step step = new Step.Known(above.target(), above.shown(), above.place(), null);
      runners.ofInitialiser(type).forEach((key, shown) -> node(key, shown).steps().add(step));
    }
  }

  private void addMethod(Body body) {
    if (body.method() == null) {
      return;
    }
    MethodKey key = compilation.key(body.method());
    Set<Modifier> modifiers = body.method().getModifiers();
    boolean hasBody = ((MethodTree) body.path().getLeaf()).getBody() != null;
    boolean isJudged = hasBody && body.context().kind() == Context.Kind.ASYNC_METHOD;
    ProofNode node = new ProofNode(key, body.context().name(), isJudged, new ArrayList<>());
    nodes.put(key, node);
    if (isJudged) {
      judged.add(new Judged(node, body.path()));
    }
    if (modifiers.contains(Modifier.NATIVE)) {
      gap(body, body.path(), "", "is native: there is no code to read");
    }
    if (modifiers.contains(Modifier.SYNCHRONIZED)) {
      gap(body, body.path(), "", "is synchronized: another thread may hold the monitor");
    }
  }

  /** A function that is not for another thread counts as run where it is written. */
  private void addFunction(Body body) {
    Body outer = body.enclosing();
    if (outer != null && body.context().kind() != Context.Kind.OFF_LOOP) {
      MethodKey key = Functions.key(compilation, body.path());
      add(outer, body.path(), new Step.Known(key, "", compilation.place(body.path()), null));
    }
  }

  private void addFirstUses(Body body) {
    for (Map.Entry<TypeElement, TreePath> use : initialisers.usedIn(body).entrySet()) {
      Edge edge = initialisers.edge(use.getKey(), use.getValue());
      if (!initialisers.isInitialised(edge.target().owner(), use.getValue())) {
        String fix = "use " + Contexts.nameOf(use.getKey()) + " once before the loop runs";
        Step step = new Step.Known(edge.target(), edge.shown(), edge.place(), fix);
        add(body, use.getValue(), step);
      }
    }
  }

  private void gap(Body body, TreePath path, String shown, String reason) {
    add(body, path, new Step.Gap(shown, reason, compilation.place(path), null));
  }

  private void add(Body body, TreePath place, Step step) {
    runners
        .of(body, place)
        .forEach(
            (key, shown) -> node(key, body.enclosing() == null ? shown : "").steps().add(step));
  }

  private ProofNode node(MethodKey key, String shown) {
    return nodes.computeIfAbsent(key, k -> new ProofNode(k, shown, false, new ArrayList<>()));
  }

  @Override
  public void finish() {
    if (!isWanted(reporter)) {
      return;
    }
    ProofSearch search =
        new ProofSearch(compilation, nodes, types, new BinarySteps(compilation, given), closed);
    Map<MethodKey, Verdict> verdicts = new LinkedHashMap<>();
    for (Judged one : judged) {
      verdicts.put(one.node.key(), search.of(one.node, nameOf(one.place), one.place));
    }
    judged.clear();
    new ProofReport(reporter, verdicts).report();
  }

  private String nameOf(TreePath method) {
    TreePath type = Paths.enclosingClass(method);
    String owner =
        compilation.element(type) instanceof TypeElement element ? Contexts.nameOf(element) : "";
    return owner + "#" + ((MethodTree) method.getLeaf()).getName();
  }
}
