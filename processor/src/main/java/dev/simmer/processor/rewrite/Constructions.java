package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Moves {@code new} behind the constructor's arguments where an argument awaits: an object whose
 * constructor has not run cannot be saved in a frame.
 *
 * <pre>
 *   new X; dup; arguments; invokespecial X.&lt;init&gt;
 *   new X; pop; arguments; store them; new X; dup; load them; invokespecial X.&lt;init&gt;
 * </pre>
 *
 * <p>The first {@code new} stays, for nothing but the initialisation of its class, which Java does
 * before the arguments.
 */
final class Constructions {
  private final String owner;
  private final MethodNode method;
  private final Map<Label, AbstractInsnNode> newOf = new HashMap<>();
  private final Map<MethodInsnNode, AbstractInsnNode> newOfConstructor = new LinkedHashMap<>();
  private final Map<VarInsnNode, AbstractInsnNode> parked = new HashMap<>();
  private final Set<AbstractInsnNode> moved = new LinkedHashSet<>();

  private Constructions(String owner, MethodNode method) {
    this.owner = owner;
    this.method = method;
  }

  static void delay(String owner, MethodNode method) {
    if (!mayAwaitInArguments(method)) {
      return;
    }
    Constructions constructions = new Constructions(owner, method);
    constructions.find();
    if (!constructions.moved.isEmpty()) {
      constructions.cleanFrames();
      constructions.newOfConstructor.forEach(constructions::rebuild);
      constructions.moved.forEach(constructions::keepInitialisation);
      constructions.parked.forEach(constructions::unpark);
    }
  }

  /**
   * Says whether an object may be under construction where the method suspends, judged by the order
   * of the code alone, in which javac puts a constructor's call behind its {@code new}.
   */
  private static boolean mayAwaitInArguments(MethodNode method) {
    int begun = 0;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == Opcodes.NEW) {
        begun++;
      } else if (insn instanceof MethodInsnNode call && call.name.equals("<init>")) {
        begun--;
      } else if (begun != 0 && suspends(insn)) {
        return true;
      }
    }
    return false;
  }

  private static boolean suspends(AbstractInsnNode insn) {
    return insn instanceof SuspendCall || EachLoop.isEach(insn);
  }

  private void find() {
    TypeFlow.walk(
        owner,
        method,
        (insn, locals, stack) -> {
          AbstractInsnNode created = insn.getPrevious();
          while (created != null && !Code.isReal(created)) {
            created = created.getPrevious();
          }
          if (created != null
              && created.getOpcode() == Opcodes.NEW
              && !stack.isEmpty()
              && stack.get(stack.size() - 1) instanceof Label label) {
            nameNew(created, label);
          }
          if (suspends(insn)) {
            move(stack);
            move(locals);
          } else if (insn instanceof VarInsnNode access) {
            findParked(access, locals, stack);
          } else if (insn instanceof MethodInsnNode call && call.name.equals("<init>")) {
            int arguments = 0;
            for (Type argument : Type.getArgumentTypes(call.desc)) {
              arguments += argument.getSize();
            }
            if (stack.get(stack.size() - 1 - arguments) instanceof Label label) {
              newOfConstructor.put(call, newAt(label));
            }
          }
        });
    newOfConstructor.values().retainAll(moved);
  }

  private void move(List<Object> values) {
    for (Object value : values) {
      if (value instanceof Label label) {
        moved.add(newAt(label));
      }
    }
  }

  /**
   * Remembers where javac parks the operand stack in locals, before a switch that has a try inside.
   */
  private void findParked(VarInsnNode access, List<Object> locals, List<Object> stack) {
    Object value = null;
    if (access.getOpcode() == Opcodes.ASTORE) {
      value = stack.get(stack.size() - 1);
    } else if (access.getOpcode() == Opcodes.ALOAD) {
      value = locals.get(access.var);
    }
    if (value instanceof Label label) {
      parked.put(access, newAt(label));
    }
  }

  /**
   * Remembers the names of a {@code new}: what the analysis pushed, and the labels that javac's
   * frames use.
   */
  private void nameNew(AbstractInsnNode created, Label pushed) {
    newOf.put(pushed, created);
    for (AbstractInsnNode at = created.getPrevious();
        at != null && !Code.isReal(at);
        at = at.getPrevious()) {
      if (at instanceof LabelNode label) {
        newOf.put(label.getLabel(), created);
      }
    }
  }

  private AbstractInsnNode newAt(Label label) {
    AbstractInsnNode created = newOf.get(label);
    if (created == null) {
      throw new IllegalStateException("an uninitialised object without its new in " + method.name);
    }
    return created;
  }

  private void cleanFrames() {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame && frame.local != null) {
        List<Object> locals = new ArrayList<>(frame.local);
        locals.replaceAll(value -> isMoved(value) ? Opcodes.TOP : value);
        frame.local = locals;
      }
      if (insn instanceof FrameNode frame && frame.stack != null) {
        List<Object> kept = new ArrayList<>(frame.stack);
        kept.removeIf(this::isMoved);
        frame.stack = kept;
      }
    }
  }

  private boolean isMoved(Object value) {
    return value instanceof LabelNode label && moved.contains(newOf.get(label.getLabel()));
  }

  private void rebuild(MethodInsnNode constructor, AbstractInsnNode created) {
    String type = ((TypeInsnNode) created).desc;
    Type[] arguments = Type.getArgumentTypes(constructor.desc);
    InsnList before = new InsnList();
    InsnList loads = new InsnList();
    for (int i = arguments.length - 1; i >= 0; i--) {
      int local = method.maxLocals;
      method.maxLocals += arguments[i].getSize();
      before.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ISTORE), local));
      loads.insert(new VarInsnNode(arguments[i].getOpcode(Opcodes.ILOAD), local));
    }
    before.add(new TypeInsnNode(Opcodes.NEW, type));
    before.add(new InsnNode(Opcodes.DUP));
    before.add(loads);
    method.instructions.insertBefore(constructor, before);
  }

  private void keepInitialisation(AbstractInsnNode created) {
    AbstractInsnNode copy = Code.nextReal(created);
    if (copy == null || copy.getOpcode() != Opcodes.DUP) {
      throw new IllegalStateException("new without dup in " + method.name);
    }
    method.instructions.set(copy, new InsnNode(Opcodes.POP));
  }

  private void unpark(VarInsnNode access, AbstractInsnNode created) {
    if (moved.contains(created)) {
      method.instructions.remove(access);
    }
  }
}
