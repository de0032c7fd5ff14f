package dev.simmer.support.v1;

import dev.simmer.AsyncGenerator;
import dev.simmer.Awaitable;
import dev.simmer.CancelledError;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs call chains of frames on one thread, with constant stack depth.
 *
 * <p>A body that awaits runs its callee in place, on the Java stack. When something really waits,
 * {@link #suspended} becomes non-null; every body on the stack sees that after its call returns,
 * saves its locals into a frame of its own, calls {@link #suspend} and returns. When the stack has
 * unwound, the frames form a list that starts at the innermost one. {@link #advance} later resumes
 * that one and, as each ends, the frame that awaits it.
 *
 * <p>Rewritten methods touch the public members only; they are the binary interface of emitted
 * code.
 *
 * <h2>The argument {@code at} of a body</h2>
 *
 * <p>{@code 0 … MAX_DEPTH}: a fresh call, that many calls deep. {@code TOO_DEEP}: a fresh call that
 * would be one too many; the body makes a frame of its arguments and calls {@link #defer}, so that
 * the stack unwinds and the trampoline starts the frame. {@code RESUME + state}: the frame in
 * {@link #resuming} goes on.
 */
public abstract class Trampoline {
  /** How many bodies may run inside each other before the next is started from the trampoline. */
  public static final int MAX_DEPTH = 200;

  public static final int TOO_DEEP = MAX_DEPTH + 1;
  public static final int RESUME = MAX_DEPTH + 2;

  /**
   * The frame that has just suspended and that its caller on the Java stack has still to link; null
   * otherwise.
   */
  public @Nullable Frame<?> suspended;

  /** The frame whose body is being entered by a resume. */
  public @Nullable Frame<?> resuming;

  /** The value that a generator's body is handing out while it suspends. */
  public @Nullable Object emitted;

  /**
   * Where the running body is about to create tasks: a constant {@code class;method;line;file}, so
   * that noting it costs next to nothing. Whoever creates a task takes it.
   */
  public @Nullable Object creating;

  /** How deep on the Java stack a resumed body runs. */
  public int depth;

  /**
   * Whether awaited calls go through their {@link Site}, which costs much for the first and little
   * for each later one; false while there have been few.
   */
  public boolean hot;

  /** What a frame returns whose result is in {@link #bits}. */
  private static final Object PRIMITIVE = new Object();

  private @Nullable Object value;
  private @Nullable Throwable failure;

  /** A result that is a primitive, as an integer or by its raw bits; see {@link Unboxed}. */
  long bits;

  /** Which primitive that is: the letter of its type in descriptors; 0 where there is none. */
  private char kind;

  private @Nullable Frame<?> deferred;
  private final Frame<?> wait = new Wait();

  /** After how many more started coroutines this is hot; not positive for never, or when it is. */
  private int startsUntilHot;

  protected Trampoline() {}

  /** Allows to enter bodies without a coroutine, which nobody can hear of then. */
  protected final void mayLinkCalls() {
    startsUntilHot = Heat.starts();
    hot = startsUntilHot == 0;
  }

  /** Awaits: runs a coroutine in place, takes the result of what has ended, or waits. */
  public static @Nullable Object await(
      @Nullable Awaitable<?> awaitable, Trampoline trampoline, int at) throws Throwable {
    if (awaitable instanceof Waiting.Call<?> call) {
      return call.await(trampoline);
    }
    return trampoline.awaitOther(awaitable, at);
  }

  /** The form of await that names a checked exception for javac's sake. */
  public static @Nullable Object await(
      @Nullable Awaitable<?> awaitable, Class<?> mayThrow, Trampoline trampoline, int at)
      throws Throwable {
    return await(awaitable, trampoline, at);
  }

  /** Awaits a stage, which any thread may complete. */
  public static @Nullable Object await(
      @Nullable CompletionStage<?> stage, Trampoline trampoline, int at) throws Throwable {
    return trampoline.awaitStage(stage);
  }

  /** The form of await that names a checked exception for javac's sake. */
  public static @Nullable Object await(
      @Nullable CompletionStage<?> stage, Class<?> mayThrow, Trampoline trampoline, int at)
      throws Throwable {
    return trampoline.awaitStage(stage);
  }

  /**
   * Closes a resource, waiting where its close is a suspension point: what javac writes at the
   * normal end of a try-with-resources block, or a call that the user wrote.
   */
  public static @Nullable Object close(AutoCloseable resource, Trampoline trampoline, int at)
      throws Throwable {
    return trampoline.closeResource(resource, at);
  }

  /** Closes a resource whose null test has been taken out of the method. */
  public static @Nullable Object closeUnlessNull(
      @Nullable AutoCloseable resource, Trampoline trampoline, int at) throws Throwable {
    return resource == null ? null : trampoline.closeResource(resource, at);
  }

  /**
   * Leaves a try-with-resources block that ended by {@code thrown}: closes the resource, waiting
   * where its close is a suspension point, and returns what the block must throw. Never throws
   * itself.
   */
  public static Object exit(
      @Nullable AutoCloseable resource, Throwable thrown, Trampoline trampoline, int at) {
    return resource == null ? thrown : trampoline.exitResource(resource, thrown, at);
  }

  /** Links {@code frame} as the awaiter of what has just suspended; its caller links it in turn. */
  public final void suspend(Frame<?> frame) {
    Frame<?> callee = suspended;
    if (callee == null) {
      throw new AssertionError("suspend() without a suspended callee");
    }
    callee.awaiter = frame;
    suspended = frame;
  }

  /**
   * Takes back a suspension that could not be saved, for want of memory or stack: the wait ends by
   * {@code thrown} for the frames that have been saved, which run to their end, and {@link #take}
   * yields what becomes of that.
   */
  public final void failed(Throwable thrown) {
    Frame<?> next = deferred;
    Frame<?> innermost = next == null ? wait.awaiter : next.awaiter;
    suspended = null;
    deferred = null;
    wait.awaiter = null;
    waitTakenBack();
    if (innermost == null) {
      give(null, thrown);
    } else if (advance(innermost, null, thrown) != null) {
      waitTakenBack(); // It waits again, and nobody can wait for it.
      give(null, thrown);
    }
  }

  /** Asks for {@code frame}, which is claimed, to be started once the stack has unwound. */
  public final void defer(Frame<?> frame) {
    deferred = frame;
    suspended = frame;
  }

  /** Yields the result of what the resumed frame awaited, or throws its failure. */
  public final @Nullable Object take() throws Throwable {
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw thrown;
    }
    // Written out, as in takeValue(), this is so long that HotSpot calls it where it seldom comes
    // by; so bodies stay short enough to be inlined where they are resumed.
    if (kind != 0) {
      return boxedPrimitive();
    }
    Object result = value;
    value = null;
    return result;
  }

  /** Yields the failure alone, without throwing it; null where there is a result. */
  protected final @Nullable Throwable takeFailure() {
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
    }
    return thrown;
  }

  /** Yields the result where there is no failure. */
  protected final @Nullable Object takeValue() {
    if (kind != 0) {
      return boxedPrimitive();
    }
    Object result = value;
    value = null;
    return result;
  }

  /** Ends a frame whose result is a primitive; it returns what this returns. */
  final Object primitive(char itsKind, long itsBits) {
    kind = itsKind;
    bits = itsBits;
    return PRIMITIVE;
  }

  /** Says whether the result is such a primitive, which is then in {@link #bits}. */
  final boolean takesPrimitive(char wanted) {
    if (kind != wanted) {
      return false;
    }
    kind = 0;
    return true;
  }

  private @Nullable Object boxed(@Nullable Object result) {
    return result == PRIMITIVE ? boxedPrimitive() : result;
  }

  private Object boxedPrimitive() {
    char its = kind;
    kind = 0;
    return switch (its) {
      case 'Z' -> bits != 0;
      case 'B' -> (byte) bits;
      case 'S' -> (short) bits;
      case 'C' -> (char) bits;
      case 'I' -> (int) bits;
      case 'J' -> bits;
      case 'F' -> Float.intBitsToFloat((int) bits);
      default -> Double.longBitsToDouble(bits);
    };
  }

  /** Sets what the next {@link #take} yields: for a frame that is resumed out of turn. */
  final void give(@Nullable Object result, @Nullable Throwable thrown) {
    kind = 0;
    value = result;
    failure = thrown;
  }

  /** Begins a wait at the innermost point: the next {@link #suspend} names the frame that waits. */
  protected final void suspendAtLeaf() {
    suspended = wait;
  }

  private @Nullable Object awaitOther(@Nullable Awaitable<?> awaitable, int at) throws Throwable {
    if (awaitable instanceof Frame<?> frame) {
      return start(frame, at);
    }
    return awaitResult(awaitable);
  }

  /** Claims a coroutine and runs it in place, at most {@link #MAX_DEPTH} deep. */
  protected final @Nullable Object start(Frame<?> frame, int at) throws Throwable {
    frame.claim();
    if (startsUntilHot > 0 && --startsUntilHot == 0) {
      hot = true;
      Heat.reached();
    }
    if (at >= MAX_DEPTH) {
      defer(frame);
      return null;
    }
    depth = at + 1;
    try {
      return boxed(frame.resume(this));
    } catch (Throwable e) {
      takeBack(e);
      throw e;
    }
  }

  /** Undoes a wait that had begun when an error struck that nobody could expect. */
  final void takeBack(Throwable thrown) {
    if (suspended != null || thrown instanceof VirtualMachineError) {
      failed(thrown);
    }
  }

  /**
   * Resumes {@code frame} with a result or a failure, then whoever awaits it, until the chain waits
   * again or ends.
   *
   * @return the frame to resume when the wait is over; null when the chain has ended and {@link
   *     #take} yields its result
   */
  protected final @Nullable Frame<?> advance(
      Frame<?> frame, @Nullable Object received, @Nullable Throwable thrown) {
    give(received, thrown);
    Frame<?> first = thrown instanceof CancelledError ? unwound(frame) : frame;
    if (first == null) {
      return null;
    }
    for (Frame<?> running = first; ; ) {
      Object result = null;
      Throwable escaped = null;
      depth = 0;
      try {
        result = running.resume(this);
        if (running.awaiter == null) {
          result = boxed(result); // Here, where it may fail: nobody expects it who asks for it.
        }
      } catch (Throwable e) {
        escaped = e;
        takeBack(e);
        thrownOutOf(running, e);
      }
      Frame<?> waiting = suspended;
      Frame<?> awaiter = running.awaiter;
      if (waiting != null) {
        suspended = null;
        kind = 0;
        if (waiting != running) {
          // A tail call: the callee takes the place of the frame that made it.
          running.awaiter = null;
          waiting.awaiter = awaiter;
        }
        Frame<?> next = deferred;
        if (next == null) {
          Frame<?> innermost = wait.awaiter;
          wait.awaiter = null;
          return innermost == null ? new Rest() : innermost;
        }
        deferred = null;
        running = next;
      } else {
        running.awaiter = null;
        if (result != PRIMITIVE) {
          kind = 0;
          value = result;
        }
        failure = escaped;
        Frame<?> next = escaped instanceof CancelledError ? unwound(awaiter) : awaiter;
        if (next == null) {
          return null;
        }
        running = next;
      }
    }
  }

  /**
   * Ends the frames that would only throw a cancel on, without a throw in each, and returns the one
   * that may do more; null when there is none. Other exceptions take the long way, on which their
   * traces are completed.
   */
  private static @Nullable Frame<?> unwound(@Nullable Frame<?> innermost) {
    Frame<?> frame = innermost;
    while (frame != null && frame.passesOn()) {
      Frame<?> awaiter = frame.awaiter;
      frame.awaiter = null;
      frame.point |= Frame.RUNNING;
      frame = awaiter;
    }
    return frame;
  }

  /**
   * Is told of every exception that leaves a resumed frame, while the frame still knows who awaits
   * it.
   */
  protected void thrownOutOf(Frame<?> frame, Throwable thrown) {}

  /** Is told that what waits is not going to wait after all. */
  protected void waitTakenBack() {}

  /**
   * Is told that the body of a generator begins, so that a generator left open can be closed in the
   * end.
   */
  protected void opened(AsyncGenerator<?> generator) {}

  /** Is told that the body of a generator has ended. */
  protected void ended(AsyncGenerator<?> generator) {}

  /** Sets who hears of every frame that is made from now on; for debug mode. */
  protected static void listenToFrames(Consumer<Frame<?>> listener) {
    Frame.listener = listener;
  }

  /** Awaits anything but a frame. */
  protected abstract @Nullable Object awaitResult(@Nullable Awaitable<?> awaitable)
      throws Throwable;

  /** Awaits a stage. */
  protected abstract @Nullable Object awaitStage(@Nullable CompletionStage<?> stage)
      throws Throwable;

  /** Closes a resource after a normal end of its block. */
  protected abstract @Nullable Object closeResource(AutoCloseable resource, int at)
      throws Throwable;

  /** Closes a resource after {@code thrown} ended its block; returns what to throw. */
  protected abstract Object exitResource(AutoCloseable resource, Throwable thrown, int at);

  /**
   * Is left of a chain whose last frame handed its place to a wait: that wait's result is its own.
   */
  private static final class Rest extends Frame<Object> {
    @Override
    public @Nullable Object resume(Trampoline trampoline) throws Throwable {
      point = RUNNING;
      return trampoline.take();
    }
  }

  /** Stands for the wait itself: the callee that the innermost frame links itself to. */
  private static final class Wait extends Frame<Object> {
    @Override
    public Object resume(Trampoline trampoline) {
      throw new AssertionError("a wait is not resumed");
    }
  }
}
