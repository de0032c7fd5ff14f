package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.FramePlan.Cleared;
import dev.simmer.processor.rewrite.FramePlan.PointPlan;
import dev.simmer.processor.rewrite.FramePlan.Saved;
import dev.simmer.processor.rewrite.FramePlan.StackValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes the body of a rewritten method.
 *
 * <pre>
 *          if (at &lt;= MAX_DEPTH) goto FRESH            one test covers both rare ways in
 *          if (at == TOO_DEEP) goto DEFER
 *          frame = trampoline.resuming; at = trampoline.depth; switch on the state
 *   COLD:  restore the arguments; goto START
 *   RESUME: restore locals and stack; goto TAKE
 *   DEFER: a frame of the arguments, to be started by the trampoline; return
 *   FRESH: frame = null
 *   START: the user's code, with at each suspension point
 *            call(…, trampoline, at)
 *            if (trampoline.suspended == null) goto JOIN
 *            goto SPILL
 *          TAKE: trampoline.take()                   inside the user's try ranges
 *          JOIN:
 *   SPILL: frame = frame or a new one; save stack and locals; trampoline.suspend(frame); return
 * </pre>
 *
 * <p>The fast path is the user's code plus one field test an await. The user's own code keeps its
 * order, its lines and its exception ranges, so coverage tools and debuggers see what they would
 * have seen. What is not the user's lies outside every try range. How a body is entered stands
 * before the user's first line, and in no line: so no line counts as covered because some other
 * line waited. How it suspends has the line of the await, so that a step over it does not jump.
 */
final class BodyEmitter {
  private final RewrittenMethod method;
  private final MethodNode source;
  private final MethodNode out;
  private final BodySignature signature;
  private final FramePlan plan;
  private final StackMap frames;
  private final Type[] parameters;
  private final Map<SuspendCall, Exits> exits = new HashMap<>();
  private final Label start = new Label();
  private final Label fresh = new Label();

  /** The labels of one suspension point. */
  private record Exits(PointPlan plan, Label spill, Label resume, Label take) {}

  private BodyEmitter(RewrittenMethod method) {
    this.method = method;
    source = method.code();
    signature = method.signature();
    plan = method.plan();
    parameters = Type.getArgumentTypes(source.desc);
    int access =
        Opcodes.ACC_PRIVATE
            | (source.access & (Opcodes.ACC_STATIC | Opcodes.ACC_STRICT))
            | (method.isLambda() ? Opcodes.ACC_SYNTHETIC : 0);
    out = new MethodNode(access, signature.name(), signature.descriptor(), null, null);
    frames = new StackMap(out, signature, plan.layout().shape());
    for (PointPlan point : plan.points()) {
      exits.put(point.point().call(), new Exits(point, new Label(), new Label(), new Label()));
    }
  }

  static MethodNode emit(RewrittenMethod method) {
    return new BodyEmitter(method).emit();
  }

  private MethodNode emit() {
    List<VisibleLocals.Range> visible =
        VisibleLocals.of(source, plan, call -> Objects.requireNonNull(exits.get(call)).take);
    out.visitCode();
    for (TryCatchBlockNode block : source.tryCatchBlocks) {
      block.accept(out);
    }
    out.visitVarInsn(Opcodes.ILOAD, signature.at());
    Push.intConstant(out, Protocol.MAX_DEPTH);
    out.visitJumpInsn(Opcodes.IF_ICMPLE, fresh);
    away();
    fresh();
    userCode();
    plan.points().forEach(point -> spill(exitsOf(point)));
    for (VisibleLocals.Range range : visible) {
      LocalVariableNode local = range.local();
      out.visitLocalVariable(
          local.name,
          local.desc,
          local.signature,
          range.start(),
          range.end(),
          signature.shifted(local.index));
    }
    out.visitMaxs(0, source.maxLocals + 3);
    out.visitEnd();
    return out;
  }

  private Exits exitsOf(PointPlan point) {
    return Objects.requireNonNull(exits.get(point.point().call()));
  }

  private void fresh() {
    out.visitLabel(fresh);
    frames.atEntry(method.owner(), parameters, false);
    out.visitInsn(Opcodes.ACONST_NULL);
    out.visitVarInsn(Opcodes.ASTORE, signature.frame());
    out.visitLabel(start);
    frames.atEntry(method.owner(), parameters, true);
    separate(source.instructions.getFirst());
  }

