package dev.simmer.toolbox;

import static dev.simmer.Simmer.allTasks;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.timeout;
import static dev.simmer.toolbox.AsyncIterables.buffer;
import static dev.simmer.toolbox.AsyncIterables.filter;
import static dev.simmer.toolbox.AsyncIterables.map;
import static dev.simmer.toolbox.AsyncIterables.mapAsync;
import static dev.simmer.toolbox.AsyncIterables.merge;
import static dev.simmer.toolbox.AsyncIterables.take;
import static dev.simmer.toolbox.AsyncIterables.zip;
import static dev.simmer.toolbox.Virtual.cancelledEverywhere;
import static dev.simmer.toolbox.Virtual.millisSince;
import static dev.simmer.toolbox.Virtual.thrownBy;
import static dev.simmer.toolbox.Virtual.virtually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.Async;
import dev.simmer.AsyncGenerator;
import dev.simmer.AsyncIterable;
import dev.simmer.CancelledError;
import dev.simmer.Coroutine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Asynchronous iteration: order, bounds, and that every way out closes what was opened. */
class AsyncIterablesTest {
  private final List<String> log = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private final List<Integer> got = new ArrayList<>();
  private int open;

  /** Gives 1, 2, …, a millisecond each, and takes another to close. */
  @Async
  private AsyncGenerator<Integer> count(int last) {
    open++;
    try {
      for (int n = 1; n <= last; n++) {
        asked.add(n);
        await(sleep(millis(1)));
        emit(n);
      }
    } finally {
      try {
        await(sleep(millis(1)));
      } finally {
        open--;
      }
    }
    return end();
  }

  /** Gives the name, again and again, and logs when it is closed; fails at that if told to. */
  @Async
  private AsyncGenerator<String> repeat(String name, int pause, boolean failsAtClose)
      throws IOException {
    try {
      while (true) {
        await(sleep(millis(pause)));
        emit(name);
      }
    } finally {
      log.add("close " + name);
      if (failsAtClose) {
        throw new IOException(name + " failed to close");
      }
    }
  }

  @Async
  private AsyncGenerator<Integer> failsAfter(int last) throws IOException {
    for (int n = 1; n <= last; n++) {
      emit(n);
    }
    throw new IOException("after " + last);
  }

  /**
   * Returns the messages of what {@code e} suppresses, but for the cancels that made way for it.
   */
  private static List<String> suppressed(Throwable e) {
    return Stream.of(e.getSuppressed())
        .filter(each -> !(each instanceof CancelledError))
        .map(Throwable::getMessage)
        .toList();
  }

  @Async
  private <T> Coroutine<List<T>> toList(AsyncIterable<T> source) {
    var list = new ArrayList<T>();
    for (var element : each(source)) {
      list.add(element);
    }
    return done(list);
  }

  @Async
  private Coroutine<Integer> slowly(int n) {
    await(sleep(millis(10)));
    return done(n * 10);
  }

  @Async
  private Coroutine<Void> drain(AsyncIterable<Integer> source) {
    for (int n : each(source)) {
      got.add(n);
      await(sleep(millis(2)));
    }
    return done();
  }

  /** Of a source's elements, given as 1, 2, … in its own ten, none is missing before another. */
  private void checkOrder(int ten) {
    List<Integer> own = got.stream().filter(n -> n / 10 == ten).map(n -> n % 10).toList();
    assertThat(own).isEqualTo(IntStream.rangeClosed(1, own.size()).boxed().toList());
  }

  private void cancelEverywhere(int lastMillisecond, Supplier<AsyncIterable<Integer>> sources) {
    cancelledEverywhere(
        lastMillisecond,
        () -> {
          got.clear();
          open = 0;
          return new Virtual.Scenario(
              () -> drain(sources.get()),
              () -> {
                assertThat(open).isZero();
                checkOrder(0);
                checkOrder(1);
                checkOrder(2);
              });
        });
  }

  @Test
  void mapAndFilterKeepTheOrder() {
    assertThat(virtually(() -> toList(map(filter(count(6), n -> n % 2 == 0), n -> "number " + n))))
        .containsExactly("number 2", "number 4", "number 6");
    assertThat(open).isZero();
  }

  @Test
  void mapMayTakeAnAsyncFunction() {
    assertThat(virtually(() -> toList(mapAsync(count(3), this::slowly))))
        .containsExactly(10, 20, 30);
  }

  @Test
  void elementsMayBeNull() {
    assertThat(virtually(() -> toList(buffer(2, map(count(2), n -> (String) null)))))
        .containsExactly(null, null);
  }

  @Test
  void nothingBeginsBeforeTheFirstElementIsAskedFor() {
    virtually(
        () -> {
          try (var merged = merge(List.of(count(3), map(count(3), n -> n)))) {
            await(sleep(millis(5)));
          }
          return done();
        });
    assertThat(asked).isEmpty();
  }

