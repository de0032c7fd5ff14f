package dev.simmer.processor.rewrite;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the awaits of a method and decides how each reaches its callee.
 *
 * <p>{@code await(callee(args))} on a private method of the same class runs the callee's body
 * outright: nothing can override, proxy or mock a private method from outside. Every other callee
 * is called through its visible method, and the trampoline runs the coroutine it returns in place.
 */
final class AwaitCalls {
  private final MethodNode method;

  /** The bodies that may be called outright, by name and descriptor of their entries. */
  private final Map<String, BodySignature> privateBodies;

  private final String owner;

  private AwaitCalls(String owner, MethodNode method, Map<String, BodySignature> privateBodies) {
    this.owner = owner;
    this.method = method;
    this.privateBodies = privateBodies;
  }

  static void suspend(String owner, MethodNode method, Map<String, BodySignature> privateBodies) {
    AwaitCalls calls = new AwaitCalls(owner, method, privateBodies);
    calls.markAwaits();
    calls.fusePrivateCalls();
  }

  /** Says whether {@code insn} is a call of {@code Simmer.await}. */
  static boolean isAwait(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && !(call instanceof SuspendCall)
        && call.owner.equals(Names.SIMMER)
        && call.name.equals("await");
  }

  private void markAwaits() {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (isAwait(insn)) {
        String desc = ((MethodInsnNode) insn).desc;
        String arguments = desc.substring(1, desc.indexOf(')'));
        method.instructions.set(insn, SuspendCall.runtime("await", false, arguments));
      }
    }
  }

  private void fusePrivateCalls() {
    Code code = new Code(method);
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (!(insn instanceof SuspendCall await)
          || !await.name.equals("await")
          || !(code.straightBefore(await) instanceof MethodInsnNode callee)) {
        continue;
      }
      BodySignature body = bodyOf(callee);
      if (body != null && await.desc.equals(SuspendCall.await(false).desc)) {
        SuspendCall direct = SuspendCall.body(callee, await.tail, body.result());
        method.instructions.set(await, direct);
        method.instructions.remove(callee);
        unboxed(direct, code);
      }
    }
  }

  private @Nullable BodySignature bodyOf(MethodInsnNode callee) {
    return callee.owner.equals(owner) && !(callee instanceof SuspendCall)
        ? privateBodies.get(callee.name + callee.desc)
        : null;
  }

  /** Joins a primitive result to the code that follows, which expects the boxed one. */
  private void unboxed(SuspendCall call, Code code) {
    Type result = call.result();
    if (result.getSort() == Type.OBJECT) {
      return;
    }
    Boxing boxing = Boxing.of(result);
    AbstractInsnNode cast = code.straightAfter(call);
    AbstractInsnNode unbox = cast == null ? null : code.straightAfter(cast);
    if (cast != null && cast.getOpcode() == Opcodes.CHECKCAST && boxing.isUnboxing(unbox)) {
      method.instructions.remove(cast);
      method.instructions.remove(unbox);
    } else {
      method.instructions.insert(call, boxing.box());
    }
  }
}
