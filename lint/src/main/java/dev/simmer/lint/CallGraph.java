package dev.simmer.lint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The methods of this compilation and of the class files they lead to, with their calls.
 *
 * <p>A call that a subclass can redirect leads to every implementation that is known. It counts as
 * blocking only if all of them block.
 */
final class CallGraph {

  private final Compilation compilation;
  private final ClassFiles classFiles;
  private final Map<MethodKey, MethodNode> nodes = new HashMap<>();
  private final Set<String> whole = new HashSet<>();
  private final Map<String, List<TypeElement>> subclasses = new HashMap<>();

  /** What a virtual call leads to; the same one is asked about for every path through it. */
  private final Map<Virtual, List<MethodKey>> targets = new HashMap<>();

  private record Virtual(ExecutableElement declared, TypeElement receiver) {}

  CallGraph(Compilation compilation, ClassFiles classFiles) {
    this.compilation = compilation;
    this.classFiles = classFiles;
  }

  void add(MethodNode node) {
    nodes.put(node.key(), node);
  }

  /** Makes a class known of which all calls have been added: no class file says more. */
  void addWhole(TypeElement type) {
    addClass(type);
    whole.add(compilation.binaryName(type));
  }

  /** Makes a class of this compilation known to those who look for implementations. */
  void addClass(TypeElement type) {
    targets.clear();
    for (String name : compilation.hierarchy().nearestFirst(type)) {
      subclasses.computeIfAbsent(name, n -> new ArrayList<>()).add(type);
    }
  }

  @Nullable MethodNode node(MethodKey key) {
    MethodNode node = nodes.get(key);
    return node != null || whole.contains(key.owner()) ? node : classFiles.node(key);
  }

  /** Tells whether whatever a function is handed to runs it, before it returns. */
  boolean runs(Handover handover) {
    return runs(handover, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private boolean runs(Handover handover, Set<ParameterRun> asked) {
    List<MethodKey> receivers = targets(handover.call());
    for (MethodKey receiver : receivers) {
      MethodNode node = node(receiver);
      if (node == null || !runs(node, handover.argument(), asked)) {
        return false;
      }
    }
    return !receivers.isEmpty();
  }

  private boolean runs(MethodNode node, int parameter, Set<ParameterRun> asked) {
    boolean runs = false;
    for (ParameterRun run : node.runs()) {
      if (run.parameter() == parameter) {
        if (run.elsewhere()) {
          return false;
        }
        Handover by = run.by();
        runs = runs || by == null || (asked.add(run) && runs(by, asked));
      }
    }
    return runs;
  }

  /** Returns the methods the edge can lead to. */
  List<MethodKey> targets(Edge edge) {
    ExecutableElement declared = edge.declared();
    TypeElement receiver = edge.receiver();
    if (declared == null || receiver == null) {
      return List.of(edge.target());
    }
    Virtual call = new Virtual(declared, receiver);
    List<MethodKey> known = targets.get(call);
    if (known == null) {
      known = targets(call, edge.target());
      targets.put(call, known);
    }
    return known;
  }

  private List<MethodKey> targets(Virtual call, MethodKey target) {
    Set<MethodKey> found = new LinkedHashSet<>();
    if (!call.declared.getModifiers().contains(Modifier.ABSTRACT)) {
      found.add(target);
    }
    String name = compilation.binaryName(call.receiver);
    for (TypeElement type : subclasses.getOrDefault(name, List.of())) {
      MethodKey override = override(type, call.declared);
      if (override != null) {
        found.add(override);
      }
    }
    return List.copyOf(found);
  }

  private @Nullable MethodKey override(TypeElement type, ExecutableElement declared) {
    Set<Modifier> notABody = Set.of(Modifier.ABSTRACT);
    for (ExecutableElement member :
        compilation.hierarchy().methods(type, declared.getSimpleName())) {
      if (member.getModifiers().stream().noneMatch(notABody::contains)
          && compilation.elements().overrides(member, declared, type)) {
        return compilation.key(member);
      }
    }
    return null;
  }
}
