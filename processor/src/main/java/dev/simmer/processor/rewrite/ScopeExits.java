package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes leaving a try-with-resources block a suspension point where the resource may wait in its
 * close, and lets the resource decide what a failed block throws.
 *
 * <p>javac writes the failing way out like this, in range T0..T1 of a handler T2 for {@code
 * Throwable}:
 *
 * <pre>
 *   H:  astore p; [aload t; ifnull S]
 *   T0: aload t; [checkcast]; invoke close
 *   T1: goto S
 *   T2: astore x; aload p; aload x; invokevirtual addSuppressed
 *   S:  aload p; athrow
 * </pre>
 *
 * <p>which becomes {@code p = exit(t, p)} before S: the resource sees the exception in flight, as
 * {@code __aexit__} does, and javac's own {@code athrow} throws what it answers, so every enclosing
 * catch and finally matches by itself. Any other {@code close()} is the normal way out.
 */
final class ScopeExits {
  private final MethodNode method;
  private final TypeOracle types;
  private final Set<AbstractInsnNode> untested = new HashSet<>();

  private ScopeExits(MethodNode method, TypeOracle types) {
    this.method = method;
    this.types = types;
  }

  /**
   * Says whether {@code insn} closes something whose close may wait; a plain {@code AutoCloseable}
   * tells at run time.
   */
  static boolean isScopeClose(AbstractInsnNode insn, TypeOracle types) {
    return insn instanceof MethodInsnNode call
        && call.name.equals("close")
        && call.desc.equals("()V")
        && call.getOpcode() != Opcodes.INVOKESTATIC
        && call.getOpcode() != Opcodes.INVOKESPECIAL
        && isScope(call.owner, types);
  }

  /** Says whether the method certainly waits when it closes {@code insn}'s receiver. */
  static boolean isAwaitedClose(AbstractInsnNode insn, TypeOracle types) {
    return isScopeClose(insn, types) && !((MethodInsnNode) insn).owner.equals(Names.AUTO_CLOSEABLE);
  }

  private static boolean isScope(String owner, TypeOracle types) {
    return Set.of(Names.AUTO_CLOSEABLE, Names.TASK_GROUP, Names.TIMEOUT).contains(owner)
        || types.isSubtype(owner, Names.ASYNC_CLOSEABLE);
  }

  static void suspend(MethodNode method, TypeOracle types) {
    ScopeExits exits = new ScopeExits(method, types);
    exits.rewriteFailing();
    exits.rewriteNormal();
  }

  private void rewriteFailing() {
    for (TryCatchBlockNode block : List.copyOf(method.tryCatchBlocks)) {
      FailingExit exit = match(block);
      if (exit != null) {
        MethodInsnNode last =
            new ScopeExitLines(method, exit.stored, exit.load, exit.close)
                .countLastCloseWithTheHead();
        if (last != null) {
          untested.add(last);
        }
        method.tryCatchBlocks.remove(block);
        rewrite(exit);
      }
    }
    Code code = new Code(method);
    method.tryCatchBlocks.removeIf(block -> !code.covers(block));
  }

  /**
   * The failing way out of one resource.
   *
   * @param first the first instruction that goes: the null test where there is one, else the load
   *     of the resource
   * @param load the load of the resource for its close
   * @param close that close
   * @param stored the {@code astore p} of the handler
   * @param rethrow the {@code aload p} at S, which stays
   */
  private record FailingExit(
      AbstractInsnNode first,
      VarInsnNode load,
      MethodInsnNode close,
      VarInsnNode stored,
      AbstractInsnNode rethrow) {}

