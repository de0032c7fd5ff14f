package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An async body written by hand: steps that run one after the other, of which some wait.
 *
 * <p>Stands where rewritten methods would stand, and keeps to the same protocol, so that these
 * tests need no processor. Every step may throw; {@link #otherwise} is the {@code catch} around all
 * steps before it, {@link #inScope} a try-with-resources block around steps of its own.
 */
final class Script<T> extends Frame<T> {
  /** Makes what a step waits for. */
  interface Awaits {
    @Nullable Object get() throws Throwable;
  }

  /** Does something with what the step before yielded. */
  interface Does {
    @Nullable Object apply(@Nullable Object last) throws Throwable;
  }

  /** Handles what a step before threw; throws it on by throwing. */
  interface Handles {
    @Nullable Object apply(Throwable thrown) throws Throwable;
  }

  private sealed interface Step {}

  private record Await(Awaits what) implements Step {}

  private record Do(Does what) implements Step {}

  private record Catch(Handles what) implements Step {}

  private record Open(Callable<? extends AutoCloseable> resource) implements Step {}

  private record End() implements Step {}

  private static final int SUSPENDED = 2;

  private final List<Step> steps = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Object last;
  private @Nullable Throwable failing;
  private boolean exiting;
  private int next;

  static <T> Script<T> script() {
    return new Script<>();
  }

  /** Says that the result has another type. */
  @SuppressWarnings("unchecked")
  <U> Script<U> as() {
    return (Script<U>) this;
  }

  /** Awaits an Awaitable or CompletionStage. */
  Script<T> await(Awaits what) {
    steps.add(new Await(what));
    return this;
  }

  Script<T> then(Does what) {
    steps.add(new Do(what));
    return this;
  }

  Script<T> run(ThrowingRunnable<?> what) {
    return then(
        value -> {
          what.run();
          return value;
        });
  }

  /** Catches what the steps before threw. */
  Script<T> otherwise(Handles handler) {
    steps.add(new Catch(handler));
    return this;
  }

  /** Runs the steps of {@code body} in a try-with-resources block. */
  Script<T> inScope(Callable<? extends AutoCloseable> resource, Script<?> body) {
    steps.add(new Open(resource));
    steps.addAll(body.steps);
    steps.add(new End());
    return this;
  }

  @Override
  public @Nullable Object resume(Trampoline trampoline) throws Throwable {
    int depth = trampoline.depth;
    if (point == SUSPENDED) {
      point = RUNNING;
      if (received(trampoline)) {
        next++;
      }
    }
    point = RUNNING;
    while (true) {
      if (failing != null) {
        if (!unwind(trampoline, depth)) {
          return suspend(trampoline);
        }
        continue;
      }
      if (next == steps.size()) {
        return last;
      }
      try {
        step(trampoline, depth);
      } catch (Throwable e) {
        failing = e;
        continue;
      }
      if (trampoline.suspended != null) {
        return suspend(trampoline);
      }
      next++;
    }
  }

  private boolean received(Trampoline trampoline) {
    try {
      Object value = trampoline.take();
      if (exiting) {
        exiting = false;
        failing = (Throwable) value;
        return false;
      }
      if (steps.get(next) instanceof Await) {
        last = value;
      }
      return true;
    } catch (Throwable e) {
      failing = e;
      return false;
    }
  }

  private @Nullable Object suspend(Trampoline trampoline) {
    point = SUSPENDED;
    trampoline.suspend(this);
    return null;
  }

  private void step(Trampoline trampoline, int depth) throws Throwable {
    Step step = steps.get(next);
    if (step instanceof Await await) {
      Object what = await.what.get();
      last =
          what instanceof CompletionStage<?> stage
              ? Trampoline.await(stage, trampoline, depth)
              : Trampoline.await((Awaitable<?>) what, trampoline, depth);
    } else if (step instanceof Do action) {
      last = action.what.apply(last);
    } else if (step instanceof Open scope) {
      open.add(scope.resource.call());
    } else if (step instanceof End) {
      Trampoline.close(open.remove(open.size() - 1), trampoline, depth);
    }
  }

  /**
   * Goes to the next handler or end of a scope; false when leaving the scope waits, throws when
   * there is none.
   */
  private boolean unwind(Trampoline trampoline, int depth) throws Throwable {
    Throwable thrown = failing;
    failing = null;
    for (int nested = 0; ++next < steps.size(); ) {
      Step step = steps.get(next);
      if (step instanceof Open) {
        nested++;
      } else if (step instanceof End && nested > 0) {
        nested--;
      } else if (step instanceof Catch handler && nested == 0) {
        try {
          last = handler.what.apply(thrown);
          next++;
        } catch (Throwable e) {
          failing = e;
        }
        return true;
      } else if (step instanceof End) {
        Object result = Trampoline.exit(open.remove(open.size() - 1), thrown, trampoline, depth);
        exiting = trampoline.suspended != null;
        failing = exiting ? null : (Throwable) result;
        return !exiting;
      }
    }
    throw thrown;
  }

  @Override
  public StackTraceElement position() {
    return new StackTraceElement("Script", "step", "Script.java", next + 1);
  }
}
