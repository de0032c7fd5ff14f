package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.FrameLayout.Slot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a method's frame holds in each of its states.
 *
 * @param layout the shape that is large enough for every state
 * @param receiver whether the first reference is {@code this}, kept in every state
 * @param arguments what a frame holds that has not started: the arguments the body reads
 * @param points what it holds at each suspension point, in the order of the states
 */
record FramePlan(
    FrameLayout layout, boolean receiver, List<Saved> arguments, List<PointPlan> points) {

  /**
   * A value and its place: {@code local} is javac's local, or -1 for a value on the operand stack.
   */
  record Saved(int local, Type type, Slot slot) {
    @Override
    public String toString() {
      return (local < 0 ? "stack" : "local " + local) + " " + type.getClassName() + " in " + slot;
    }
  }

  /**
   * A local that the stack maps after the point mention although nothing reads it: it restarts as
   * null or zero.
   */
  record Cleared(int local, Type type) {}

  /**
   * What happens to locals and stack at one point.
   *
   * @param stack the operand stack from the bottom; values that are null by type are not saved
   */
  record PointPlan(
      SuspensionPoint point, List<StackValue> stack, List<Saved> locals, List<Cleared> cleared) {}

  /**
   * A value of the operand stack; {@code saved} is null where the type itself says that the value
   * is null.
   */
  record StackValue(Type type, @org.jspecify.annotations.Nullable Saved saved) {}

  static FramePlan of(
      boolean isStatic, Type[] parameters, BitSet liveAtStart, List<SuspensionPoint> points) {
    Counter most = new Counter(!isStatic);
    List<Saved> arguments = new ArrayList<>();
    Counter slots = new Counter(!isStatic);
    int local = isStatic ? 0 : 1;
    for (Type parameter : parameters) {
      if (liveAtStart.get(local)) {
        arguments.add(slots.save(local, verifierType(parameter)));
      }
      local += parameter.getSize();
    }
    most.cover(slots);
    List<PointPlan> plans = new ArrayList<>();
    for (SuspensionPoint point : points) {
      Counter used = new Counter(!isStatic);
      plans.add(plan(point, isStatic ? 0 : 1, used));
      most.cover(used);
    }
    return new FramePlan(
        new FrameLayout(most.references, most.primitives), !isStatic, arguments, plans);
  }

  private static PointPlan plan(SuspensionPoint point, int firstLocal, Counter used) {
    List<StackValue> stack = new ArrayList<>();
    for (int i = 0; i < point.stack().size(); i++) {
      Object value = point.stack().get(i);
      if (value == Opcodes.NULL) {
        stack.add(new StackValue(Type.getObjectType(Names.OBJECT), null));
      } else {
        Type type = typeOf(value);
        stack.add(new StackValue(type, used.save(-1, type)));
        i += type.getSize() - 1;
      }
    }
    List<Saved> locals = new ArrayList<>();
    List<Cleared> cleared = new ArrayList<>();
    for (int i = firstLocal; i < point.locals().size(); i++) {
      Object value = point.locals().get(i);
      if (value == Opcodes.TOP) {
        continue;
      }
      if (value == Opcodes.NULL) {
        cleared.add(new Cleared(i, Type.getObjectType(Names.OBJECT)));
        continue;
      }
      Type type = typeOf(value);
      if (point.live().get(i)) {
        locals.add(used.save(i, type));
      } else {
        cleared.add(new Cleared(i, type));
      }
      i += type.getSize() - 1;
    }
    return new PointPlan(point, stack, locals, cleared);
  }

  /**
   * The type of a value for saving it: every integral type but long is an int in a method's locals.
   */
  private static Type typeOf(Object verifierType) {
    if (verifierType instanceof String name) {
      return Type.getObjectType(name);
    }
    if (verifierType instanceof Label) {
      throw new IllegalStateException("an uninitialised object at a suspension point");
    }
    if (verifierType == Opcodes.INTEGER) {
      return Type.INT_TYPE;
    }
    if (verifierType == Opcodes.FLOAT) {
      return Type.FLOAT_TYPE;
    }
    if (verifierType == Opcodes.LONG) {
      return Type.LONG_TYPE;
    }
    if (verifierType == Opcodes.DOUBLE) {
      return Type.DOUBLE_TYPE;
    }
    throw new IllegalStateException("an unknown verifier type: " + verifierType);
  }

  private static Type verifierType(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN, Type.BYTE, Type.SHORT, Type.CHAR -> Type.INT_TYPE;
      default -> type;
    };
  }

  /** Hands out slots in order. */
  private static final class Counter {
    int references;
    int primitives;

    Counter(boolean receiver) {
      references = receiver ? 1 : 0;
    }

    Saved save(int local, Type type) {
      boolean reference = type.getSort() >= Type.ARRAY;
      Slot slot = reference ? Slot.reference(references++) : Slot.primitive(primitives++);
      return new Saved(local, type, slot);
    }

    void cover(Counter other) {
      references = Math.max(references, other.references);
      primitives = Math.max(primitives, other.primitives);
    }
  }
}
