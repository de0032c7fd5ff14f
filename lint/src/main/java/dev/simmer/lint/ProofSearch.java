package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything an async method can reach, the nearest first, and notes what cannot be
 * proved.
 *
 * <p>Other async methods of this compilation have verdicts of their own, so they are not looked
 * into. Of what lies behind one call into a class file only the first few gaps are noted: nobody
 * can mend those, but the call they begin with.
 */
final class ProofSearch {

  /** How the reason begins where it is the class of the receiver that nobody knows. */
  static final String OPEN = "any class may ";

  private static final int GAPS_BEHIND_A_CLASS_FILE = 3;

  /**
   * A method on the way.
   *
   * @param from where it was called, null for the async method itself
   * @param via the call
   * @param first the number of the step of the async method that led here
   * @param exit what is common to all behind the same call into a class file
   */
  private record Visit(
      ProofNode node, @Nullable Visit from, @Nullable Step via, int first, @Nullable Exit exit) {}

  /** The call with which source was left. */
  private static final class Exit {
    private int gaps;
  }

  private final Compilation compilation;
  private final Map<MethodKey, ProofNode> source;
  private final Set<String> sourceTypes;
  private final BinarySteps binary;
  private final ClosedTypes closed;

  ProofSearch(
      Compilation compilation,
      Map<MethodKey, ProofNode> source,
      Set<String> sourceTypes,
      BinarySteps binary,
      ClosedTypes closed) {
    this.compilation = compilation;
    this.source = source;
    this.sourceTypes = sourceTypes;
    this.binary = binary;
    this.closed = closed;
  }

  /**
   * Searches from one async method.
   *
   * @param name how a message calls it
   * @param place where it stands
   */
  Verdict of(ProofNode start, String name, TreePath place) {
    Search search = new Search(start);
    search.run();
    return new Verdict(name, place, search.gaps, search.others, search.premises);
  }

  /** The search from one method. */
  private final class Search {
    private final ProofNode start;
    private final ArrayDeque<Visit> queue = new ArrayDeque<>();
    private final Set<MethodKey> seen = new HashSet<>();
    private final Set<String> said = new HashSet<>();
    private final List<Verdict.Gap> gaps = new ArrayList<>();
    private final Set<MethodKey> others = new LinkedHashSet<>();
    private final Set<String> premises = new TreeSet<>();

    Search(ProofNode start) {
      this.start = start;
    }

    void run() {
      seen.add(start.key());
      queue.add(new Visit(start, null, null, 0, null));
      while (!queue.isEmpty()) {
        Visit visit = queue.remove();
        if (visit.exit() == null || visit.exit().gaps <= GAPS_BEHIND_A_CLASS_FILE) {
          int number = 0;
          for (Step step : visit.node().steps()) {
            take(step, visit, visit.from() == null ? number++ : visit.first());
          }
        }
      }
      gaps.sort(Comparator.comparingInt(Verdict.Gap::first)); // stable: the nearest stays first
    }

    private void take(Step step, Visit visit, int first) {
      if (step instanceof Step.Premise premise) {
        premises.add(premise.shown());
      } else if (step instanceof Step.Gap gap) {
        gap(step, gap.reason(), null, visit, first);
      } else if (step instanceof Step.Known known) {
        for (MethodKey target : known.targets()) {
          go(target, step, visit, first);
        }
      } else if (step instanceof Step.Virtual call) {
        take(call, visit, first);
      }
    }

    private void take(Step.Virtual call, Visit visit, int first) {
      TypeElement type = call.type();
      Set<TypeElement> classes = closed.classesOf(type);
      if (classes == null) {
        String verb = type.getKind().isInterface() ? "implement " : "extend ";
        gap(call, OPEN + verb + Contexts.nameOf(type), null, visit, first);
        return;
      }
      for (TypeElement candidate : classes) {
        ExecutableElement target = compilation.hierarchy().implementation(call.method(), candidate);
        if (target.getModifiers().contains(Modifier.ABSTRACT)) {
          gap(call, "no body was found in " + Contexts.nameOf(candidate), null, visit, first);
        } else {
          go(compilation.key(target), call, visit, first);
        }
      }
    }

    private void go(MethodKey target, Step step, Visit visit, int first) {
      ProofNode node = source.get(target);
      boolean inSource = node != null;
      if (node == null) {
        node = isEmpty(target) ? null : binary.node(target);
        if (node == null) {
          if (!isEmpty(target)) {
            gap(step, "its class file was not found", null, visit, first);
          }
          return;
        }
      }
      if (node.judgedAlone()) {
        if (!target.equals(start.key()) && others.add(target)) {
          gap(step, "", target, visit, first);
        }
      } else if (seen.add(target)) {
        Exit exit = visit.exit() != null || inSource ? visit.exit() : new Exit();
        queue.add(new Visit(node, visit, step, first, exit));
      }
    }

    /** Nothing is written down for a constructor that nobody wrote, or a lambda that is empty. */
    private boolean isEmpty(MethodKey key) {
      return sourceTypes.contains(key.owner())
          || Platform.isPartOf(key.owner())
          || key.name().equals(Functions.NAME)
          || (key.name().equals(Initialisers.NAME) && binary.node(key) == null);
    }

    private void gap(Step step, String reason, @Nullable MethodKey other, Visit visit, int first) {
      if (!said.add(visit.node().key() + step.shown() + reason + (other == null ? "" : other))) {
        return;
      }
      Exit exit = visit.exit();
      if (exit != null && ++exit.gaps > GAPS_BEHIND_A_CLASS_FILE) {
        if (exit.gaps == GAPS_BEHIND_A_CLASS_FILE + 1) {
          gaps.add(
              new Verdict.Gap(
                  chain(visit, step), "and more behind that call", "", null, null, false, first));
        }
        return;
      }
      gaps.add(
          new Verdict.Gap(
              chain(visit, step),
              reason,
              step.place(),
              fix(visit, step),
              other,
              step instanceof Step.Virtual || step.shown().isEmpty() || reason.startsWith(OPEN),
              first));
    }

    /** Returns the names on the way, from the async method to what is called last. */
    private List<String> chain(Visit end, Step last) {
      List<String> names = new ArrayList<>();
      if (!last.shown().isEmpty()) {
        names.add(last.shown());
      }
      for (Visit visit = end; visit != null; visit = visit.from()) {
        Step via = visit.via();
        String shown = via == null ? visit.node().shown() : via.shown();
        if (!shown.isEmpty()) {
          names.add(0, shown);
        }
      }
      return names;
    }

    /** The fix is to be made in the async method: it is that of the first step that has one. */
    private @Nullable String fix(Visit end, Step last) {
      String fix = last.fix();
      for (Visit visit = end; visit != null; visit = visit.from()) {
        if (visit.via() != null && visit.via().fix() != null) {
          fix = visit.via().fix();
        }
      }
      return fix;
    }
  }
}
