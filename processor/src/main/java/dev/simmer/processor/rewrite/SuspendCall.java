package dev.simmer.processor.rewrite;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A call that may suspend, while the method is still in the form javac gave it.
 *
 * <p>Its descriptor lacks the two last arguments, the trampoline and the depth, which the {@link
 * BodyEmitter} adds. So every analysis sees an ordinary call, and every pass can add one without
 * knowing the layout of the body.
 */
final class SuspendCall extends MethodInsnNode {
  /** What the call reaches. */
  enum Kind {
    /** A static method of the support package. */
    RUNTIME,
    /** Handing out a value of a generator: no call at all. */
    EMIT,
    /** The body of a private method of the same class. */
    BODY,
    /** A method that others may override or wrap; its body where that runs nothing else. */
    LINKED
  }

  final Kind kind;

  /** The awaiting method ends with the callee's result, so it needs no frame of its own. */
  final boolean tail;

  /** What a linked call calls as long as it is not; null for the other kinds. */
  final @Nullable Visible visible;

  /** The call as the user wrote it, and its line. */
  record Visible(MethodInsnNode call, int line) {}

  private SuspendCall(
      Kind kind,
      boolean tail,
      @Nullable Visible visible,
      int opcode,
      String owner,
      String name,
      String desc,
      boolean itf) {
    super(opcode, owner, name, desc, itf);
    this.kind = kind;
    this.tail = tail;
    this.visible = visible;
  }

  static SuspendCall runtime(String name, boolean tail, String arguments) {
    return support(Kind.RUNTIME, Names.TRAMPOLINE, name, tail, arguments);
  }

  /** A step of an asynchronous loop. */
  static SuspendCall each(String name, String arguments) {
    return support(Kind.RUNTIME, Names.EACH, name, false, arguments);
  }

  /** An {@code emit}, whose value is on the stack. */
  static SuspendCall emit() {
    return support(Kind.EMIT, Names.GENERATOR, "emit", false, Names.descriptor(Names.OBJECT));
  }

  private static SuspendCall support(
      Kind kind, String owner, String name, boolean tail, String arguments) {
    String desc = "(" + arguments + ")" + Names.descriptor(Names.OBJECT);
    return new SuspendCall(kind, tail, null, Opcodes.INVOKESTATIC, owner, name, desc, false);
  }

  static SuspendCall await(boolean tail) {
    return runtime("await", tail, Names.descriptor(Names.AWAITABLE));
  }

  static SuspendCall body(MethodInsnNode entryCall, boolean tail, Type result) {
    String desc = Type.getMethodDescriptor(result, Type.getArgumentTypes(entryCall.desc));
    return new SuspendCall(
        Kind.BODY,
        tail,
        null,
        entryCall.getOpcode(),
        entryCall.owner,
        entryCall.name,
        desc,
        entryCall.itf);
  }

  /** The call of a visible method, whose receiver is the first argument here. */
  static SuspendCall linked(MethodInsnNode visibleCall, int visibleLine, Type result) {
    Type[] arguments = Type.getArgumentTypes(visibleCall.desc);
    if (visibleCall.getOpcode() != Opcodes.INVOKESTATIC) {
      Type[] all = new Type[arguments.length + 1];
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      all[0] = Type.getObjectType(visibleCall.owner);
      arguments = all;
    }
    return new SuspendCall(
        Kind.LINKED,
        false,
        new Visible(visibleCall, visibleLine),
        Opcodes.INVOKESTATIC,
        visibleCall.owner,
        visibleCall.name,
        Type.getMethodDescriptor(result, arguments),
        visibleCall.itf);
  }

  /** The same call, awaited by a method that goes on afterwards. */
  SuspendCall inPlace() {
    return new SuspendCall(kind, false, visible, getOpcode(), owner, name, desc, itf);
  }

  Type result() {
    return Type.getReturnType(desc);
  }

  /** The descriptor of the call as emitted. */
  String emittedDescriptor() {
    return BodySignature.withTrampoline(desc);
  }

  @Override
  public AbstractInsnNode clone(Map<LabelNode, LabelNode> clonedLabels) {
    return new SuspendCall(kind, tail, visible, getOpcode(), owner, name, desc, itf);
  }

  @Override
  public String toString() {
    return (tail ? "tail " : "")
        + kind.name().toLowerCase(java.util.Locale.ROOT)
        + " "
        + name
        + desc;
  }
}
