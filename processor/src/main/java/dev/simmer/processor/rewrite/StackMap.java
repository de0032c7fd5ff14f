package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.FramePlan.Saved;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;

/**
 * Writes the stack maps of a body: javac's, with the trampoline, the depth and the frame put in
 * after the arguments.
 */
final class StackMap {
  private final MethodVisitor code;
  private final String owner;
  private final BodySignature signature;
  private final String shape;

  StackMap(MethodVisitor code, String owner, BodySignature signature, String shape) {
    this.code = code;
    this.owner = owner;
    this.signature = signature;
    this.shape = shape;
  }

  /** Copies one of javac's frames. */
  void copy(FrameNode frame) {
    List<Object> locals = new ArrayList<>();
    for (Object type : frame.local) {
      addWithPadding(locals, label(type));
    }
    List<Object> stack = new ArrayList<>();
    for (Object type : frame.stack) {
      stack.add(label(type));
    }
    write(withFrame(locals), stack);
  }

  /** Writes a frame inside the user's code; both lists have one entry a slot. */
  void inBody(List<Object> locals, List<Object> stack) {
    write(withFrame(locals), compact(stack));
  }

  /** Writes a frame inside the user's code, with one more value on top of the stack. */
  void inBody(List<Object> locals, List<Object> stack, Type top) {
    List<Object> values = compact(stack);
    values.add(verifierType(top));
    write(withFrame(locals), values);
  }

  /** Writes a frame where of the user's locals only those that are still to be saved matter. */
  void saving(List<Saved> saved) {
    List<Object> locals = new ArrayList<>();
    if (!signature.isStatic()) {
      locals.add(owner);
    }
    for (Saved local : saved) {
      int size = local.type().getSize();
      while (locals.size() < local.local() + size) {
        locals.add(Opcodes.TOP);
      }
      locals.set(local.local(), verifierType(local.type()));
    }
    write(withFrame(locals), List.of());
  }

  /**
   * Writes a frame where nothing but the arguments is known; the local for the frame is set when
   * {@code framed}.
   */
  void atEntry(Type[] parameters, boolean framed) {
    List<Object> locals = new ArrayList<>();
    if (!signature.isStatic()) {
      locals.add(owner);
    }
    for (Type parameter : parameters) {
      locals.add(verifierType(parameter));
    }
    locals.add(Names.TRAMPOLINE);
    locals.add(Opcodes.INTEGER);
    if (framed) {
      locals.add(shape);
    }
    write(locals, List.of());
  }

  private List<Object> withFrame(List<Object> slots) {
    int arguments = signature.arguments();
    List<Object> all = new ArrayList<>(slots.subList(0, Math.min(arguments, slots.size())));
    all.addAll(Collections.nCopies(arguments - all.size(), Opcodes.TOP));
    all.add(Names.TRAMPOLINE);
    all.add(Opcodes.INTEGER);
    all.add(shape);
    if (slots.size() > arguments) {
      all.addAll(slots.subList(arguments, slots.size()));
    }
    return compact(all);
  }

  private void write(List<Object> locals, List<Object> stack) {
    code.visitFrame(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
  }

  private static Object label(Object type) {
    return type instanceof LabelNode label ? label.getLabel() : type;
  }

  private static void addWithPadding(List<Object> slots, Object type) {
    slots.add(type);
    if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
      slots.add(Opcodes.TOP);
    }
  }

  /** Drops the second slot of longs and doubles, as class files do. */
  static List<Object> compact(List<Object> slots) {
    List<Object> types = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      Object type = slots.get(i);
      types.add(type);
      if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
        i++;
      }
    }
    return types;
  }

  /** Adds a value to a stack that has one entry a slot. */
  static void push(List<Object> stack, Type type) {
    addWithPadding(stack, verifierType(type));
  }

  static Object verifierType(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LONG;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.OBJECT, Type.ARRAY -> type.getInternalName();
      default -> Opcodes.INTEGER;
    };
  }
}