  private @Nullable FailingExit match(TryCatchBlockNode block) {
    if (!Names.THROWABLE.equals(block.type)) {
      return null;
    }
    // The protected range: aload t; [checkcast]; close.
    if (!(Code.nextReal(block.start) instanceof VarInsnNode load)
        || load.getOpcode() != Opcodes.ALOAD) {
      return null;
    }
    AbstractInsnNode close = Code.nextReal(load);
    if (close instanceof TypeInsnNode && close.getOpcode() == Opcodes.CHECKCAST) {
      close = Code.nextReal(close);
    }
    if (close == null || !isScopeClose(close, types)) {
      return null;
    }
    AbstractInsnNode jump = Code.nextReal(close);
    if (!(jump instanceof JumpInsnNode toRethrow)
        || jump.getOpcode() != Opcodes.GOTO
        || Code.nextReal(block.end) != jump) {
      return null;
    }
    // The handler: astore x; aload p; aload x; addSuppressed; aload p; athrow.
    AbstractInsnNode storeSecond = Code.nextReal(block.handler);
    AbstractInsnNode loadFirst = Code.nextReal(storeSecond);
    AbstractInsnNode loadSecond = Code.nextReal(loadFirst);
    AbstractInsnNode add = Code.nextReal(loadSecond);
    AbstractInsnNode rethrow = Code.nextReal(add);
    if (!(storeSecond instanceof VarInsnNode x)
        || x.getOpcode() != Opcodes.ASTORE
        || !(loadFirst instanceof VarInsnNode p)
        || p.getOpcode() != Opcodes.ALOAD
        || !(loadSecond instanceof VarInsnNode x2)
        || x2.var != x.var
        || !(add instanceof MethodInsnNode suppress)
        || !suppress.name.equals("addSuppressed")
        || !(rethrow instanceof VarInsnNode p2)
        || p2.getOpcode() != Opcodes.ALOAD
        || p2.var != p.var
        || Code.nextReal(toRethrow.label) != rethrow
        || !isThrow(Code.nextReal(rethrow))) {
      return null;
    }
    AbstractInsnNode first = nullTest(load, toRethrow);
    AbstractInsnNode stored = Code.previousReal(first);
    if (!(stored instanceof VarInsnNode store)
        || store.getOpcode() != Opcodes.ASTORE
        || store.var != p.var) {
      return null;
    }
    return new FailingExit(first, load, (MethodInsnNode) close, store, rethrow);
  }

  /** The {@code aload t; ifnull S} before the load of the resource, or the load itself. */
  private static AbstractInsnNode nullTest(VarInsnNode load, JumpInsnNode toRethrow) {
    AbstractInsnNode test = Code.previousReal(load);
    if (test instanceof JumpInsnNode jump
        && jump.getOpcode() == Opcodes.IFNULL
        && jump.label == toRethrow.label
        && Code.previousReal(jump) instanceof VarInsnNode tested
        && tested.var == load.var) {
      return tested;
    }
    return load;
  }

  private void rewrite(FailingExit exit) {
    InsnList replacement = new InsnList();
    replacement.add(new VarInsnNode(Opcodes.ALOAD, exit.load.var));
    replacement.add(new VarInsnNode(Opcodes.ALOAD, exit.stored.var));
    replacement.add(
        SuspendCall.runtime(
            "exit",
            false,
            Names.descriptor(Names.AUTO_CLOSEABLE) + Names.descriptor(Names.THROWABLE)));
    replacement.add(new TypeInsnNode(Opcodes.CHECKCAST, Names.THROWABLE));
    replacement.add(new VarInsnNode(Opcodes.ASTORE, exit.stored.var));
    method.instructions.insertBefore(exit.first, replacement);
    // What javac wrote up to S goes, labels stay: line numbers and variable ranges refer to them.
    List<AbstractInsnNode> gone = new ArrayList<>();
    for (AbstractInsnNode at = previousLabels(exit.rethrow);
        at != exit.first.getPrevious();
        at = at.getPrevious()) {
      if (Code.isReal(at) || at instanceof org.objectweb.asm.tree.FrameNode) {
        gone.add(at);
      }
    }
    gone.forEach(method.instructions::remove);
  }

  /** The node before the labels, lines and the frame that stand right before {@code insn}. */
  private static AbstractInsnNode previousLabels(AbstractInsnNode insn) {
    AbstractInsnNode at = insn.getPrevious();
    while (!Code.isReal(at)) {
      at = at.getPrevious();
    }
    return at;
  }

  private void rewriteNormal() {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (isScopeClose(insn, types)) {
        String name = untested.contains(insn) ? "closeUnlessNull" : "close";
        method.instructions.insert(insn, new InsnNode(Opcodes.POP));
        method.instructions.set(
            insn, SuspendCall.runtime(name, false, Names.descriptor(Names.AUTO_CLOSEABLE)));
      }
    }
  }

  private static boolean isThrow(@Nullable AbstractInsnNode insn) {
    return insn != null && insn.getOpcode() == Opcodes.ATHROW;
  }
}
