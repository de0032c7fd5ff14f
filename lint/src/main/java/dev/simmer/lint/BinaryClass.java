package dev.simmer.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** A class file with what its code shows of its values. */
final class BinaryClass {

  private final Given given;
  private final ClassNode node = new ClassNode();
  private final Map<String, MethodNode> methods = new HashMap<>();
  private @Nullable Map<String, BasicValue> fields;

  BinaryClass(ClassReader file, Given given) {
    this.given = given;
    file.accept(node, ClassReader.SKIP_FRAMES);
    for (MethodNode method : node.methods) {
      methods.put(method.name + parameters(method.desc), method);
    }
  }

  static String parameters(String descriptor) {
    return descriptor.substring(1, descriptor.indexOf(')'));
  }

  String source() {
    return node.sourceFile != null
        ? node.sourceFile
        : Initialisers.simpleName(node.name.replace('/', '.')) + ".java";
  }

  boolean is(int access) {
    return (node.access & access) != 0;
  }

  @Nullable String parent() {
    return node.superName == null ? null : node.superName.replace('/', '.');
  }

  /** Returns the subclasses that a sealed type permits; null for one that is not sealed. */
  @Nullable List<String> permitted() {
    return node.permittedSubclasses == null
        ? null
        : node.permittedSubclasses.stream().map(name -> name.replace('/', '.')).toList();
  }

  @Nullable MethodNode method(String name, String parameters) {
    MethodNode method = methods.get(name + parameters);
    if (method == null && name.equals("<init>") && node.name.indexOf('$') > 0) {
      String outer = node.name.substring(0, node.name.lastIndexOf('$'));
      return methods.get(name + "L" + outer + ";" + parameters); // source has no outer instance
    }
    return method;
  }

  /** Returns the method that has the body of a rewritten async method, or null. */
  @Nullable MethodNode body(MethodNode method) {
    String start = parameters(method.desc) + "Ldev/simmer/support/";
    for (MethodNode other : node.methods) {
      if (other.name.equals(method.name)
          && other.desc.startsWith(start, 1)
          && parameters(other.desc).endsWith("/Trampoline;I")) {
        return other;
      }
    }
    return null;
  }

  /** Tells whether a method carries an annotation of one of these simple names. */
  static boolean isMarked(MethodNode method, String simpleName) {
    List<AnnotationNode> all = new ArrayList<>();
    if (method.visibleAnnotations != null) {
      all.addAll(method.visibleAnnotations);
    }
    if (method.invisibleAnnotations != null) {
      all.addAll(method.invisibleAnnotations);
    }
    return all.stream().anyMatch(annotation -> annotation.desc.endsWith("/" + simpleName + ";"));
  }

  /** Returns what the values are before each instruction; null for code that makes no sense. */
  Frame<BasicValue> @Nullable [] frames(MethodNode method) {
    return analyse(method, fields());
  }

  private Frame<BasicValue> @Nullable [] analyse(
      MethodNode method, Map<String, BasicValue> knownFields) {
    try {
      return new Analyzer<>(new BinaryValues(given, node.name, knownFields))
          .analyze(node.name, method);
    } catch (AnalyzerException | RuntimeException malformed) {
      return null;
    }
  }

  /** What is written into a final field once, or always the same, it always holds. */
  private Map<String, BasicValue> fields() {
    Map<String, BasicValue> known = fields;
    if (known == null) {
      known = new HashMap<>();
      Set<String> candidates = new HashSet<>();
      for (FieldNode field : node.fields) {
        if ((field.access & Opcodes.ACC_FINAL) != 0 && field.desc.startsWith("L")) {
          candidates.add(field.name);
        }
      }
      if (!candidates.isEmpty()) {
        for (MethodNode method : node.methods) {
          if (method.name.startsWith("<")) {
            collect(method, candidates, known);
          }
        }
      }
      fields = known;
    }
    return known;
  }

  private void collect(MethodNode method, Set<String> candidates, Map<String, BasicValue> known) {
    Frame<BasicValue>[] frames = analyse(method, Map.of());
    for (int i = 0; i < method.instructions.size(); i++) {
      AbstractInsnNode instruction = method.instructions.get(i);
      int opcode = instruction.getOpcode();
      if ((opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC)
          && instruction instanceof FieldInsnNode put
          && put.owner.equals(node.name)
          && candidates.contains(put.name)) {
        Frame<BasicValue> frame = frames == null ? null : frames[i];
        BasicValue value =
            frame == null ? BasicValue.REFERENCE_VALUE : frame.getStack(frame.getStackSize() - 1);
        BasicValue before = known.putIfAbsent(put.name, value);
        if (before != null && !before.equals(value)) {
          known.put(put.name, BasicValue.REFERENCE_VALUE);
        }
      }
    }
  }

  /** Returns the binary name of a type in an instruction. */
  static String binaryName(String internalName) {
    return Type.getObjectType(internalName).getClassName();
  }
}
