package dev.simmer;

import dev.simmer.differential.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A generator whose body is plain code on a thread of its own; only one of the two threads runs at
 * a time, the body's or that of whoever asks.
 */
public final class Generator<T> extends AsyncGenerator<T> {
  private static final ThreadLocal<Generator<?>> RUNNING = new ThreadLocal<>();
  private static final ThreadLocal<List<Generator<?>>> STARTED =
      ThreadLocal.withInitial(ArrayList::new);

  private final Body<T> body;
  private final Turns turns = new Turns();
  private boolean started;
  private boolean running;
  private boolean ended;
  private boolean ready;
  private T element;

  // What the body's thread and the other tell each other.
  private boolean emitted;
  private Throwable failure;
  private Throwable order;

  /** The body of a generator method. */
  public interface Body<T> {
    AsyncGenerator<T> run() throws Exception;
  }

  private Generator(Body<T> body) {
    this.body = body;
  }

  public static <T> AsyncGenerator<T> of(Body<T> body) {
    return new Generator<>(body);
  }

  /** Ends the threads of generators that a run of this thread left behind, without a trace. */
  public static void forgetAll() {
    List<Generator<?>> left = STARTED.get();
    // Unwinding may start others.
    for (int i = 0; i < left.size(); i++) {
      left.get(i).forget();
    }
    left.clear();
  }

  @Override
  public AsyncIterator<T> asyncIterator() {
    return this;
  }

  @Override
  public Coroutine<Boolean> hasNext() {
    return coroutine(() -> advance(null));
  }

  @Override
  public Coroutine<Void> closeAsync() {
    return coroutine(
        () -> {
          ready = false;
          element = null;
          if (!started) {
            ended = true;
          }
          if (!ended) {
            CancelledError close = new CancelledError("the generator was closed");
            Journal.current().unwinds(close);
            try {
              advance(close);
            } catch (CancelledError thrown) {
              if (thrown != close) {
                throw thrown;
              }
            }
          }
          return null;
        });
  }

  @Override
  public T next() {
    if (!ready) {
      throw new NoSuchElementException("generator");
    }
    ready = false;
    return element;
  }

  /** Runs the body until it emits or ends; {@code close} is what its emit throws. */
  private boolean advance(CancelledError close) throws Throwable {
    if (running) {
      throw new IllegalStateException("generator is already running");
    }
    if (ready || ended) {
      return ready;
    }
    order = close;
    go();
    if (failure != null) {
      ended = true;
      throw failure;
    }
    if (emitted && close == null) {
      ready = true;
      return true;
    }
    ended = true;
    if (emitted) {
      throw new IllegalStateException("generator emitted although it is being closed");
    }
    return false;
  }

  private void go() {
    emitted = false;
    running = true;
    if (started) {
      turns.handOver();
    } else {
      started = true;
      Journal journal = Journal.current();
      List<Generator<?>> family = STARTED.get();
      family.add(this);
      turns.begin(() -> run(journal, family));
    }
    running = false;
  }

  private void run(Journal journal, List<Generator<?>> family) {
    journal.open();
    RUNNING.set(this);
    STARTED.set(family);
    try {
      body.run();
    } catch (Throwable thrown) {
      failure = thrown;
    }
    emitted = false;
  }

  /** What {@code emit} does in the body that runs on this thread. */
  @SuppressWarnings("unchecked")
  static <T> void emit(T value) {
    Generator<T> generator = (Generator<T>) RUNNING.get();
    generator.element = value;
    generator.emitted = true;
    generator.turns.handBack();
    if (generator.order != null) {
      throw Simmer.<RuntimeException>sneaky(generator.order);
    }
  }

  private void forget() {
    while (!turns.ended()) {
      order = new Forgotten();
      turns.handOver();
    }
  }

  private static <T> Coroutine<T> coroutine(Outcome<T> outcome) {
    return new Coroutine<T>() {
      @Override
      public T outcome() throws Throwable {
        return outcome.get();
      }
    };
  }

  private interface Outcome<T> {
    T get() throws Throwable;
  }

  /** Unwinds a body whose run is over. */
  private static final class Forgotten extends Error {
    Forgotten() {
      super(null, null, false, false);
    }
  }
}
