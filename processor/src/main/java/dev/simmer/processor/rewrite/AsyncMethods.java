package dev.simmer.processor.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which methods of a class file are coroutines: those with {@code @Async} and code, and the bodies
 * of lambdas that return a coroutine and can suspend.
 */
final class AsyncMethods {
  /** The tag of a text in a constant pool (JVMS 4.4). */
  private static final int UTF8 = 1;

  /** How the descriptor of an async method ends; ASCII is the same in a class file. */
  private static final List<byte[]> RETURNS =
      List.of(ascii(Names.COROUTINE), ascii(Names.GENERATOR_API));

  private AsyncMethods() {}

  /**
   * Says whether some text in the constants of a class is the descriptor of a method that {@link
   * #in} would look at. Other texts may look alike; but a class without any has no such method.
   */
  static boolean mayBeIn(ClassReader reader) {
    for (int item = 1; item < reader.getItemCount(); item++) {
      int at = reader.getItem(item); // zero behind a long or a double, which takes two
      if (at > 0 && reader.readByte(at - 1) == UTF8 && endsLikeOne(reader, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsLikeOne(ClassReader reader, int text) {
    int end = text + 2 + reader.readUnsignedShort(text);
    for (byte[] suffix : RETURNS) {
      if (end - suffix.length >= text + 2 && isBefore(reader, end, suffix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBefore(ClassReader reader, int end, byte[] suffix) {
    for (int i = 1; i <= suffix.length; i++) {
      if (reader.readByte(end - i) != suffix[suffix.length - i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String returned) {
    return (")" + Names.descriptor(returned)).getBytes(StandardCharsets.US_ASCII);
  }

  static List<MethodNode> in(ClassNode type, TypeOracle types) {
    List<MethodNode> found = new ArrayList<>();
    for (MethodNode method : type.methods) {
      if (isAsync(method, types)) {
        found.add(method);
      }
    }
    return found;
  }

  private static boolean isAsync(MethodNode method, TypeOracle types) {
    boolean code = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
    if (!code || !(returns(method, Names.COROUTINE) || returns(method, Names.GENERATOR_API))) {
      return false;
    }
    if (isLambdaBody(method)) {
      return returns(method, Names.COROUTINE) && canSuspend(method, types);
    }
    // javac copies annotations to bridges, which only call the method they bridge to.
    return (method.access & Opcodes.ACC_BRIDGE) == 0 && isAnnotated(method, types);
  }

  private static boolean returns(MethodNode method, String type) {
    return Type.getReturnType(method.desc).getDescriptor().equals(Names.descriptor(type));
  }

  /** Says whether javac made the method out of a lambda. */
  static boolean isLambdaBody(MethodNode method) {
    return (method.access & Opcodes.ACC_SYNTHETIC) != 0 && method.name.startsWith("lambda$");
  }

  private static boolean isAnnotated(MethodNode method, TypeOracle types) {
    return makesAsync(method.invisibleAnnotations, types)
        || makesAsync(method.visibleAnnotations, types);
  }

  private static boolean makesAsync(@Nullable List<AnnotationNode> annotations, TypeOracle types) {
    return annotations != null
        && annotations.stream()
            .anyMatch(
                annotation -> types.makesAsync(Type.getType(annotation.desc).getInternalName()));
  }

  private static boolean canSuspend(MethodNode method, TypeOracle types) {
    for (var insn : method.instructions) {
      if (AwaitCalls.isAwait(insn)
          || EachLoop.isEach(insn)
          || ScopeExits.isAwaitedClose(insn, types)) {
        return true;
      }
    }
    return false;
  }
}