  private void userCode() {
    for (AbstractInsnNode insn : source.instructions) {
      if (insn instanceof FrameNode frame) {
        frames.copy(frame);
      } else if (insn instanceof VarInsnNode access) {
        out.visitVarInsn(access.getOpcode(), signature.shifted(access.var));
      } else if (insn instanceof IincInsnNode increment) {
        out.visitIincInsn(signature.shifted(increment.var), increment.incr);
      } else if (insn instanceof SuspendCall call) {
        suspendCall(call);
      } else {
        if (TaskCreations.isOne(insn)) {
          TaskCreations.note(insn, method, signature.trampoline(), out);
        }
        insn.accept(out);
      }
    }
  }

  private void suspendCall(SuspendCall call) {
    Exits exit = exits.get(call);
    Label join = new Label();
    if (call.kind != SuspendCall.Kind.EMIT) {
      call(call);
      if (exit == null) {
        return; // A tail call: what it returns, and whether it suspended, is the caller's to see.
      }
      out.visitVarInsn(Opcodes.ALOAD, signature.trampoline());
      out.visitFieldInsn(
          Opcodes.GETFIELD, Names.TRAMPOLINE, "suspended", Names.descriptor(Names.FRAME));
      out.visitJumpInsn(Opcodes.IFNULL, join);
    }
    Objects.requireNonNull(exit);
    SuspensionPoint point = exit.plan.point();
    out.visitJumpInsn(Opcodes.GOTO, exit.spill);
    out.visitLabel(exit.take);
    frames.inBody(point.locals(), point.stack());
    out.visitVarInsn(Opcodes.ALOAD, signature.trampoline());
    out.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        Names.TRAMPOLINE,
        "take",
        "()" + Names.descriptor(Names.OBJECT),
        false);
    if (call.result().getSort() != Type.OBJECT) {
      Boxing boxing = Boxing.of(call.result());
      out.visitTypeInsn(Opcodes.CHECKCAST, boxing.wrapper());
      boxing.unbox().accept(out);
    }
    out.visitLabel(join);
    frames.inBody(point.locals(), point.stack(), call.result());
    separate(call.getNext());
  }

  private void call(SuspendCall call) {
    out.visitVarInsn(Opcodes.ALOAD, signature.trampoline());
    out.visitVarInsn(Opcodes.ILOAD, signature.at());
    if (call.kind == SuspendCall.Kind.BODY) {
      out.visitInsn(Opcodes.ICONST_1);
      out.visitInsn(Opcodes.IADD);
    }
    out.visitMethodInsn(
        call.getOpcode(), call.owner, call.name, call.emittedDescriptor(), call.itf);
  }

  /** Keeps a stack map just written apart from one that javac put at the same place. */
  private void separate(AbstractInsnNode next) {
    for (AbstractInsnNode at = next; at != null && !Code.isReal(at); at = at.getNext()) {
      if (at instanceof FrameNode) {
        out.visitInsn(Opcodes.NOP);
        return;
      }
    }
  }

  private void spill(Exits exit) {
    SuspensionPoint point = exit.plan.point();
    Type result = point.call().result();
    out.visitLabel(exit.spill);
    frames.inBody(point.locals(), point.stack(), result);
    if (point.line() > 0) {
      out.visitLineNumber(point.line(), exit.spill);
    }
    boolean emits = point.call().kind == SuspendCall.Kind.EMIT;
    if (emits) {
      out.visitVarInsn(Opcodes.ALOAD, signature.trampoline());
      out.visitInsn(Opcodes.SWAP);
      out.visitFieldInsn(
          Opcodes.PUTFIELD, Names.TRAMPOLINE, "emitted", Names.descriptor(Names.OBJECT));
    } else {
      out.visitInsn(result.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    }
    plan.layout().at(out, method.dispatcher(), method.point(point.state()), signature.frame());
    out.visitVarInsn(Opcodes.ASTORE, signature.frame());
    saveReceiver();
    List<StackValue> stack = exit.plan.stack();
    for (int i = stack.size() - 1; i >= 0; i--) {
      StackValue value = stack.get(i);
      if (value.saved() == null) {
        out.visitInsn(Opcodes.POP);
      } else {
        save(value.saved());
      }
    }
    for (Saved local : exit.plan.locals()) {
      out.visitVarInsn(local.type().getOpcode(Opcodes.ILOAD), signature.shifted(local.local()));
      save(local);
    }
    out.visitVarInsn(Opcodes.ALOAD, signature.trampoline());
    if (emits) {
      out.visitFieldInsn(
          Opcodes.GETFIELD, Names.TRAMPOLINE, "emitted", Names.descriptor(Names.OBJECT));
      out.visitInsn(Opcodes.ARETURN);
      return;
    }
    out.visitVarInsn(Opcodes.ALOAD, signature.frame());
    callTrampoline("suspend");
    returnNothing();
  }

  private void away() {
    Label defer = new Label();
    Label cold = new Label();
    out.visitVarInsn(Opcodes.ILOAD, signature.at());
    Push.intConstant(out, Protocol.TOO_DEEP);
    out.visitJumpInsn(Opcodes.IF_ICMPEQ, defer);
    out.visitVarInsn(Opcodes.ALOAD, signature.trampoline());
    out.visitFieldInsn(
        Opcodes.GETFIELD, Names.TRAMPOLINE, "resuming", Names.descriptor(Names.FRAME));
    out.visitTypeInsn(Opcodes.CHECKCAST, plan.layout().shape());
    out.visitVarInsn(Opcodes.ASTORE, signature.frame());
    out.visitVarInsn(Opcodes.ILOAD, signature.at());
    out.visitVarInsn(Opcodes.ALOAD, signature.trampoline());
    out.visitFieldInsn(Opcodes.GETFIELD, Names.TRAMPOLINE, "depth", "I");
    out.visitVarInsn(Opcodes.ISTORE, signature.at());
    Label[] resumes =
        plan.points().stream().map(point -> exitsOf(point).resume).toArray(Label[]::new);
    if (resumes.length == 0) {
      out.visitInsn(Opcodes.POP);
    } else {
      int first = Protocol.RESUME + SuspensionPoint.FIRST_STATE;
      out.visitTableSwitchInsn(first, first + resumes.length - 1, cold, resumes);
    }
    out.visitLabel(cold);
    frames.atEntry(method.owner(), parameters, true);
    for (Saved argument : plan.arguments()) {
      restore(argument);
    }
    out.visitJumpInsn(Opcodes.GOTO, start);
    plan.points().forEach(point -> resume(exitsOf(point)));
    out.visitLabel(defer);
    frames.atEntry(method.owner(), parameters, false);
    newFrame(Protocol.CLAIMED);
    saveReceiver();
    for (Saved argument : plan.arguments()) {
      out.visitVarInsn(argument.type().getOpcode(Opcodes.ILOAD), argument.local());
      save(argument);
    }
    out.visitVarInsn(Opcodes.ALOAD, signature.trampoline());
    out.visitVarInsn(Opcodes.ALOAD, signature.frame());
    callTrampoline("defer");
    returnNothing();
  }

  private void resume(Exits exit) {
    out.visitLabel(exit.resume);
    frames.atEntry(method.owner(), parameters, true);
    for (Cleared local : exit.plan.cleared()) {
      Push.defaultValue(out, local.type());
      out.visitVarInsn(local.type().getOpcode(Opcodes.ISTORE), signature.shifted(local.local()));
    }
    for (Saved local : exit.plan.locals()) {
      restore(local);
    }
    for (StackValue value : exit.plan.stack()) {
      if (value.saved() == null) {
        out.visitInsn(Opcodes.ACONST_NULL);
      } else {
        plan.layout().restore(out, signature.frame(), value.saved().slot(), value.type());
      }
    }
    out.visitJumpInsn(Opcodes.GOTO, exit.take);
  }

  private void newFrame(int state) {
    plan.layout().create(out, method.dispatcher(), method.point(state));
    out.visitVarInsn(Opcodes.ASTORE, signature.frame());
  }

  private void saveReceiver() {
    if (plan.receiver()) {
      out.visitVarInsn(Opcodes.ALOAD, signature.frame());
      out.visitVarInsn(Opcodes.ALOAD, 0);
      out.visitFieldInsn(
          Opcodes.PUTFIELD, plan.layout().shape(), "r0", Names.descriptor(Names.OBJECT));
    }
  }

  private void save(Saved value) {
    plan.layout().save(out, signature.frame(), value.slot(), value.type());
  }

  private void restore(Saved local) {
    plan.layout().restore(out, signature.frame(), local.slot(), local.type());
    out.visitVarInsn(local.type().getOpcode(Opcodes.ISTORE), signature.shifted(local.local()));
  }

  private void callTrampoline(String name) {
    out.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        Names.TRAMPOLINE,
        name,
        "(" + Names.descriptor(Names.FRAME) + ")V",
        false);
  }

  private void returnNothing() {
    Push.defaultValue(out, signature.result());
    out.visitInsn(signature.result().getOpcode(Opcodes.IRETURN));
  }
}
