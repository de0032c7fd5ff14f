package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of code may do where it stands.
 *
 * @param method the method it belongs to
 * @param instance whether the fields of the program's instance are in reach
 * @param awaits whether it may await
 * @param result what it may return; null where it cannot return
 * @param emits what it may emit; null outside of generators
 * @param guarded whether an enclosing block has a handler or a finalizer
 * @param finalizer whether it is in a {@code finally} block
 * @param yields what the enclosing switch expression gives; null outside of one
 * @param stacked whether it lies within an expression, where the operand stack may hold wide
 *     values: javac fails on a try there
 * @param returnsCoroutines whether what it returns may be a coroutine that has not run
 * @param exits the jumps it may make, as statements
 */
record Place(
    Signature method,
    boolean instance,
    boolean awaits,
    @Nullable Kind result,
    @Nullable Kind emits,
    boolean guarded,
    boolean finalizer,
    @Nullable Kind yields,
    boolean stacked,
    boolean returnsCoroutines,
    List<String> exits) {

  static Place of(Signature method) {
    Kind emitted = method.isGenerator() ? method.result() : null;
    return body(method, method.host().instance, method.result(), emitted);
  }

  /** The body of a lambda or of a method of a local class that is a coroutine itself. */
  Place nested(Kind newResult) {
    return body(method, instance, newResult, null);
  }

  /** The body of a method of a local class that is a generator itself. */
  Place generating(Kind element) {
    return body(method, instance, element, element);
  }

  private static Place body(Signature method, boolean instance, Kind result, @Nullable Kind emits) {
    return new Place(
        method, instance, true, result, emits, false, false, null, false, true, List.of());
  }

  /** Code that cannot await. */
  Place plain() {
    return new Place(
        method, instance, false, null, null, guarded, false, null, stacked, true, List.of());
  }

  Place inTry() {
    return new Place(
        method,
        instance,
        awaits,
        result,
        emits,
        true,
        finalizer,
        yields,
        stacked,
        returnsCoroutines,
        exits);
  }

  Place inFinalizer() {
    return new Place(
        method,
        instance,
        awaits,
        result,
        emits,
        guarded,
        true,
        yields,
        stacked,
        returnsCoroutines,
        exits);
  }

  /** The body of a loop, with a label or an empty one. */
  Place loop(String label) {
    List<String> inside = new ArrayList<>(exits);
    inside.remove("break;");
    inside.remove("continue;");
    inside.add("break;");
    inside.add("continue;");
    if (!label.isEmpty()) {
      inside.add("break " + label + ";");
      inside.add("continue " + label + ";");
    }
    return leaving(inside);
  }

  /** The body of a labelled statement that is no loop. */
  Place labelled(String label) {
    List<String> inside = new ArrayList<>(exits);
    inside.add("break " + label + ";");
    return leaving(inside);
  }

  /** The body of a switch statement. */
  Place switched() {
    List<String> inside = new ArrayList<>(exits);
    inside.remove("break;");
    inside.add("break;");
    return leaving(inside);
  }

  private Place leaving(List<String> newExits) {
    return new Place(
        method,
        instance,
        awaits,
        result,
        emits,
        guarded,
        finalizer,
        yields,
        stacked,
        returnsCoroutines,
        newExits);
  }

  /** A block of a switch expression, out of which no jump leads. */
  Place yielding(Kind kind) {
    return new Place(
        method,
        instance,
        awaits,
        null,
        emits,
        guarded,
        finalizer,
        kind,
        stacked,
        returnsCoroutines,
        List.of());
  }

  /** A block within an expression of which other parts may be on the operand stack. */
  Place withinExpression() {
    return new Place(
        method,
        instance,
        awaits,
        result,
        emits,
        guarded,
        finalizer,
        yields,
        true,
        returnsCoroutines,
        exits);
  }

  /** Where nothing is returned but values. */
  Place withoutCoroutines() {
    return new Place(
        method, instance, awaits, result, emits, guarded, finalizer, yields, stacked, false, exits);
  }
}
