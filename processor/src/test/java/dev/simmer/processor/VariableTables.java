package dev.simmer.processor;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/**
 * Checks tables of local variables: wherever an entry says that a variable is in sight, its slot
 * holds a value of its type on every path.
 */
final class VariableTables {
  private VariableTables() {}

  /** Returns what is wrong with the tables of a class; nothing where they are right. */
  static List<String> complaints(byte[] classFile, ClassLoader loader) {
    ClassNode type = new ClassNode();
    new ClassReader(classFile).accept(type, 0);
    List<String> complaints = new ArrayList<>();
    for (MethodNode method : type.methods) {
      if (method.localVariables != null && !method.localVariables.isEmpty()) {
        Types types = new Types(type);
        types.setClassLoader(loader);
        check(type, method, types, complaints);
      }
    }
    return complaints;
  }

  private static void check(
      ClassNode type, MethodNode method, Types types, List<String> complaints) {
    Frame<BasicValue>[] frames;
    try {
      frames = new Analyzer<>(types).analyze(type.name, method);
    } catch (AnalyzerException e) {
      complaints.add(type.name + "." + method.name + ": " + e.getMessage());
      return;
    }
    for (LocalVariableNode local : method.localVariables) {
      for (AbstractInsnNode at = local.start; at != local.end; at = at.getNext()) {
        Frame<BasicValue> frame = frames[method.instructions.indexOf(at)];
        if (at.getOpcode() >= 0
            && frame != null
            && !types.holds(frame.getLocal(local.index), Type.getType(local.desc))) {
          complaints.add(
              "%s.%s%s: %s in slot %d holds %s before instruction %d"
                  .formatted(
                      type.name,
                      method.name,
                      method.desc,
                      local.name,
                      local.index,
                      frame.getLocal(local.index),
                      method.instructions.indexOf(at)));
          break;
        }
      }
    }
  }

  private static final class Types extends SimpleVerifier {
    Types(ClassNode type) {
      super(
          Opcodes.ASM9,
          Type.getObjectType(type.name),
          type.superName == null ? null : Type.getObjectType(type.superName),
          type.interfaces.stream().map(Type::getObjectType).toList(),
          (type.access & Opcodes.ACC_INTERFACE) != 0);
    }

    boolean holds(BasicValue value, Type declared) {
      if (value == BasicValue.UNINITIALIZED_VALUE) {
        return false;
      }
      return isSubTypeOf(value, newValue(declared));
    }
  }
}
