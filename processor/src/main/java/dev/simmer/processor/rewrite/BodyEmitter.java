package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.BodyCode.Exits;
import dev.simmer.processor.rewrite.FramePlan.Saved;
import java.util.ArrayList;
import java.util.List;
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
 *          restore the state, goto START or TAKE      {@link ResumeEmitter}
 *   DEFER: a frame of the arguments, to be started by the trampoline; return
 *   SAVE:  save locals, return                        {@link SpillEmitter}
 *   FRESH: frame = null
 *   START: the user's code, with at each suspension point
 *            call(…, trampoline, at)
 *            if (trampoline.suspended == null) goto JOIN
 *            goto SPILL
 *          TAKE: trampoline.take()                   inside the user's try ranges
 *          JOIN:
 *   SPILL: a frame for the point; goto SAVE          {@link SpillEmitter}
 * </pre>
 *
 * <p>The fast path is the user's code plus one field test an await. The user's own code keeps its
 * order, its lines and its exception ranges, so coverage tools and debuggers see what they would
 * have seen. What is not the user's lies outside every try range. How a body is entered, and what
 * its points share, stands before the user's first line, and in no line: so no line counts as
 * covered because some other line waited. How it suspends has the line of the await, so that a step
 * over it does not jump.
 */
final class BodyEmitter {
  private final BodyCode body;
  private final MethodNode source;
  private final MethodNode out;
  private final BodySignature signature;
  private final StackMap frames;
  private final Label start = new Label();
  private final Label fresh = new Label();

  private BodyEmitter(BodyCode body) {
    this.body = body;
    source = body.method.code();
    out = body.out;
    signature = body.signature;
    frames = body.frames;
  }

  static MethodNode emit(RewrittenMethod method) {
    return new BodyEmitter(new BodyCode(method)).emit();
  }

  private MethodNode emit() {
    List<VisibleLocals.Range> visible =
        VisibleLocals.of(
            source, body.plan, call -> Objects.requireNonNull(body.exits(call)).take());
    SpillEmitter spills = new SpillEmitter(body);
    out.visitCode();
    for (TryCatchBlockNode block : source.tryCatchBlocks) {
      block.accept(out);
    }
    spills.handlers();
    out.visitVarInsn(Opcodes.ILOAD, signature.at());
    Push.intConstant(out, Protocol.MAX_DEPTH);
    out.visitJumpInsn(Opcodes.IF_ICMPLE, fresh);
    away();
    spills.saves();
    fresh();
    userCode();
    spills.spills();
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
    LongJumps.widen(body.method.owner(), out);
    return out;
  }

  private void fresh() {
    out.visitLabel(fresh);
    frames.atEntry(body.parameters, false);
    out.visitInsn(Opcodes.ACONST_NULL);
    out.visitVarInsn(Opcodes.ASTORE, signature.frame());
    out.visitLabel(start);
    frames.atEntry(body.parameters, true);
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
          TaskCreations.note(insn, body.method, signature.trampoline(), out);
        }
        insn.accept(out);
      }
    }
  }

  private void suspendCall(SuspendCall call) {
    Exits exits = body.exits(call);
    Label join = new Label();
    if (call.kind != SuspendCall.Kind.EMIT) {
      if (call.kind == SuspendCall.Kind.LINKED) {
        linkedCall(call, Objects.requireNonNull(exits).plan().point());
      } else {
        call(call);
      }
      if (exits == null) {
        return; // A tail call: what it returns, and whether it suspended, is the caller's to see.
      }
      body.fromTrampoline("suspended", Names.descriptor(Names.FRAME));
      out.visitJumpInsn(Opcodes.IFNULL, join);
    }
    Objects.requireNonNull(exits);
    SuspensionPoint point = exits.plan().point();
    out.visitJumpInsn(Opcodes.GOTO, exits.spill());
    out.visitLabel(exits.take());
    frames.inBody(point.locals(), point.stack());
    take(call.result());
    out.visitLabel(join);
    frames.inBody(point.locals(), point.stack(), call.result());
    separate(call.getNext());
  }

  private void take(Type result) {
    body.loadTrampoline();
    if (result.getSort() == Type.OBJECT) {
      body.callTrampoline("take", "()" + Names.descriptor(Names.OBJECT));
    } else {
      String desc = Type.getMethodDescriptor(result, Type.getObjectType(Names.TRAMPOLINE));
      out.visitMethodInsn(
          Opcodes.INVOKESTATIC, Names.UNBOXED, Boxing.named("take", result), desc, false);
    }
  }

  /** Both forms of a linked call; see {@link LinkedCalls}. */
  private void linkedCall(SuspendCall call, SuspensionPoint point) {
    SuspendCall.Visible visible = Objects.requireNonNull(call.visible);
    Label unlinked = new Label();
    Label after = new Label();
    body.fromTrampoline("hot", "Z");
    out.visitJumpInsn(Opcodes.IFEQ, unlinked);
    LinkedCalls.emitUnlessPossible(out, visible.call(), unlinked);
    loadDepth();
    LinkedCalls.emitLinked(out, call, visible.call());
    out.visitJumpInsn(Opcodes.GOTO, after);
    out.visitLabel(unlinked);
    List<Object> stack = new ArrayList<>(point.stack());
    for (Type argument : Type.getArgumentTypes(call.desc)) {
      StackMap.push(stack, argument);
    }
    frames.inBody(point.locals(), stack);
    if (visible.line() != point.line()) {
      out.visitLineNumber(visible.line(), unlinked);
    }
    visible.call().accept(out);
    if (visible.line() != point.line()) {
      Label line = new Label();
      out.visitLabel(line);
      out.visitLineNumber(point.line(), line);
    }
    loadDepth();
    LinkedCalls.emitAwait(out, call.result());
    out.visitLabel(after);
    frames.inBody(point.locals(), point.stack(), call.result());
  }

  private void loadDepth() {
    body.loadTrampoline();
    out.visitVarInsn(Opcodes.ILOAD, signature.at());
  }

  private void call(SuspendCall call) {
    loadDepth();
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

  private void away() {
    Label defer = new Label();
    out.visitVarInsn(Opcodes.ILOAD, signature.at());
    Push.intConstant(out, Protocol.TOO_DEEP);
    out.visitJumpInsn(Opcodes.IF_ICMPEQ, defer);
    ResumeEmitter.emit(body, start);
    out.visitLabel(defer);
    frames.atEntry(body.parameters, false);
    body.newFrame(Protocol.CLAIMED);
    FramePlan plan = body.plan;
    for (Saved argument : plan.arguments()) {
      plan.cold()
          .saveLocal(out, signature.frame(), argument.slot(), argument.type(), argument.local());
    }
    body.loadTrampoline();
    body.loadFrame();
    body.callTrampoline("defer", "(" + Names.descriptor(Names.FRAME) + ")V");
    body.returnNothing();
  }
}
