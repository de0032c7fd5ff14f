package dev.simmer.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.MethodNode;

/**
 * Reads of class files what a proof has to account for, as {@link SourceSteps} does of source. Here
 * nothing is left out that cannot be followed: it is a gap.
 */
final class BinarySteps {

  private final Compilation compilation;
  private final Given given;
  private final BinaryClasses classes;
  private final Map<MethodKey, @Nullable ProofNode> nodes = new HashMap<>();

  BinarySteps(Compilation compilation, Given given) {
    this.compilation = compilation;
    this.given = given;
    this.classes = new BinaryClasses(compilation, given);
  }

  /** Returns the method with its steps, or null when there is no class file with it. */
  @Nullable ProofNode node(MethodKey key) {
    if (!nodes.containsKey(key)) {
      nodes.put(key, read(key));
    }
    return nodes.get(key);
  }

  private @Nullable ProofNode read(MethodKey key) {
    BinaryClass type = classes.find(key.owner());
    if (type == null) {
      return null;
    }
    MethodNode method = type.method(key.name(), key.parameters());
    List<Step> steps = new ArrayList<>();
    if (method != null) {
      new BinaryScan(compilation, given, classes, key.owner(), type, method, steps).run();
      MethodNode body = type.body(method);
      if (body != null) {
        new BinaryScan(compilation, given, classes, key.owner(), type, body, steps).run();
      }
    }
    if (key.name().equals(Initialisers.NAME)) {
      String above = type.parent();
      if (above != null && Initialisers.isFollowed(above)) {
        String shown = Initialisers.nameOf(Initialisers.simpleName(above));
        MethodKey target = new MethodKey(above, Initialisers.NAME, "");
        steps.add(new Step.Known(target, shown, type.source(), null));
      }
    } else if (method == null) {
      return null;
    }
    return new ProofNode(key, ClassFiles.shown(key.owner(), key.name()), false, steps);
  }
}
