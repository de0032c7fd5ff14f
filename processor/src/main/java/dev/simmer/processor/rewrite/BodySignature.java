package dev.simmer.processor.rewrite;

import java.util.Arrays;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * The private method that holds a rewritten body, beside the entry of the same name.
 *
 * @param arguments how many local slots the receiver and the user's arguments take
 * @param result what the body returns: the coroutine's result, unboxed where every return boxes the
 *     same primitive
 */
record BodySignature(String name, String descriptor, boolean isStatic, int arguments, Type result) {
  /** The trampoline and the depth come after the user's arguments. */
  static final int ADDED_SLOTS = 2;

  static BodySignature of(MethodNode method, Type result) {
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    Type[] parameters = Type.getArgumentTypes(method.desc);
    int slots = isStatic ? 0 : 1;
    for (Type parameter : parameters) {
      slots += parameter.getSize();
    }
    String descriptor = withTrampoline(Type.getMethodDescriptor(result, parameters));
    return new BodySignature(method.name, descriptor, isStatic, slots, result);
  }

  /** Adds the trampoline and the depth as last parameters. */
  static String withTrampoline(String descriptor) {
    Type[] user = Type.getArgumentTypes(descriptor);
    Type[] all = Arrays.copyOf(user, user.length + ADDED_SLOTS);
    all[user.length] = Type.getObjectType(Names.TRAMPOLINE);
    all[user.length + 1] = Type.INT_TYPE;
    return Type.getMethodDescriptor(Type.getReturnType(descriptor), all);
  }

  /** The local that holds the trampoline. */
  int trampoline() {
    return arguments;
  }

  /** The local that holds the depth of a fresh call or where to resume. */
  int at() {
    return arguments + 1;
  }

  /** The local that holds the frame once there is one. */
  int frame() {
    return arguments + 2;
  }

  /** Where javac's local {@code local} lies in the body. */
  int shifted(int local) {
    return local < arguments ? local : local + 3;
  }
}
