package dev.simmer.differential.library;

import dev.simmer.processor.rewrite.TypeOracle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Adds to a class a copy of each method that is a coroutine, as javac would have compiled it.
 *
 * <p>The originals stay as they are, but for a meter that stops what does not end.
 */
final class Copies {
  private static final String ASYNC = "Ldev/simmer/Async;";

  private final ClassNode type;
  private final TypeOracle types;
  private final Map<String, Skip> skipped;

  /**
   * Creates a pass over one class.
   *
   * @param skipped what became of methods that are not copied; those in it are left out, and more
   *     are added
   */
  Copies(ClassNode type, TypeOracle types, Map<String, Skip> skipped) {
    this.type = type;
    this.types = types;
    this.skipped = skipped;
  }

  List<CopiedMethod> add() {
    Map<String, MethodNode> originals = new LinkedHashMap<>();
    for (MethodNode method : type.methods) {
      Skip reason = reasonToSkip(method);
      if (reason == null) {
        originals.put(CopiedMethod.key(method), method);
      } else {
        skipped.putIfAbsent(CopiedMethod.key(method), reason);
      }
    }
    originals.keySet().removeAll(skipped.keySet());
    List<CopiedMethod> copies = new ArrayList<>();
    List<MethodNode> nodes = new ArrayList<>();
    originals.forEach(
        (key, original) -> {
          MethodNode copy = copy(original);
          int awaits = Awaits.insert(type, copy, types, originals.keySet());
          Returns.done(type.name, copy);
          if (isLambda(original) && awaits == 0) {
            skipped.put(key, Skip.NOTHING_AWAITED);
            return;
          }
          copies.add(copied(original, awaits));
          nodes.add(asyncOf(copy));
        });
    type.methods.forEach(Meter::insert);
    type.methods.addAll(nodes);
    return copies;
  }

  private static @Nullable Skip reasonToSkip(MethodNode method) {
    if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return Skip.NO_CODE;
    } else if (method.name.startsWith("<")) {
      return Skip.CONSTRUCTOR;
    } else if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0 || hasMonitor(method)) {
      return Skip.SYNCHRONIZED;
    } else if ((method.access & Opcodes.ACC_SYNTHETIC) != 0 && !isLambda(method)) {
      return Skip.COMPILER_MADE;
    }
    return null;
  }

  private static boolean hasMonitor(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == Opcodes.MONITORENTER) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLambda(MethodNode method) {
    return (method.access & Opcodes.ACC_SYNTHETIC) != 0 && method.name.startsWith("lambda$");
  }

  private static MethodNode copy(MethodNode original) {
    MethodNode copy =
        new MethodNode(
            Opcodes.ASM9,
            original.access,
            original.name,
            original.desc,
            null,
            original.exceptions.toArray(String[]::new));
    original.accept(copy);
    // They describe the original's result, or promise what an override does.
    copy.visibleAnnotations = null;
    copy.invisibleAnnotations = null;
    copy.annotationDefault = null;
    return copy;
  }

  /** Renames the copy; javac marks a method, but not the body of a lambda. */
  private static MethodNode asyncOf(MethodNode copy) {
    copy.desc = CopiedMethod.copyDescriptor(copy.desc);
    copy.name += CopiedMethod.SUFFIX;
    if (!isLambda(copy)) {
      copy.visitAnnotation(ASYNC, false).visitEnd();
    }
    return copy;
  }

  private CopiedMethod copied(MethodNode original, int awaits) {
    int line = 0;
    for (AbstractInsnNode insn = original.instructions.getFirst();
        line == 0 && insn != null;
        insn = insn.getNext()) {
      line = insn instanceof LineNumberNode number ? number.line : 0;
    }
    return new CopiedMethod(
        type.name,
        original.name,
        original.desc,
        original.access,
        line,
        !CopiedMethod.backwardJumps(original).isEmpty(),
        !original.tryCatchBlocks.isEmpty(),
        awaits);
  }
}
