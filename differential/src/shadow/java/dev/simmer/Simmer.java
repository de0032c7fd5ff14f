package dev.simmer;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** What the real class of this name means when nothing ever waits. */
public final class Simmer {
  private Simmer() {}

  public static <T> T await(Awaitable<? extends T> awaitable) {
    try {
      return awaitable.outcome();
    } catch (Throwable thrown) {
      throw Simmer.<RuntimeException>sneaky(thrown);
    }
  }

  public static <T> T await(CompletionStage<? extends T> stage) {
    try {
      return stage.toCompletableFuture().get();
    } catch (Throwable thrown) {
      Throwable cause = thrown;
      while (cause instanceof ExecutionException || cause instanceof CompletionException) {
        cause = cause.getCause();
      }
      throw Simmer.<RuntimeException>sneaky(cause);
    }
  }

  public static <T, X extends Throwable> T await(Awaitable<? extends T> awaitable, Class<X> mayThrow)
      throws X {
    return await(awaitable);
  }

  public static <T, X extends Throwable> T await(
      CompletionStage<? extends T> stage, Class<X> mayThrow) throws X {
    return await(stage);
  }

  public static <T> Coroutine<T> done(T value) {
    return new Ended<>(value, null);
  }

  public static Coroutine<Void> done() {
    return new Ended<>(null, null);
  }

  /** Runs the body where the coroutine is awaited. */
  public static <T> Coroutine<T> async(AsyncCallable<T> body) {
    return new Coroutine<T>() {
      @Override
      public T outcome() throws Throwable {
        return await(body.call());
      }
    };
  }

  public static <T> void emit(T value) {
    Generator.emit(value);
  }

  public static <T> AsyncGenerator<T> end() {
    return null;
  }

  public static <T> Task<T> createTask(Coroutine<T> coroutine) {
    return new Task<>(() -> coroutine);
  }

  public static <T> Task<T> createTask(AsyncCallable<T> body) {
    return new Task<>(body);
  }

  public static TaskGroup taskGroup() {
    return new TaskGroup();
  }

  public static Timeout timeout(Duration delay) {
    return new Timeout(delay);
  }

  public static Duration millis(long n) {
    return Duration.ofMillis(n);
  }

  public static Duration seconds(long n) {
    return Duration.ofSeconds(n);
  }

  @SuppressWarnings("unchecked")
  static <X extends Throwable> X sneaky(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
