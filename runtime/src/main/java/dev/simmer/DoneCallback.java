package dev.simmer;

import java.util.function.Consumer;

/** A callback registered with {@link Deferred#onDone}. */
final class DoneCallback<T> extends Ready {
  final Consumer<? super Deferred<T>> callback;
  private final Deferred<T> source;
  private final Context context;

  DoneCallback(Deferred<T> source, Consumer<? super Deferred<T>> callback, Context context) {
    this.source = source;
    this.callback = callback;
    this.context = context;
  }

  static <T> Ready of(Deferred<T> source, Consumer<? super Deferred<T>> callback, Context context) {
    return new DoneCallback<>(source, callback, context);
  }

  @Override
  void run(Loop loop) {
    loop.call(() -> callback.accept(source), context);
  }
}
