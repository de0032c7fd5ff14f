package dev.simmer.dispatch;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;

import dev.simmer.Async;
import dev.simmer.AsyncGenerator;
import dev.simmer.AsyncIterable;
import dev.simmer.Coroutine;

/** Overrides that need bridge methods: of a type variable, and of a wider return type. */
public interface Source<T> {
  @Async
  Coroutine<Integer> number(T key);

  AsyncIterable<Integer> numbers(T key);

  /** Awaits through the bridges. */
  @Async
  static <K> Coroutine<Integer> sum(Source<K> source, K key) {
    int sum = await(source.number(key));
    for (int number : each(source.numbers(key))) {
      sum += number;
    }
    return done(sum);
  }

  /** The override. */
  class Lengths implements Source<String> {
    @Override
    @Async
    public Coroutine<Integer> number(String key) {
      Journal.note("Lengths.number");
      return done(await(Later.of(key.length())));
    }

    @Override
    @Async
    public AsyncGenerator<Integer> numbers(String key) {
      Journal.note("Lengths.numbers");
      for (int i = 0; i < key.length(); i++) {
        emit(await(Later.of(i)));
      }
      return end();
    }
  }
}
