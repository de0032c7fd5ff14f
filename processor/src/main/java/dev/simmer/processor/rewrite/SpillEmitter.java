package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.BodyCode.Exits;
import dev.simmer.processor.rewrite.FramePlan.PointPlan;
import dev.simmer.processor.rewrite.FramePlan.Saved;
import dev.simmer.processor.rewrite.FramePlan.StackValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes what saves the state of a body that has to wait.
 *
 * <pre>
 *   SAVE:   save one local                               one for each set of locals
 *           goto SAVE of the rest
 *   …
 *           return
 *   SPILL:  drop the result; frame = frame or a new one, at this point
 *           save the stack and what needs calls; trampoline.suspend(frame)
 *           goto SAVE of the locals that are live here
 *   FAILED: trampoline.failed(thrown); goto TAKE         handler of SPILL: TAKE throws it
 * </pre>
 *
 * <p>Everything that can fail, for want of memory or stack, stands in SPILL: there the user's
 * locals are still at hand, so the failure can be thrown at the await, where the user's handlers
 * are.
 */
final class SpillEmitter {
  /**
   * How many locals the points may save, each by itself. Shared code is in no line, and a debugger
   * stops there that steps over an await which waits.
   */
  private static final int FEW = 200;

  private final BodyCode body;
  private final BodySignature signature;
  private final FrameLayout layout;
  private final MethodNode out;
  private final Map<SavedLocals, Label> saves = new HashMap<>();
  private final boolean shared;

  SpillEmitter(BodyCode body) {
    this.body = body;
    signature = body.signature;
    layout = body.plan.layout();
    out = body.out;
    shared =
        body.plan.points().stream().mapToInt(point -> point.kept().locals().size()).sum() > FEW;
  }

  /** Declares the handlers, which has to be done before any code is written. */
  void handlers() {
    for (PointPlan point : body.plan.points()) {
      Exits exits = body.exits(point);
      out.visitTryCatchBlock(exits.spill(), exits.spilled(), exits.failed(), Names.THROWABLE);
    }
  }

  /** Writes what saves the locals of all points. */
  void saves() {
    if (shared) {
      save(body.plan.none());
    }
  }

  /** Writes what is special to each point. */
  void spills() {
    body.plan.points().forEach(point -> spill(body.exits(point)));
  }

  private void spill(Exits exits) {
    SuspensionPoint point = exits.plan().point();
    Type result = point.call().result();
    out.visitLabel(exits.spill());
    body.frames.inBody(point.locals(), point.stack(), result);
    if (point.line() > 0) {
      out.visitLineNumber(point.line(), exits.spill());
    }
    boolean emits = point.call().kind == SuspendCall.Kind.EMIT;
    if (emits) {
      body.loadTrampoline();
      out.visitInsn(Opcodes.SWAP);
      out.visitFieldInsn(
          Opcodes.PUTFIELD, Names.TRAMPOLINE, "emitted", Names.descriptor(Names.OBJECT));
    } else {
      drop(result);
    }
    layout.at(
        out, body.method.dispatcher(), body.method.point(exits.plan().state()), signature.frame());
    body.storeFrame();
    List<StackValue> stack = exits.plan().stack();
    for (int i = stack.size() - 1; i >= 0; i--) {
      StackValue value = stack.get(i);
      if (value instanceof Saved saved) {
        layout.save(out, signature.frame(), saved.slot(), saved.type());
      } else {
        drop(value.type());
      }
    }
    exits.plan().floats().forEach(this::saveLocal);
    if (!emits) {
      body.loadTrampoline();
      body.loadFrame();
      body.callTrampoline("suspend", "(" + Names.descriptor(Names.FRAME) + ")V");
    }
    out.visitLabel(exits.spilled());
    if (shared) {
      out.visitJumpInsn(Opcodes.GOTO, labelOf(exits.plan().kept()));
    } else {
      exits.plan().kept().locals().forEach(this::saveLocal);
      returnSuspended();
    }
    failed(exits, stack);
  }

  private void drop(Type type) {
    out.visitInsn(type.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
  }

  private void failed(Exits exits, List<StackValue> stack) {
    out.visitLabel(exits.failed());
    body.frames.inBody(
        exits.plan().point().locals(), List.of(), Type.getObjectType(Names.THROWABLE));
    body.loadTrampoline();
    out.visitInsn(Opcodes.SWAP);
    body.callTrampoline("failed", "(" + Names.descriptor(Names.THROWABLE) + ")V");
    // What was on the stack is lost, and nobody will look at it.
    stack.forEach(value -> Push.defaultValue(out, value.type()));
    out.visitJumpInsn(Opcodes.GOTO, exits.take());
  }

  /** Writes a set after all larger ones, the last of which falls through to it. */
  private void save(SavedLocals set) {
    List<SavedLocals> larger = set.larger;
    for (int i = 0; i < larger.size(); i++) {
      save(larger.get(i));
      if (i < larger.size() - 1) {
        out.visitJumpInsn(Opcodes.GOTO, labelOf(set));
      }
    }
    if (!set.points.isEmpty() || larger.size() > 1) {
      out.visitLabel(labelOf(set));
      body.frames.saving(set.locals());
    }
    if (set.local != null) {
      saveLocal(set.local);
      return;
    }
    returnSuspended();
  }

  private void returnSuspended() {
    if (GeneratorCalls.isGenerator(body.method.code())) {
      body.fromTrampoline("emitted", Names.descriptor(Names.OBJECT));
      out.visitInsn(Opcodes.ARETURN);
    } else {
      body.returnNothing();
    }
  }

  private Label labelOf(SavedLocals set) {
    return saves.computeIfAbsent(set, key -> new Label());
  }

  private void saveLocal(Saved local) {
    layout.saveLocal(
        out, signature.frame(), local.slot(), local.type(), signature.shifted(local.local()));
  }
}
