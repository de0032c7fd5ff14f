package dev.simmer.processor.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Takes the values of a method for objects of types that its class may name.
 *
 * <p>A public method can hand out an object of a class that is not public. javac lets such a value
 * pass through a method and names its type only where nobody looks the class up; a frame that holds
 * it has to cast it when it gives it back, and may cast only to the nearest superclass in sight.
 */
final class NameableTypes {
  private final String owner;
  private final TypeOracle types;

  private NameableTypes(String owner, TypeOracle types) {
    this.owner = owner;
    this.types = types;
  }

  /**
   * Rewrites stack maps and variable tables. A lambda cannot have captured such a value: the JVM
   * would look its type up where it links the lambda.
   */
  static void use(String owner, MethodNode method, TypeOracle types) {
    NameableTypes nameable = new NameableTypes(owner, types);
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        nameable.replaceIn(frame.local);
        nameable.replaceIn(frame.stack);
      }
    }
    if (method.localVariables != null) {
      method.localVariables.forEach(
          local -> local.desc = nameable.of(Type.getType(local.desc)).getDescriptor());
    }
  }

  private Type of(Type type) {
    return type.getSort() >= Type.ARRAY
        ? Type.getObjectType(types.accessible(type.getInternalName(), owner))
        : type;
  }

  private void replaceIn(@Nullable List<Object> values) {
    if (values != null) {
      values.replaceAll(
          value -> value instanceof String name ? types.accessible(name, owner) : value);
    }
  }
}
