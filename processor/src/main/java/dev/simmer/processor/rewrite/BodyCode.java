package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.FramePlan.PointPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/** A body that is being written, and what the emitters of its parts have in common. */
final class BodyCode {
  final RewrittenMethod method;
  final BodySignature signature;
  final FramePlan plan;
  final Type[] parameters;
  final MethodNode out;
  final StackMap frames;
  private final Map<SuspendCall, Exits> exits = new HashMap<>();

  /**
   * The labels of one suspension point.
   *
   * @param spill where the state is saved
   * @param spilled the end of what may fail there
   * @param failed where it goes on then
   * @param take where the result is taken, in the midst of the user's code
   */
  record Exits(PointPlan plan, Label spill, Label spilled, Label failed, Label take) {}

  BodyCode(RewrittenMethod method) {
    this.method = method;
    signature = method.signature();
    plan = method.plan();
    MethodNode source = method.code();
    parameters = Type.getArgumentTypes(source.desc);
    int access =
        Opcodes.ACC_PRIVATE
            | (source.access & (Opcodes.ACC_STATIC | Opcodes.ACC_STRICT))
            | (method.isLambda() ? Opcodes.ACC_SYNTHETIC : 0);
    out = new MethodNode(access, signature.name(), signature.descriptor(), null, null);
    frames = new StackMap(out, method.owner(), signature, plan.layout().shape());
    for (PointPlan point : plan.points()) {
      exits.put(
          point.point().call(),
          new Exits(point, new Label(), new Label(), new Label(), new Label()));
    }
  }

  /** The labels of a call; null for a tail call, which is no suspension point. */
  @Nullable Exits exits(SuspendCall call) {
    return exits.get(call);
  }

  Exits exits(PointPlan point) {
    return Objects.requireNonNull(exits.get(point.point().call()));
  }

  void loadTrampoline() {
    out.visitVarInsn(Opcodes.ALOAD, signature.trampoline());
  }

  void loadFrame() {
    out.visitVarInsn(Opcodes.ALOAD, signature.frame());
  }

  /** Reads a field of the trampoline. */
  void fromTrampoline(String field, String descriptor) {
    loadTrampoline();
    out.visitFieldInsn(Opcodes.GETFIELD, Names.TRAMPOLINE, field, descriptor);
  }

  void callTrampoline(String name, String descriptor) {
    out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.TRAMPOLINE, name, descriptor, false);
  }

  /** Creates a frame that has not started. */
  void newFrame(int state) {
    plan.cold().create(out, method.dispatcher(), method.point(state));
    storeFrame();
  }

  /** Keeps the frame on the stack, and the receiver in it. */
  void storeFrame() {
    out.visitVarInsn(Opcodes.ASTORE, signature.frame());
    if (plan.receiver()) {
      loadFrame();
      out.visitVarInsn(Opcodes.ALOAD, 0);
      out.visitFieldInsn(
          Opcodes.PUTFIELD, plan.layout().shape(), "r0", Names.descriptor(Names.OBJECT));
    }
  }

  /** Returns to a caller that sees that the body waits, and looks at no result. */
  void returnNothing() {
    Push.defaultValue(out, signature.result());
    out.visitInsn(signature.result().getOpcode(Opcodes.IRETURN));
  }
}
