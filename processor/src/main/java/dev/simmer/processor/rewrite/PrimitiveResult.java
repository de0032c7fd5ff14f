package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Lets bodies return their results unboxed, where every return boxes the same primitive for {@code
 * done(…)} or passes on such a result: {@code return done(a + b)} then allocates nothing.
 */
final class PrimitiveResult {
  static final Type REFERENCE = Type.getObjectType(Names.OBJECT);

  private final String owner;

  /** What each method returns as far as is known: absent while only recursion has been seen. */
  private final Map<String, Type> results = new HashMap<>();

  private final Map<String, MethodNode> methods = new HashMap<>();

  private PrimitiveResult(String owner) {
    this.owner = owner;
  }

  /**
   * The types that the bodies of methods return, by name and descriptor: a primitive where that
   * loses nothing.
   *
   * @param callable those whose results may be passed on as they are
   * @param others what a call of these returns may come from elsewhere
   */
  static Map<String, Type> of(
      String owner, Collection<MethodNode> callable, Collection<MethodNode> others) {
    PrimitiveResult analysis = new PrimitiveResult(owner);
    callable.forEach(method -> analysis.methods.put(key(method), method));
    List<MethodNode> all = new ArrayList<>(callable);
    all.addAll(others);
    analysis.update(all);
    // A method that never returns has no type of its own; those that pass it on follow.
    for (MethodNode method : all) {
      analysis.results.putIfAbsent(key(method), REFERENCE);
    }
    analysis.update(all);
    return analysis.results;
  }

  static String key(MethodNode method) {
    return method.name + method.desc;
  }

  private void update(Collection<MethodNode> methods) {
    boolean changed;
    do {
      changed = false;
      for (MethodNode method : methods) {
        changed |= update(method);
      }
    } while (changed);
  }

  private boolean update(MethodNode method) {
    Type known = results.get(key(method));
    Type common = known;
    for (Type returned : returns(method)) {
      common = common == null || common.equals(returned) ? returned : REFERENCE;
    }
    if (common == null || common.equals(known)) {
      return false;
    }
    results.put(key(method), common);
    return true;
  }

  private List<Type> returns(MethodNode method) {
    Code code = new Code(method);
    List<Type> types = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        AbstractInsnNode value = code.straightBefore(insn);
        MethodNode passedOn = callee(value);
        if (value instanceof MethodInsnNode done
            && done.owner.equals(Names.SIMMER)
            && done.name.equals("done")) {
          AbstractInsnNode last = code.straightBefore(done);
          AbstractInsnNode argument = withoutCast(code, last);
          Type boxed = Boxing.boxed(argument);
          passedOn =
              argument != null && AwaitCalls.isAwait(argument)
                  ? callee(code.straightBefore(argument))
                  : null;
          Type primitive = passedOn == null ? boxed : results.get(key(passedOn));
          if (primitive != null && mayFail(last, primitive)) {
            types.add(REFERENCE);
            continue;
          }
          if (passedOn == null) {
            types.add(boxed == null ? REFERENCE : boxed);
            continue;
          }
        }
        if (passedOn == null) {
          types.add(REFERENCE);
        } else if (results.get(key(passedOn)) != null) {
          types.add(results.get(key(passedOn)));
        }
      }
    }
    return types;
  }

  /** Looks behind the cast that javac puts after a generic call. */
  private static @Nullable AbstractInsnNode withoutCast(
      Code code, @Nullable AbstractInsnNode insn) {
    return insn != null && insn.getOpcode() == Opcodes.CHECKCAST ? code.straightBefore(insn) : insn;
  }

  /** Whether {@code insn} is the cast of a boxed value to something else, as users may write. */
  private static boolean mayFail(@Nullable AbstractInsnNode insn, Type primitive) {
    return insn instanceof TypeInsnNode cast
        && cast.getOpcode() == Opcodes.CHECKCAST
        && primitive.getSort() != Type.OBJECT
        && !cast.desc.equals(Boxing.of(primitive).wrapper());
  }

  private @Nullable MethodNode callee(@Nullable AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call && call.owner.equals(owner)
        ? methods.get(call.name + call.desc)
        : null;
  }

  /**
   * Removes the boxing before each return of {@code method}, whose returns are all awaited by now.
   */
  static void unbox(MethodNode method, Type result) {
    if (result.getSort() == Type.OBJECT) {
      return;
    }
    Code code = new Code(method);
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        AbstractInsnNode box = withoutCast(code, code.straightBefore(insn));
        if (box == null || !result.equals(Boxing.boxed(box))) {
          throw new IllegalStateException("a return of " + method.name + " does not box " + result);
        }
        while (box != insn) {
          AbstractInsnNode next = box.getNext();
          if (Code.isReal(box)) {
            Code.remove(method, box);
          }
          box = next;
        }
        method.instructions.set(insn, new InsnNode(result.getOpcode(Opcodes.IRETURN)));
      }
    }
  }
}
