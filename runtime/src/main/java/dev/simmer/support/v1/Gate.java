package dev.simmer.support.v1;

import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Says of each visible method of a rewritten class whether its body may be entered past it: only
 * while the method is, in the version of the class that is loaded now, where the rewriter put it.
 *
 * <p>A class has its gate in a dynamic constant. Static fields survive it when an agent transforms
 * a class again; the constants do not: the new version gets a new gate, with everything closed, and
 * HotSpot throws away what it compiled with the old one. A visible method opens its own part, where
 * a {@link Site} has asked: it shows that its call of {@link #verify} is at the index that the
 * rewriter noted, behind a return. A mock, advice or a counter of coverage moves it. A visible
 * method takes the gate from its own constants, so that one which has begun before its class was
 * transformed, and is still on its way, cannot speak for the new version.
 */
public final class Gate {
  /** Whether visible methods are to call {@link #verify}; set only around a call of one. */
  public static boolean probing;

  private final Lookup owner;
  private boolean[] open = {};

  private Gate(Lookup owner) {
    this.owner = owner;
  }

  /** Makes the gate of one version of a class; the JVM calls this to find the constant. */
  public static Gate of(Lookup owner, String name, Class<?> type) {
    return new Gate(owner);
  }

  /**
   * Is called by a visible method that was asked.
   *
   * @param method its number in the class
   * @param result what its body returns, the first letter of the descriptor
   * @param index the index of this call in its code, as the rewriter wrote it
   */
  public void verify(int method, int result, int index) {
    Site.Probe probe = Site.Probe.current();
    if (probe == null) {
      return;
    }
    List<StackFrame> frames = Walker.INSTANCE.walk(all -> all.limit(3).toList());
    if (frames.size() == 3
        && isPristine(frames.get(1), index)
        && Site.Probe.isCall(frames.get(2))) {
      open(method);
      probe.reached = new Reached(this, method, (char) result, frames.get(1));
    }
  }

  private boolean isPristine(StackFrame visible, int index) {
    return visible.getDeclaringClass() == owner.lookupClass()
        && visible.getByteCodeIndex() == index;
  }

  private synchronized void open(int method) {
    boolean[] more = Arrays.copyOf(open, Math.max(open.length, method + 1));
    more[method] = true;
    open = more;
  }

  /** Gets ready to look at the stack, or fails. */
  static void load() {
    Objects.requireNonNull(Walker.INSTANCE);
  }

  /** Says whether the body of a method may be entered. */
  boolean isOpen(int method) {
    boolean[] known = open;
    return method < known.length && known[method];
  }

  Lookup owner() {
    return owner;
  }

  /** A visible method that has just shown itself. */
  record Reached(Gate gate, int method, char result, StackFrame visible) {}

  /** Loaded with the first probe only. */
  private static final class Walker {
    static final StackWalker INSTANCE =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private Walker() {}
  }
}
