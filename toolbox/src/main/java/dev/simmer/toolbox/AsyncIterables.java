package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;
import static java.util.Objects.requireNonNull;

import dev.simmer.Async;
import dev.simmer.AsyncFunction;
import dev.simmer.AsyncGenerator;
import dev.simmer.AsyncIterable;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Changes and joins asynchronous iterations, made for static import.
 *
 * <pre>{@code
 * for (Page page : each(take(10, buffer(3, mapAsync(urls, this::fetch))))) {
 *   show(page);
 * }
 * }</pre>
 *
 * <p>Every function returns a generator, and does not suspend itself. Nothing begins before the
 * first element is asked for. Whatever way the iteration ends, its sources are closed before it has
 * ended: at the end, on {@code break}, on a failure, and on a cancel, also when it never began.
 * Cancelling a wait for the next element ends the iteration, as it does with every generator. When
 * closing fails as well, that failure is suppressed onto the first. One task at a time may iterate,
 * on the loop's thread. Elements may be null where the source's are; every argument is refused when
 * null, with a {@link NullPointerException}. Mirrors what {@code itertools} does for plain
 * iterators.
 */
public final class AsyncIterables {
  private AsyncIterables() {}

  /**
   * Changes every element.
   *
   * <pre>{@code
   * for (int length : each(map(lines, String::length))) { … }
   * }</pre>
   *
   * <p>What the function throws ends the iteration. Mirrors {@code (function(x) async for x in
   * source)}.
   *
   * @param source the elements
   * @param function makes the new element; must not block
   * @param <A> the type of the source's elements
   * @param <R> the type of the new elements
   * @return the new elements, in the order of the source
   */
  public static <A, R> AsyncGenerator<R> map(
      AsyncIterable<? extends A> source, Function<? super A, ? extends R> function) {
    requireNonNull(source, "map(...) needs a source");
    requireNonNull(function, "map(...) needs a function");
    return new Pipe<>(mapped(source, function), List.of(source));
  }

  @Async
  private static <A, R> AsyncGenerator<R> mapped(
      AsyncIterable<? extends A> source, Function<? super A, ? extends R> function) {
    for (A element : each(source)) {
      emit(function.apply(element));
    }
    return end();
  }

  /**
   * Changes every element with an async function, one at a time.
   *
   * <pre>{@code
   * for (Page page : each(mapAsync(urls, this::fetch))) { … }
   * }</pre>
   *
   * <p>The next element is asked for when the one before has been handed on; {@link #buffer} around
   * it lets the function work ahead. An element whose function is cancelled is lost. Mirrors {@code
   * (await function(x) async for x in source)}.
   *
   * @param source the elements
   * @param function makes the new element
   * @param <A> the type of the source's elements
   * @param <R> the type of the new elements
   * @param <X> what the function may throw
   * @return the new elements, in the order of the source
   * @throws X while iterating; declared here for javac's sake
   */
  public static <A, R, X extends Exception> AsyncGenerator<R> mapAsync(
      AsyncIterable<? extends A> source, AsyncFunction<? super A, ? extends R, X> function)
      throws X {
    requireNonNull(source, "mapAsync(...) needs a source");
    requireNonNull(function, "mapAsync(...) needs a function");
    return new Pipe<>(mappedAsync(source, function), List.of(source));
  }

  @Async
  private static <A, R, X extends Exception> AsyncGenerator<R> mappedAsync(
      AsyncIterable<? extends A> source, AsyncFunction<? super A, ? extends R, X> function)
      throws X {
    for (A element : each(source)) {
      R changed = await(function.apply(element));
      emit(changed);
    }
    return end();
  }

  /**
   * Passes on the elements that a test accepts.
   *
   * <pre>{@code
   * for (String line : each(filter(lines, line -> !line.isBlank()))) { … }
   * }</pre>
   *
   * <p>What the test throws ends the iteration. Mirrors {@code (x async for x in source if
   * test(x))}.
   *
   * @param source the elements
   * @param test says which to pass on; must not block
   * @param <T> the type of the elements
   * @return the accepted elements, in the order of the source
   */
  public static <T> AsyncGenerator<T> filter(
      AsyncIterable<? extends T> source, Predicate<? super T> test) {
    requireNonNull(source, "filter(...) needs a source");
    requireNonNull(test, "filter(...) needs a test");
    return new Pipe<>(filtered(source, test), List.of(source));
  }

  @Async
  private static <T> AsyncGenerator<T> filtered(
      AsyncIterable<? extends T> source, Predicate<? super T> test) {
    for (T element : each(source)) {
      if (test.test(element)) {
        emit(element);
      }
    }
    return end();
  }

  /**
   * Passes on the first elements, and then closes the source.
   *
   * <pre>{@code
   * for (String line : each(take(10, lines))) { … }
   * }</pre>
   *
   * <p>Never asks for more than it passes on; the source is closed when the element after the last
   * is asked for. Mirrors {@code itertools.islice}, which leaves its source open.
   *
   * @param count how many at most; not negative
   * @param source the elements
   * @param <T> the type of the elements
   * @return the first elements, in the order of the source
   * @throws IllegalArgumentException when the count is negative
   */
  public static <T> AsyncGenerator<T> take(long count, AsyncIterable<? extends T> source) {
    requireNonNull(source, "take(...) needs a source");
    if (count < 0) {
      throw new IllegalArgumentException("take(...) needs a count of zero or more, not " + count);
    }
    return new Pipe<>(taken(count, source), List.of(source));
  }

