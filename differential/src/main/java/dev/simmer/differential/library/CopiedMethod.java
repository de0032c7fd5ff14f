package dev.simmer.differential.library;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * A method and its copy.
 *
 * @param owner the internal name of the class
 * @param descriptor the original's
 * @param loop whether the code jumps back
 * @param handler whether the code has exception handlers
 * @param awaits how many awaits the copy has
 */
record CopiedMethod(
    String owner,
    String name,
    String descriptor,
    int access,
    int line,
    boolean loop,
    boolean handler,
    int awaits) {
  static final String SUFFIX = "$async";
  private static final String COROUTINE = "Ldev/simmer/Coroutine;";

  String copyName() {
    return name + SUFFIX;
  }

  String copyDescriptor() {
    return copyDescriptor(descriptor);
  }

  static String copyDescriptor(String descriptor) {
    return Type.getMethodDescriptor(Type.getType(COROUTINE), Type.getArgumentTypes(descriptor));
  }

  boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  /** Names a method inside its class. */
  static String key(MethodNode method) {
    return method.name + method.desc;
  }

  String key() {
    return name + descriptor;
  }

  /** Returns the jumps of a method that go back. */
  static Set<AbstractInsnNode> backwardJumps(MethodNode method) {
    InsnList code = method.instructions;
    Set<AbstractInsnNode> found = new LinkedHashSet<>();
    for (AbstractInsnNode insn : code) {
      if (targets(insn).stream().anyMatch(to -> code.indexOf(to) < code.indexOf(insn))) {
        found.add(insn);
      }
    }
    return found;
  }

  private static List<LabelNode> targets(AbstractInsnNode insn) {
    List<LabelNode> targets = new ArrayList<>();
    if (insn instanceof JumpInsnNode jump) {
      targets.add(jump.label);
    } else if (insn instanceof TableSwitchInsnNode table) {
      targets.addAll(table.labels);
      targets.add(table.dflt);
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      targets.addAll(lookup.labels);
      targets.add(lookup.dflt);
    }
    return targets;
  }

  @Override
  public String toString() {
    return owner + "." + name + descriptor;
  }
}
