package dev.simmer.processor.rewrite;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Finds the awaits of a method and decides how each reaches its callee.
 *
 * <p>{@code await(callee(args))} on a private method of the same class runs the callee's body
 * outright: nothing can override, proxy or mock a private method from outside. What other callee a
 * call reaches is known when it runs: {@link LinkedCalls}. Where that is never looked at, the
 * visible method is called, and the trampoline runs the coroutine it returns in place.
 */
final class AwaitCalls {
  private final MethodNode method;

  /** The bodies that may be called outright, by name and descriptor of their entries. */
  private final Map<String, BodySignature> privateBodies;

  private final String owner;
  private final TypeOracle types;

  private AwaitCalls(
      String owner, MethodNode method, Map<String, BodySignature> privateBodies, TypeOracle types) {
    this.owner = owner;
    this.method = method;
    this.privateBodies = privateBodies;
    this.types = types;
  }

  static void suspend(
      String owner, MethodNode method, Map<String, BodySignature> privateBodies, TypeOracle types) {
    AwaitCalls calls = new AwaitCalls(owner, method, privateBodies, types);
    calls.markAwaits();
    calls.fuseCalls();
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

  private void fuseCalls() {
    Code code = new Code(method);
    boolean links = LinkedCalls.pay(method);
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (!(insn instanceof SuspendCall await)
          || !await.desc.equals(SuspendCall.await(false).desc)
          || !(code.straightBefore(await) instanceof MethodInsnNode callee)) {
        continue;
      }
      BodySignature body = bodyOf(callee);
      if (body != null) {
        replace(await, callee, SuspendCall.body(callee, await.tail, body.result()), code);
      } else if (links && !await.tail && LinkedCalls.isOne(callee, owner, types)) {
        Unboxing unboxing = Unboxing.after(await, code);
        Type result = unboxing == null ? PrimitiveResult.REFERENCE : unboxing.primitive;
        replace(await, callee, SuspendCall.linked(callee, Code.line(callee), result), code);
      }
    }
    Code left = new Code(method);
    method.tryCatchBlocks.removeIf(block -> !left.covers(block));
  }

  private void replace(SuspendCall await, MethodInsnNode callee, SuspendCall direct, Code code) {
    method.instructions.set(await, direct);
    method.instructions.remove(callee);
    unboxed(direct, code);
  }

  /** What unboxes a result right after the call. */
  private record Unboxing(Type primitive, AbstractInsnNode cast, AbstractInsnNode call) {
    static @Nullable Unboxing after(SuspendCall call, Code code) {
      if (code.straightAfter(call) instanceof TypeInsnNode cast
          && cast.getOpcode() == Opcodes.CHECKCAST) {
        Boxing boxing = Boxing.by(cast.desc);
        AbstractInsnNode unbox = code.straightAfter(cast);
        if (boxing != null && unbox != null && boxing.isUnboxing(unbox)) {
          return new Unboxing(boxing.primitive(), cast, unbox);
        }
      }
      return null;
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
    Unboxing unboxing = Unboxing.after(call, code);
    if (unboxing != null && unboxing.primitive.equals(result)) {
      Code.remove(method, unboxing.cast);
      Code.remove(method, unboxing.call);
    } else {
      method.instructions.insert(call, Boxing.of(result).box());
    }
  }
}