  @Async
  private static <T> AsyncGenerator<T> taken(long count, AsyncIterable<? extends T> source) {
    try (var elements = new Source<T>(source)) {
      for (long left = count; left > 0 && await(elements.hasNext()); left--) {
        emit(elements.next());
      }
    }
    return end();
  }

  /**
   * Asks for elements ahead, in a task of its own, while the one before is being worked on.
   *
   * <pre>{@code
   * for (Page page : each(buffer(3, mapAsync(urls, this::fetch)))) { … }
   * }</pre>
   *
   * <p>The source is iterated and closed by that task, which begins with the first element asked
   * for, and is cancelled and awaited when the iteration is left. Elements that were read ahead and
   * not handed on are lost then, and so is a failure that was not reached. A failure of the source
   * comes after the elements before it. Mirrors a producer task with an {@code asyncio.Queue}.
   *
   * @param ahead how many elements at most the source is asked for and that are not handed on yet;
   *     positive
   * @param source the elements
   * @param <T> the type of the elements
   * @return the elements, in the order of the source
   * @throws IllegalArgumentException when {@code ahead} is not positive
   */
  public static <T> AsyncGenerator<T> buffer(int ahead, AsyncIterable<? extends T> source) {
    requireNonNull(source, "buffer(...) needs a source");
    if (ahead < 1) {
      throw new IllegalArgumentException(
          "buffer(...) needs to read at least one element ahead, not " + ahead);
    }
    return readAhead("buffer", List.of(source), ahead);
  }

  /**
   * Passes on the elements of several sources as they come.
   *
   * <pre>{@code
   * for (Event event : each(merge(List.of(clicks, keys)))) { … }
   * }</pre>
   *
   * <p>Every source is iterated and closed by a task of its own, and is asked for its next element
   * when the one before has been handed on. Ends when all have ended. When one fails, or the
   * iteration is left, the other tasks are cancelled and awaited, one after the other, the last
   * source first. Elements that were read and not handed on are lost then, and so is a failure that
   * was not reached. Mirrors {@code aiostream.stream.merge}.
   *
   * @param sources where the elements come from
   * @param <T> the type of the elements
   * @return the elements, in the order they come
   */
  public static <T> AsyncGenerator<T> merge(List<? extends AsyncIterable<? extends T>> sources) {
    for (var source : requireNonNull(sources, "merge(...) needs a list of sources")) {
      requireNonNull(source, "merge(...) needs sources, and one of them is null");
    }
    return readAhead("merge", List.copyOf(sources), 1);
  }

  private static <T> AsyncGenerator<T> readAhead(
      String name, List<? extends AsyncIterable<? extends T>> sources, int ahead) {
    return new Pipe<>(reading(name, sources, ahead), sources);
  }

  @Async
  private static <T> AsyncGenerator<T> reading(
      String name, List<? extends AsyncIterable<? extends T>> sources, int ahead) {
    try (var readers = new Readers<T>(name, sources, ahead)) {
      while (await(readers.hasNext())) {
        emit(readers.next());
      }
    }
    return end();
  }

  /**
   * Combines the elements of two sources, first with first and second with second.
   *
   * <pre>{@code
   * for (String row : each(zip(names, prices, (name, price) -> name + ": " + price))) { … }
   * }</pre>
   *
   * <p>Asks the first source and then the second; {@link #buffer} around each makes them work at
   * the same time. Ends with the shorter one, closing the second source and then the first. An
   * element that finds no partner is lost. Mirrors {@code zip}.
   *
   * @param first the one source
   * @param second the other
   * @param combine makes an element of two; must not block
   * @param <A> the type of the first source's elements
   * @param <B> the type of the second source's elements
   * @param <R> the type of the new elements
   * @return the combined elements
   */
  public static <A, B, R> AsyncGenerator<R> zip(
      AsyncIterable<? extends A> first,
      AsyncIterable<? extends B> second,
      BiFunction<? super A, ? super B, ? extends R> combine) {
    requireNonNull(first, "zip(...) needs a first source");
    requireNonNull(second, "zip(...) needs a second source");
    requireNonNull(combine, "zip(...) needs to know how to combine two elements");
    return new Pipe<>(zipped(first, second, combine), List.of(first, second));
  }

  @Async
  private static <A, B, R> AsyncGenerator<R> zipped(
      AsyncIterable<? extends A> first,
      AsyncIterable<? extends B> second,
      BiFunction<? super A, ? super B, ? extends R> combine) {
    try (var left = new Source<A>(first);
        var right = new Source<B>(second)) {
      while (await(left.hasNext()) && await(right.hasNext())) {
        emit(combine.apply(left.next(), right.next()));
      }
    }
    return end();
  }
}
