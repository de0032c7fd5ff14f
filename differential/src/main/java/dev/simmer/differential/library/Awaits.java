package dev.simmer.differential.library;

import dev.simmer.processor.rewrite.TypeOracle;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Passes the result of each call of a method through an await, in the instructions javac has for
 * {@code (T) await(Leaves.of(call()))}.
 *
 * <p>Methods of the class that nobody can override are called by their copies, so that whole stacks
 * suspend: {@code (T) await(call$async())}.
 */
final class Awaits {
  private static final String SIMMER = "dev/simmer/Simmer";
  private static final String LEAVES = Type.getInternalName(Leaves.class);

  /** Each so many-th await is one of a {@code CompletionStage}. */
  private static final int STAGES = 7;

  private final ClassNode type;
  private final MethodNode method;
  private final TypeOracle types;
  private final Set<String> copied;
  private int inserted;

  private Awaits(ClassNode type, MethodNode method, TypeOracle types, Set<String> copied) {
    this.type = type;
    this.method = method;
    this.types = types;
    this.copied = copied;
  }

  /**
   * Inserts the awaits and returns how many.
   *
   * @param copied which methods of the class are copied, as {@link CopiedMethod#key(MethodNode)}
   */
  static int insert(ClassNode type, MethodNode method, TypeOracle types, Set<String> copied) {
    Awaits awaits = new Awaits(type, method, types, copied);
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof MethodInsnNode call) {
        awaits.after(call, Type.getReturnType(call.desc));
      } else if (insn instanceof InvokeDynamicInsnNode call) {
        awaits.after(call, Type.getReturnType(call.desc));
      }
    }
    return awaits.inserted;
  }

  private void after(AbstractInsnNode call, Type result) {
    InsnList added = new InsnList();
    if (call instanceof MethodInsnNode callee && isCopied(callee)) {
      callee.name += CopiedMethod.SUFFIX;
      callee.desc = CopiedMethod.copyDescriptor(callee.desc);
      added.add(await("dev/simmer/Awaitable"));
      if (result.getSort() == Type.VOID) {
        added.add(new InsnNode(Opcodes.POP));
      } else {
        added.add(Boxed.unbox(result));
      }
    }
    if (isAwaitable(result)) {
      boolean stage = inserted % STAGES == STAGES - 1;
      String awaited = stage ? "java/util/concurrent/CompletionStage" : "dev/simmer/Awaitable";
      added.add(Boxed.box(result));
      added.add(
          new MethodInsnNode(
              Opcodes.INVOKESTATIC,
              LEAVES,
              stage ? "stage" : "of",
              "(Ljava/lang/Object;)L" + awaited + ";"));
      added.add(await(awaited));
      AbstractInsnNode pop = next(call);
      if (pop != null && (pop.getOpcode() == Opcodes.POP || pop.getOpcode() == Opcodes.POP2)) {
        method.instructions.set(pop, new InsnNode(Opcodes.POP));
      } else {
        added.add(Boxed.unbox(result));
      }
    }
    method.instructions.insert(call, added);
  }

  private MethodInsnNode await(String awaited) {
    inserted++;
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, SIMMER, "await", "(L" + awaited + ";)Ljava/lang/Object;");
  }

  private boolean isCopied(MethodInsnNode callee) {
    if (!callee.owner.equals(type.name) || !copied.contains(callee.name + callee.desc)) {
      return false;
    }
    return type.methods.stream()
        .filter(candidate -> candidate.name.equals(callee.name))
        .filter(candidate -> candidate.desc.equals(callee.desc))
        .allMatch(found -> (found.access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) != 0);
  }

  /** Says whether the class may name the type: a call may return what its caller cannot cast to. */
  private boolean isAwaitable(Type result) {
    return switch (result.getSort()) {
      case Type.VOID -> false;
      case Type.OBJECT, Type.ARRAY -> {
        String name = result.getInternalName();
        yield types.accessible(name, type.name).equals(name);
      }
      default -> true;
    };
  }

  /** Returns the instruction after the call, where nothing jumps between the two. */
  private static @Nullable AbstractInsnNode next(AbstractInsnNode call) {
    AbstractInsnNode next = call.getNext();
    return next == null || next.getOpcode() < 0 ? null : next;
  }
}
