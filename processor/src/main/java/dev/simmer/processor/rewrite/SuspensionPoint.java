package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * One place where a method may suspend, and what holds there after the call: javac's locals and
 * operand stack without the call's arguments and result, as verifier types with one entry a slot.
 *
 * @param line the source line, 0 when unknown
 * @param constants the values of {@code stack} that are constants, null for others; one entry a
 *     slot, too
 * @param live the locals whose values are needed afterwards
 * @param handled whether something in the method may handle what is thrown there
 */
record SuspensionPoint(
    SuspendCall call,
    int line,
    List<Object> locals,
    List<Object> stack,
    List<@Nullable Constant> constants,
    BitSet live,
    boolean handled) {

  /** Finds the points of {@code method} in the order of the code; tail calls are none. */
  static List<SuspensionPoint> of(
      String owner,
      MethodNode method,
      Liveness liveness,
      TypeOracle types,
      boolean keepVisibleLocals) {
    List<SuspensionPoint> points = new ArrayList<>();
    Handlers handlers = new Handlers(method);
    Constants constants = new Constants(owner, method);
    TypeFlow.walk(
        owner,
        method,
        (insn, locals, stack) -> {
          if (insn instanceof SuspendCall call && !call.tail) {
            int arguments = Type.getArgumentsAndReturnSizes(call.desc) >> 2;
            if (call.getOpcode() == org.objectweb.asm.Opcodes.INVOKESTATIC) {
              arguments--;
            }
            BitSet live = liveness.across(call);
            if (keepVisibleLocals) {
              live.or(visible(method, call));
            }
            int below = stack.size() - arguments;
            points.add(
                new SuspensionPoint(
                    call,
                    Code.line(call),
                    nameable(locals, types, owner),
                    nameable(stack.subList(0, below), types, owner),
                    constants.below(call, below),
                    live,
                    !handlers.at(method.instructions.indexOf(call)).isEmpty()));
          }
        });
    return points;
  }

  /** Types that the class may cast to when it restores the values. */
  private static List<Object> nameable(List<Object> values, TypeOracle types, String owner) {
    List<Object> nameable = new ArrayList<>(values);
    nameable.replaceAll(
        value -> value instanceof String name ? types.accessible(name, owner) : value);
    return nameable;
  }

  private static BitSet visible(MethodNode method, SuspendCall call) {
    BitSet visible = new BitSet();
    int at = method.instructions.indexOf(call);
    if (method.localVariables != null) {
      method.localVariables.stream()
          .filter(
              local ->
                  method.instructions.indexOf(local.start) <= at
                      && at < method.instructions.indexOf(local.end))
          .forEach(local -> visible.set(local.index));
    }
    return visible;
  }

  @Override
  public String toString() {
    return "at line " + line + ": " + call + ", live " + live + ", below " + stack;
  }
}
