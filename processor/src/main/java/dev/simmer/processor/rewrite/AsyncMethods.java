package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  private AsyncMethods() {}

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
