package dev.simmer.support.v1;

import dev.simmer.AsyncGenerator;
import dev.simmer.AsyncIterator;
import dev.simmer.CancelledError;
import dev.simmer.Coroutine;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The generator that calling an async generator method creates: its body, run one value at a time
 * by whoever asks for the next.
 *
 * <p>An {@code emit} looks to the trampoline like an end of the body: it returns the value to the
 * {@link Advance} that awaits it, and its frame keeps the place where the next one goes on.
 */
public final class Generator<T> extends AsyncGenerator<T> {
  private final EmittedFrame body;
  private boolean running;
  private boolean ended;
  private boolean ready;
  private @Nullable T element;

  private Generator(EmittedFrame body) {
    this.body = body;
  }

  /** Makes a generator of a body that has not started. */
  public static <T> Generator<T> of(EmittedFrame body) {
    return new Generator<>(body);
  }

  @Override
  public AsyncIterator<T> asyncIterator() {
    return this;
  }

  @Override
  public Coroutine<Boolean> hasNext() {
    return new Advance<>(this, false);
  }

  @Override
  @SuppressWarnings("NullAway") // a generator may emit null where its element type says so
  public T next() {
    if (!ready) {
      throw new NoSuchElementException(
          "next() of "
              + this
              + " without an element. Await hasNext() first and see that it is true.");
    }
    ready = false;
    T next = element;
    element = null;
    return next;
  }

  @Override
  @SuppressWarnings("unchecked") // its result is null, which is of every type
  public Coroutine<Void> closeAsync() {
    return (Coroutine<Void>) (Coroutine<?>) new Advance<>(this, true);
  }

  @Override
  public String toString() {
    return "generator " + body.label() + (ended ? " (ended)" : running ? " (running)" : "");
  }

  @SuppressWarnings("unchecked") // the body emits what its method declares
  private void emitted(@Nullable Object value) {
    element = (T) value;
    ready = true;
  }

  /** Runs the body until it emits or ends; where it is being closed, its {@code emit} throws. */
  private static final class Advance<T> extends Frame<Boolean> {
    private static final int WAITING = 2;

    private final Generator<T> generator;
    private final boolean closing;
    private @Nullable CancelledError close;

    Advance(Generator<T> generator, boolean closing) {
      this.generator = generator;
      this.closing = closing;
    }

    @Override
    public @Nullable Object resume(Trampoline trampoline) throws Throwable {
      int from = point;
      int depth = trampoline.depth;
      point = RUNNING;
      Object value;
      try {
        if (from == WAITING) {
          value = trampoline.take();
        } else {
          if (isSettled()) {
            return closing ? null : generator.ready;
          }
          value = enter(trampoline, depth);
          if (trampoline.suspended != null) {
            point = WAITING;
            trampoline.suspend(this);
            return null;
          }
        }
      } catch (Throwable e) {
        generator.running = false;
        generator.ended = true;
        trampoline.ended(generator);
        if (e == close) {
          return null;
        }
        throw e;
      }
      generator.running = false;
      trampoline.emitted = null;
      boolean emitted = generator.body.isSuspended();
      if (!emitted || closing) {
        trampoline.ended(generator);
      }
      return settle(value, emitted);
    }

    /** Says whether nothing has to run to answer. */
    private boolean isSettled() {
      if (generator.running) {
        throw new IllegalStateException(
            generator
                + " is already running: one task at a time may ask a generator for its next element, or close it.");
      }
      if (closing) {
        generator.ready = false;
        generator.element = null;
        if (generator.body.isCold()) {
          generator.body.abandon();
          generator.ended = true;
        }
        return generator.ended;
      }
      return generator.ready || generator.ended;
    }

    private @Nullable Object enter(Trampoline trampoline, int depth) throws Throwable {
      generator.running = true;
      if (generator.body.isCold()) {
        generator.body.claim();
        trampoline.opened(generator);
      } else if (closing) {
        close = new CancelledError("the generator was closed");
        trampoline.give(null, close);
      } else {
        trampoline.give(null, null);
      }
      trampoline.depth = depth + 1;
      return generator.body.resume(trampoline);
    }

    private @Nullable Object settle(@Nullable Object value, boolean emitted) {
      if (emitted && !closing) {
        generator.emitted(value);
        return true;
      }
      generator.ended = true;
      if (emitted) {
        throw new IllegalStateException(
            generator
                + " emitted although it is being closed. Let the CancelledError that its emit() threw pass, and emit"
                + " nothing in a finally block.");
      }
      if (value != null) {
        throw new IllegalStateException(
            generator
                + " returned another generator. End it with return end(); and emit each element of the other.");
      }
      return closing ? null : false;
    }

    @Override
    protected String label() {
      return (closing ? "closing " : "next element of ") + generator.body.label();
    }
  }
}
