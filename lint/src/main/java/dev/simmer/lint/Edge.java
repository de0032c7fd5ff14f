package dev.simmer.lint;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * One call on the way to a sink.
 *
 * @param target what it calls, if no subclass says otherwise
 * @param exact whether no subclass can
 * @param sink why the call itself blocks, or null when only the target's body can tell
 * @param declared the method as declared, for finding its overrides; null where the edge is exact
 * @param receiver the static type it is called on, null where the edge is exact
 * @param implicit whether nobody wrote it, see {@link Call#isImplicit}
 * @param shown how a message calls the target
 * @param place the file and line of the call
 * @param handed the futures that it is about
 * @param onlyIf the handover of the function that it leads into, if it is one that a method of the
 *     program may run
 */
record Edge(
    MethodKey target,
    boolean exact,
    @Nullable Blocking sink,
    @Nullable ExecutableElement declared,
    @Nullable TypeElement receiver,
    boolean implicit,
    String shown,
    String place,
    Handed handed,
    @Nullable Handover onlyIf) {

  /** Tells whether it is no call, but the first use of a class. */
  boolean isInitialisation() {
    return target.name().equals(Initialisers.NAME);
  }
}
