package dev.simmer.lint;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class of the JDK.
 *
 * @param name its binary name
 * @param supertypes what it extends and implements directly
 * @param access its modifiers
 * @param methods all it declares, in the order of the class file
 */
record JdkClass(String name, List<String> supertypes, int access, List<JdkMethod> methods) {

  private static final String PRIVILEGED = "java.security.Privileged";

  static JdkClass read(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    List<String> supertypes = new ArrayList<>();
    if (node.superName != null) {
      supertypes.add(name(node.superName));
    }
    node.interfaces.forEach(type -> supertypes.add(name(type)));
    String owner = name(node.name);
    return new JdkClass(
        owner,
        supertypes,
        access(node),
        node.methods.stream()
            .map(
                method ->
                    new JdkMethod(owner, method.name, method.desc, method.access, calls(method)))
            .toList());
  }

  boolean is(int modifier) {
    return (access & modifier) != 0;
  }

  /** A nested class's own modifiers stand in its table of nested classes. */
  private static int access(ClassNode node) {
    return node.innerClasses.stream()
        .filter(inner -> inner.name.equals(node.name))
        .findFirst()
        .map(inner -> inner.access)
        .orElse(node.access);
  }

  private static List<JdkMethod.Invocation> calls(MethodNode method) {
    List<JdkMethod.Invocation> calls = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof MethodInsnNode call && !call.owner.startsWith("[")) {
        calls.add(invocation(call.getOpcode(), call.owner, call.name, call.desc));
      } else if (instruction instanceof InvokeDynamicInsnNode lambda) {
        privileged(lambda, calls);
      }
    }
    return calls;
  }

  private static JdkMethod.Invocation invocation(
      int opcode, String owner, String name, String descriptor) {
    boolean virtual = opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE;
    return new JdkMethod.Invocation(virtual, name(owner), name, descriptor);
  }

  /** Of all lambdas, those made for {@code doPrivileged} surely run right here. */
  private static void privileged(InvokeDynamicInsnNode lambda, List<JdkMethod.Invocation> calls) {
    String made = Type.getReturnType(lambda.desc).getClassName();
    if (made.startsWith(PRIVILEGED)
        && lambda.bsmArgs.length > 1
        && lambda.bsmArgs[1] instanceof Handle body) {
      calls.add(
          new JdkMethod.Invocation(false, name(body.getOwner()), body.getName(), body.getDesc()));
    }
  }

  private static String name(String internal) {
    return internal.replace('/', '.');
  }
}
