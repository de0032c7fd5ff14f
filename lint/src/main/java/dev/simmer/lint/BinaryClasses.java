package dev.simmer.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The class files that a proof leads into, and what their types inherit. */
final class BinaryClasses {

  private final Compilation compilation;
  private final Given given;
  private final Map<String, @Nullable BinaryClass> classes = new HashMap<>();

  BinaryClasses(Compilation compilation, Given given) {
    this.compilation = compilation;
    this.given = given;
  }

  @Nullable BinaryClass find(String binaryName) {
    if (!classes.containsKey(binaryName)) {
      ClassReader file = compilation.libraries().read(binaryName);
      classes.put(binaryName, file == null ? null : new BinaryClass(file, given));
    }
    return classes.get(binaryName);
  }

  /** Returns the nearest type with the method, from a type upwards; null where none is known. */
  @Nullable String declaring(String start, String name, String parameters) {
    for (String type = start; type != null; type = parentOf(type)) {
      if (has(type, name, parameters)) {
        return type;
      }
    }
    for (String type : compilation.binaryTypes().nearestFirst(start)) {
      if (has(type, name, parameters)) {
        return type;
      }
    }
    return null;
  }

  private @Nullable String parentOf(String binaryName) {
    BinaryClass type = find(binaryName);
    return type == null ? null : type.parent();
  }

  /**
   * Returns what runs on an object of exactly one class: past a bridge that javac wrote the method
   * that this class has for it.
   */
  MethodKey past(String declaring, String exact, String name, String parameters) {
    BinaryClass type = find(declaring);
    MethodNode bridge = type == null ? null : type.method(name, parameters);
    if (bridge != null && (bridge.access & Opcodes.ACC_BRIDGE) != 0) {
      for (AbstractInsnNode instruction : bridge.instructions) {
        if (instruction instanceof MethodInsnNode call && call.name.equals(name)) {
          String real = BinaryClass.parameters(call.desc);
          String owner = real.equals(parameters) ? null : declaring(exact, name, real);
          return new MethodKey(
              owner == null ? declaring : owner, name, owner == null ? parameters : real);
        }
      }
    }
    return new MethodKey(declaring, name, parameters);
  }

  private boolean has(String binaryName, String name, String parameters) {
    if (Platform.isPartOf(binaryName)) {
      return given.has(binaryName, name);
    }
    BinaryClass type = find(binaryName);
    return type != null && type.method(name, parameters) != null;
  }

  /** Adds the classes an object of this type can be of; false where there may be others. */
  boolean collectClosed(String binaryName, List<String> found) {
    BinaryClass type = find(binaryName);
    if (type == null) {
      return false;
    }
    if (!type.is(Opcodes.ACC_ABSTRACT)) {
      found.add(binaryName);
    }
    List<String> permitted = type.permitted();
    if (type.is(Opcodes.ACC_FINAL)) {
      return true;
    }
    return permitted != null && permitted.stream().allMatch(name -> collectClosed(name, found));
  }
}
