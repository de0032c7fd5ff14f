package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Turns {@code return coroutine} into the coroutine's result: {@code return done(x)} returns {@code
 * x}, and {@code return other(y)} awaits {@code other(y)} first.
 *
 * <p>The await belongs inside the blocks that enclose the {@code return}. javac, however, leaves
 * the last instruction of a {@code return} out of every exception range, and puts the finalizers of
 * a {@code finally} or a resource between the expression and the return:
 *
 * <pre>
 *   expression; astore tmp; finalizers; aload tmp; areturn
 * </pre>
 *
 * <p>So where there are finalizers the await goes before {@code astore tmp}, which keeps a
 * coroutine that has ended; and elsewhere it goes before {@code areturn}, with the ranges of the
 * expression extended over it. A tail call is only what no handler covers.
 */
final class ReturnedCoroutines {
  private final MethodNode method;
  private final boolean tailCalls;
  private Code code;

  private ReturnedCoroutines(MethodNode method, boolean tailCalls) {
    this.method = method;
    this.tailCalls = tailCalls;
    this.code = new Code(method);
  }

  static void unwrap(MethodNode method, boolean tailCalls) {
    new ReturnedCoroutines(method, tailCalls).run();
  }

  private void run() {
    List<AbstractInsnNode> returns = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        returns.add(insn);
      }
    }
    for (AbstractInsnNode insn : returns) {
      unwrap(insn);
      code = new Code(method);
    }
  }

  private void unwrap(AbstractInsnNode areturn) {
    AbstractInsnNode value = code.straightBefore(areturn);
    if (value instanceof MethodInsnNode call && isDone(call)) {
      removeDone(call);
      return;
    }
    VarInsnNode store = storeBeforeFinalizers(areturn, value);
    if (store != null) {
      awaitBefore(store);
      method.instructions.insertBefore(
          areturn,
          new MethodInsnNode(
              Opcodes.INVOKESTATIC,
              Names.ENDED,
              "valueOf",
              "(" + Names.descriptor(Names.COROUTINE) + ")" + Names.descriptor(Names.OBJECT)));
      return;
    }
    List<TryCatchBlockNode> outside = code.handlers(areturn);
    List<TryCatchBlockNode> gap = new ArrayList<>(code.handlers(expressionBefore(areturn)));
    gap.removeAll(outside);
    SuspendCall await = SuspendCall.await(tailCalls && outside.isEmpty() && gap.isEmpty());
    method.instructions.insertBefore(areturn, await);
    cover(await, gap);
  }

  /** Leaves the argument of {@code done(…)} on the stack, null for {@code done()}. */
  private void removeDone(MethodInsnNode done) {
    if (done.desc.startsWith("()")) {
      method.instructions.set(done, new InsnNode(Opcodes.ACONST_NULL));
    } else {
      method.instructions.remove(done);
    }
  }

  /**
   * The {@code astore tmp} of a return whose finalizers stand between it and the {@code areturn}.
   */
  private @Nullable VarInsnNode storeBeforeFinalizers(
      AbstractInsnNode areturn, @Nullable AbstractInsnNode value) {
    if (!(value instanceof VarInsnNode load) || load.getOpcode() != Opcodes.ALOAD) {
      return null;
    }
    for (AbstractInsnNode at = load.getPrevious(); at != null; at = at.getPrevious()) {
      if (at instanceof VarInsnNode store
          && store.getOpcode() == Opcodes.ASTORE
          && store.var == load.var) {
        List<TryCatchBlockNode> left = new ArrayList<>(code.handlers(expressionBefore(store)));
        left.removeAll(code.handlers(load));
        boolean handlersFollow =
            left.stream().allMatch(block -> code.isBefore(areturn, block.handler));
        return !left.isEmpty() && handlersFollow ? store : null;
      }
    }
    return null;
  }

  /**
   * The last instruction of the expression whose value {@code use} takes, for its exception
   * entries: where several arms meet before {@code use}, the last of them.
   */
  private static AbstractInsnNode expressionBefore(AbstractInsnNode use) {
    AbstractInsnNode previous = use.getPrevious();
    while (previous != null && !Code.isReal(previous)) {
      previous = previous.getPrevious();
    }
    return previous == null ? use : previous;
  }

  /** Makes {@code tmp} a coroutine that has ended. */
  private void awaitBefore(VarInsnNode store) {
    AbstractInsnNode expression = code.straightBefore(store);
    List<TryCatchBlockNode> gap = new ArrayList<>(code.handlers(expressionBefore(store)));
    gap.removeAll(code.handlers(store));
    MethodInsnNode ended =
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            Names.ENDED,
            "of",
            "(" + Names.descriptor(Names.OBJECT) + ")" + Names.descriptor(Names.ENDED));
    if (expression instanceof MethodInsnNode call && isDone(call)) {
      removeDone(call);
      method.instructions.insertBefore(store, ended);
      return;
    }
    InsnList inserted = new InsnList();
    SuspendCall await = SuspendCall.await(false);
    inserted.add(await);
    inserted.add(ended);
    method.instructions.insertBefore(store, inserted);
    cover(await, gap);
  }

  /** Extends exception entries over one instruction that lies just past their range. */
  private void cover(AbstractInsnNode insn, List<TryCatchBlockNode> entries) {
    if (entries.isEmpty()) {
      return;
    }
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    method.instructions.insertBefore(insn, start);
    method.instructions.insert(insn, end);
    for (TryCatchBlockNode entry : entries) {
      int position = method.tryCatchBlocks.indexOf(entry);
      method.tryCatchBlocks.add(
          position + 1, new TryCatchBlockNode(start, end, entry.handler, entry.type));
    }
  }

  private static boolean isDone(MethodInsnNode call) {
    return call.owner.equals(Names.SIMMER) && call.name.equals("done");
  }
}
