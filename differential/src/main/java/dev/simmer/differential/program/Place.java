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
 * @param guarded whether an enclosing block has a handler or a finalizer
 * @param yields what the enclosing switch expression gives; null outside of one
 * @param exits the jumps it may make, as statements
 * @param finalizer whether it is in a {@code finally} block
 */
record Place(
    Signature method,
    boolean instance,
    boolean awaits,
    @Nullable Kind result,
    boolean guarded,
    @Nullable Kind yields,
    List<String> exits,
    boolean finalizer) {

  static Place of(Signature method) {
    return new Place(
        method, method.host().instance, true, method.result(), false, null, List.of(), false);
  }

  /** The body of a lambda or of a method of a local class that is a coroutine itself. */
  Place nested(Kind newResult) {
    return new Place(method, instance, true, newResult, false, null, List.of(), false);
  }

  /** Code that cannot await. */
  Place plain() {
    return new Place(method, instance, false, null, guarded, null, List.of(), false);
  }

  Place inTry() {
    return new Place(method, instance, awaits, result, true, yields, exits, finalizer);
  }

  Place inFinalizer() {
    return new Place(method, instance, awaits, result, guarded, yields, exits, true);
  }

  /** The body of a loop, with a label or an empty one. */
  Place loop(String label) {
    List<String> inside = labelled();
    inside.add("break;");
    inside.add("continue;");
    if (!label.isEmpty()) {
      inside.add("break " + label + ";");
      inside.add("continue " + label + ";");
    }
    return new Place(method, instance, awaits, result, guarded, yields, inside, finalizer);
  }

  /** The body of a labelled statement that is no loop. */
  Place labelled(String label) {
    List<String> inside = new ArrayList<>(exits);
    inside.add("break " + label + ";");
    return new Place(method, instance, awaits, result, guarded, yields, inside, finalizer);
  }

  /** The body of a switch statement. */
  Place switched() {
    List<String> inside = new ArrayList<>(exits);
    inside.remove("break;");
    inside.add("break;");
    return new Place(method, instance, awaits, result, guarded, yields, inside, finalizer);
  }

  /** A block of a switch expression, out of which no jump leads. */
  Place yielding(Kind kind) {
    return new Place(method, instance, awaits, null, guarded, kind, List.of(), finalizer);
  }

  private List<String> labelled() {
    List<String> inside = new ArrayList<>(exits);
    inside.remove("break;");
    inside.remove("continue;");
    return inside;
  }
}
