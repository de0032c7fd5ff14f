package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.FrameLayout.Slot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a method's frame holds in each of its states.
 *
 * @param layout the shape of a frame that waits, large enough for every point
 * @param cold the shape of one that has not started, which may wait later: a subclass of the other
 * @param receiver whether the first reference is {@code this}, kept in every state
 * @param arguments what a frame holds that has not started: the arguments the body reads
 * @param none the root of the tree of what is saved at the points
 * @param points what it holds at each suspension point, in the order of the states
 */
record FramePlan(
    FrameLayout layout,
    FrameLayout cold,
    boolean receiver,
    List<Saved> arguments,
    SavedLocals none,
    List<PointPlan> points) {

  /** The state of the first point; lower numbers are a frame's life before it. */
  static final int FIRST_STATE = 2;

  /** A value of the operand stack: saved in the frame, or pushed again. */
  sealed interface StackValue permits Saved, Constant {
    Type type();
  }

  /**
   * A value and its place: {@code local} is javac's local, or -1 for a value on the operand stack.
   */
  record Saved(int local, Type type, Slot slot) implements StackValue {
    @Override
    public String toString() {
      return (local < 0 ? "stack" : "local " + local) + " " + type.getClassName() + " in " + slot;
    }
  }

  /**
   * A local that the stack maps after the point mention although nothing reads it: it restarts as
   * null or zero.
   *
   * @param isNull whether they take it for null itself, not for some reference
   */
  record Cleared(int local, Type type, boolean isNull) {}

  /**
   * What happens to locals and stack at one point.
   *
   * @param state the number of the state in which a frame waits there
   * @param kept the locals that are saved, but for {@code floats}
   * @param floats the floating-point ones whose conversion is a call, which may overflow the stack
   * @param stack the operand stack from the bottom
   */
  record PointPlan(
      int state,
      SuspensionPoint point,
      SavedLocals kept,
      List<Saved> floats,
      List<StackValue> stack,
      List<Cleared> cleared) {
    /** All saved locals. */
    List<Saved> locals() {
      List<Saved> all = kept.locals();
      all.addAll(floats);
      return all;
    }
  }

  static FramePlan of(
      boolean isStatic, Type[] parameters, BitSet liveAtStart, List<SuspensionPoint> points) {
    int firstLocal = isStatic ? 0 : 1;
    FrameLayout empty = new FrameLayout(firstLocal, 0, 0);
    FrameLayout cold = empty;
    List<Saved> arguments = new ArrayList<>();
    int local = firstLocal;
    for (Type parameter : parameters) {
      if (liveAtStart.get(local)) {
        Type type = verifierType(parameter);
        arguments.add(new Saved(local, type, cold.next(type)));
        cold = cold.plus(type);
      }
      local += parameter.getSize();
    }
    FrameLayout waiting = empty;
    for (SuspensionPoint point : points) {
      waiting = waiting.or(size(point, empty));
    }
    cold = cold.or(waiting);
    FrameLayout layout = waiting.asBaseOf(cold);
    SavedLocals none = tree(layout, firstLocal, points);
    none.number(FIRST_STATE);
    List<PointPlan> plans = new ArrayList<>();
    plan(layout, none, firstLocal, plans);
    return new FramePlan(layout, cold, !isStatic, arguments, none, plans);
  }

  /** The slots that a point needs. */
  private static FrameLayout size(SuspensionPoint point, FrameLayout empty) {
    FrameLayout size = empty;
    for (Local local : locals(point, empty.references(), true)) {
      size = size.plus(local.type);
    }
    for (StackValue value : stack(point, size)) {
      if (value instanceof Saved) {
        size = size.plus(value.type());
      }
    }
    return size;
  }

  /**
   * Puts every point where its set of locals is: as deep as possible on a path that is there, from
   * where on those locals come first that are needed longest.
   */
  private static SavedLocals tree(
      FrameLayout layout, int firstLocal, List<SuspensionPoint> points) {
    Map<Local, Integer> lastUses = new HashMap<>();
    for (int i = 0; i < points.size(); i++) {
      for (Local local : locals(points.get(i), firstLocal, true)) {
        lastUses.put(local, i);
      }
    }
    Comparator<Local> order =
        Comparator.<Local>comparingInt(local -> -lastUses.getOrDefault(local, 0))
            .thenComparingInt(Local::index)
            .thenComparing(local -> local.type.getDescriptor());
    SavedLocals none = SavedLocals.none(firstLocal);
    for (SuspensionPoint point : points) {
      List<Local> locals = locals(point, firstLocal, true);
      locals.removeIf(local -> layout.callsToSave(local.type));
      SavedLocals set = none.largestWithin(new HashSet<>(locals));
      Set<Local> there = new HashSet<>();
      set.locals().forEach(saved -> there.add(new Local(saved.local(), saved.type())));
      locals.removeAll(there);
      locals.sort(order);
      for (Local local : locals) {
        set = set.and(local);
      }
      set.points.add(point);
    }
    return none;
  }

  private static void plan(
      FrameLayout layout, SavedLocals kept, int firstLocal, List<PointPlan> plans) {
    for (SuspensionPoint point : kept.points) {
      FrameLayout used = kept.size;
      List<Saved> floats = new ArrayList<>();
      for (Local local : locals(point, firstLocal, true)) {
        if (layout.callsToSave(local.type)) {
          floats.add(new Saved(local.index, local.type, used.next(local.type)));
          used = used.plus(local.type);
        }
      }
      List<Cleared> cleared = new ArrayList<>();
      for (Local local : locals(point, firstLocal, false)) {
        boolean isNull = point.locals().get(local.index) == Opcodes.NULL;
        cleared.add(new Cleared(local.index, local.type, isNull));
      }
      List<StackValue> stack = stack(point, used);
      plans.add(new PointPlan(FIRST_STATE + plans.size(), point, kept, floats, stack, cleared));
    }
    kept.larger.forEach(larger -> plan(layout, larger, firstLocal, plans));
  }

  /** A local of javac's, with the type it has for the verifier. */
  record Local(int index, Type type) {}

  /**
   * The locals that a point needs, or those that are only mentioned there; what is null by its type
   * is never needed.
   */
  private static List<Local> locals(SuspensionPoint point, int firstLocal, boolean needed) {
    List<Local> locals = new ArrayList<>();
    for (int i = firstLocal; i < point.locals().size(); i++) {
      Object value = point.locals().get(i);
      if (value == Opcodes.TOP) {
        continue;
      }
      Type type = value == Opcodes.NULL ? Type.getObjectType(Names.OBJECT) : typeOf(value);
      if (needed == (point.live().get(i) && value != Opcodes.NULL)) {
        locals.add(new Local(i, type));
      }
      i += type.getSize() - 1;
    }
    return locals;
  }

  /** The operand stack of a point; what has to be saved takes the slots after those in use. */
  private static List<StackValue> stack(SuspensionPoint point, FrameLayout inUse) {
    FrameLayout used = inUse;
    List<StackValue> stack = new ArrayList<>();
    for (int i = 0; i < point.stack().size(); i++) {
      Object value = point.stack().get(i);
      Constant constant = value == Opcodes.NULL ? Constant.NULL : point.constants().get(i);
      if (constant != null) {
        stack.add(constant);
      } else if (value != Opcodes.TOP) { // TOP is the second slot of a long or double
        Type type = typeOf(value);
        stack.add(new Saved(-1, type, used.next(type)));
        used = used.plus(type);
      }
    }
    return stack;
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
}