  @Test
  void closingWhatNeverBeganClosesItsSourcesTheLastOneFirst() {
    virtually(
        () -> {
          var a = repeat("a", 1, false);
          var b = repeat("b", 1, false);
          assertThat(await(a.hasNext()) && await(b.hasNext())).isTrue();
          try (var zipped = zip(map(a, n -> n), buffer(1, b), String::concat)) {
            await(sleep(millis(5)));
          }
          return done();
        });
    assertThat(log).containsExactly("close b", "close a");
  }

  @Test
  void takeDoesNotAskForMoreThanItPassesOn() {
    assertThat(virtually(() -> toList(take(3, count(9))))).containsExactly(1, 2, 3);
    assertThat(asked).containsExactly(1, 2, 3);
    assertThat(open).isZero();
  }

  @Test
  void takeOfZeroDoesNotBeginWithItsSource() {
    assertThat(virtually(() -> toList(take(0, count(9))))).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void failureOfAFunctionClosesTheSource() {
    assertThatThrownBy(() -> virtually(() -> toList(map(count(9), n -> 1 / (2 - n)))))
        .isInstanceOf(ArithmeticException.class);
    assertThat(open).isZero();
  }

  @Test
  void bufferWorksAheadOfItsConsumer() {
    virtually(
        () -> {
          long start = runningLoop().time();
          for (int n : each(buffer(1, mapAsync(count(3), this::slowly)))) {
            got.add(n);
            await(sleep(millis(10)));
          }
          got.add((int) millisSince(start));
          return done();
        });
    // 11 ms for each of three elements, the last one's work of 10 ms, and 1 ms for the close,
    // which is over by then; without the buffer it would be 64 ms.
    assertThat(got).containsExactly(10, 20, 30, 43);
  }

  @Test
  void bufferIsNeverFurtherAheadThanItsSize() {
    virtually(
        () -> {
          for (int n : each(buffer(3, count(9)))) {
            await(sleep(millis(50)));
            assertThat(asked).hasSize(Math.min(9, n + 3));
          }
          return done();
        });
  }

  @Test
  void bufferGivesWhatCameBeforeAFailureFirst() {
    assertThatThrownBy(() -> virtually(() -> drain(buffer(5, failsAfter(3)))))
        .isInstanceOf(IOException.class)
        .hasMessage("after 3");
    assertThat(got).containsExactly(1, 2, 3);
  }

  @Test
  void failureThatWasReadAheadAndNotReachedIsDropped() {
    assertThat(virtually(() -> toList(take(2, buffer(5, failsAfter(3)))))).containsExactly(1, 2);
  }

  @Test
  void leavingABufferEarlyCancelsAndAwaitsItsTask() {
    virtually(
        () -> {
          for (int n : each(buffer(2, count(9)))) {
            got.add(n);
            break;
          }
          assertThat(open).isZero();
          assertThat(allTasks()).containsExactly(currentTask());
          return done();
        });
    assertThat(got).containsExactly(1);
  }

  @Test
  void leavingABufferEarlyDoesNotWaitForAnotherElement() {
    virtually(
        () -> {
          long start = runningLoop().time();
          for (String name : each(buffer(1, repeat("slow", 1_000, false)))) {
            await(sleep(millis(1)));
            break;
          }
          assertThat(millisSince(start)).isEqualTo(1_001);
          return done();
        });
  }

  @Test
  void mergePassesOnAsElementsComeAndEndsWithTheLast() throws IOException {
    assertThat(
            virtually(
                () ->
                    toList(
                        merge(
                            List.of(
                                take(3, repeat("slow", 10, false)),
                                take(2, repeat("fast", 7, false)))))))
        .containsExactly("fast", "slow", "fast", "slow", "slow");
  }

  @Test
  void mergeOfNothingIsEmpty() {
    assertThat(virtually(() -> toList(merge(List.<AsyncIterable<String>>of())))).isEmpty();
  }

  @Test
  void mergeAsksEverySourceForOneElementAheadOnly() {
    virtually(
        () -> {
          for (int n : each(merge(List.of(count(9))))) {
            await(sleep(millis(50)));
            assertThat(asked).hasSize(Math.min(9, n + 1));
          }
          return done();
        });
  }

  @Test
  void failureOfOneSourceEndsAMergeAfterTheOthersHaveClosed() {
    assertThatThrownBy(
            () ->
                virtually(
                    () -> toList(merge(List.of(count(9), failsAfter(0), map(count(9), n -> n))))))
        .hasMessage("after 0");
    assertThat(open).isZero();
  }

  @Test
  void mergeClosesAllSourcesTheLastOneFirstAndCollectsTheirFailures() {
    assertThat(
            thrownBy(
                () -> {
                  for (String name :
                      each(
                          merge(
                              List.of(
                                  repeat("a", 5, true),
                                  repeat("b", 1, false),
                                  repeat("c", 5, true))))) {
                    break;
                  }
                  return done();
                }))
        .hasMessage("c failed to close")
        .satisfies(e -> assertThat(suppressed(e)).containsExactly("a failed to close"));
    assertThat(log).containsExactly("close c", "close b", "close a");
  }

  @Test
  void failuresOfClosingAreSuppressedOntoWhatEndedTheMerge() {
    assertThat(
            thrownBy(
                () -> {
                  for (String name : each(merge(List.of(repeat("a", 1, true))))) {
                    throw new IllegalStateException("the body");
                  }
                  return done();
                }))
        .hasMessage("the body")
        .satisfies(e -> assertThat(suppressed(e)).containsExactly("a failed to close"));
  }

  @Test
  void sourceMayHoldAScopeOpenAcrossItsElements() {
    assertThatThrownBy(() -> virtually(() -> toList(buffer(1, timed(millis(5))))))
        .isInstanceOf(TimeoutException.class);
    assertThat(log).containsExactly("timed out");
  }

  @Async
  private AsyncGenerator<Integer> timed(java.time.Duration limit) throws TimeoutException {
    try (var deadline = timeout(limit)) {
      for (int n = 0; ; n++) {
        await(sleep(millis(2)));
        emit(n);
      }
    } catch (TimeoutException e) {
      log.add("timed out");
      throw e;
    }
  }

  @Test
  void zipEndsWithTheShorterAndClosesTheLonger() {
    assertThat(virtually(() -> toList(zip(count(9), count(2), Integer::sum))))
        .containsExactly(2, 4);
    assertThat(open).isZero();
    assertThat(virtually(() -> toList(zip(count(2), count(9), Integer::sum))))
        .containsExactly(2, 4);
    assertThat(open).isZero();
  }

  @Test
  void zipDoesNotAskTheSecondSourceWhenTheFirstHasEnded() {
    virtually(() -> toList(zip(take(0, count(1)), count(9), Integer::sum)));
    assertThat(asked).isEmpty();
  }

  @Test
  void zipClosesTheSecondThenTheFirstAndCollectsTheirFailures() {
    assertThat(
            thrownBy(
                () -> {
                  for (String pair :
                      each(zip(repeat("a", 1, true), repeat("b", 1, true), String::concat))) {
                    break;
                  }
                  return done();
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("b failed to close")
        .satisfies(e -> assertThat(suppressed(e)).containsExactly("a failed to close"));
    assertThat(log).containsExactly("close b", "close a");
  }

  @Test
  void sourceThatSwallowsItsCancelEndsAllTheSame() {
    virtually(
        () -> {
          for (int n : each(buffer(1, stubborn()))) {
            break;
          }
          return done();
        });
    assertThat(log).containsExactly("closed");
  }

  @Async
  @SuppressWarnings("async-swallowed-cancellation") // that is the point
  private AsyncGenerator<Integer> stubborn() {
    try {
      for (int n = 0; ; n++) {
        try {
          await(sleep(millis(1)));
        } catch (CancelledError e) {
          log.add("cancelled");
        }
        emit(n);
      }
    } finally {
      log.add("closed");
    }
  }

  @Test
  void cancelAnywhereInAMapLeavesNothingBehind() {
    cancelEverywhere(9, () -> mapAsync(count(3), n -> sleep(millis(1), n)));
  }

  @Test
  void cancelAnywhereInATakeLeavesNothingBehind() {
    cancelEverywhere(8, () -> take(2, filter(count(4), n -> true)));
  }

  @Test
  void cancelAnywhereInABufferLeavesNothingBehind() {
    cancelEverywhere(9, () -> buffer(2, count(3)));
  }

  @Test
  void cancelAnywhereInAMergeLeavesNothingBehind() {
    cancelEverywhere(
        12,
        () ->
            merge(
                List.of(
                    count(2), map(count(2), n -> n + 10), buffer(1, map(count(2), n -> n + 20)))));
  }

  @Test
  void cancelAnywhereInAZipLeavesNothingBehind() {
    cancelEverywhere(12, () -> zip(count(3), buffer(1, count(2)), Math::min));
  }

  @Test
  void cancelWhileAMergeIsLeftEarlyLeavesNothingBehind() {
    cancelEverywhere(
        9, () -> take(1, merge(List.of(count(4), map(count(4), n -> n + 10), count(4)))));
  }

  @Test
  void wrongArgumentsAreRefusedAtOnce() {
    assertThatThrownBy(() -> take(-1, count(1)))
        .hasMessage("take(...) needs a count of zero or more, not -1");
    assertThatThrownBy(() -> buffer(0, count(1)))
        .hasMessage("buffer(...) needs to read at least one element ahead, not 0");
    assertThatThrownBy(() -> map(null, n -> n)).hasMessage("map(...) needs a source");
  }
}
