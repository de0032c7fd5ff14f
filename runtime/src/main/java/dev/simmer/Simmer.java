package dev.simmer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Holds Simmer's functions, made for static import.
 *
 * <pre>{@code
 * import static dev.simmer.Simmer.*;
 *
 * @Async Coroutine<Void> hello() {
 *   await(sleep(seconds(1)));
 *   System.out.println("Hello");
 *   return done();
 * }
 *
 * public static void main(String[] args) {
 *   run(new Main().hello());
 * }
 * }</pre>
 *
 * <p>Mirrors the module {@code asyncio}.
 */
@SuppressWarnings("DoNotCallSuggester") // what always throws is replaced by the processor
public final class Simmer {
  // What is made here is made by factories that return the type that is returned here. To see that
  // a narrower one fits, the JVM would load its class together with this one, in every program.

  private Simmer() {}

  // Running

  /**
   * Runs a coroutine on a loop of its own, to its end; blocks the calling thread, whose loop it is
   * for that time.
   *
   * <pre>{@code
   * String page = run(fetch(url));
   * }</pre>
   *
   * <p>Tasks that are left over are cancelled and awaited; what they fail with is reported, not
   * thrown. Interrupting the thread cancels the main task, once; when that ends it, the interrupt
   * status is set again. Mirrors {@code asyncio.run}.
   *
   * @param main what to run
   * @param <T> the type of the result
   * @return its result; what it throws is thrown as itself
   * @throws IllegalStateException where a loop is running already
   */
  public static <T> T run(Coroutine<T> main) {
    return run(main, RunOptions.defaults());
  }

  /**
   * Runs a coroutine like {@link #run(Coroutine)}, as the options say.
   *
   * @param main what to run
   * @param options how
   * @param <T> the type of the result
   * @return its result; what it throws is thrown as itself
   * @throws IllegalStateException where a loop is running already
   */
  public static <T> T run(Coroutine<T> main, RunOptions options) {
    try (Runner runner = new Runner(options)) {
      return runner.run(main);
    }
  }

  /**
   * Runs an async lambda like {@link #run(Coroutine)}.
   *
   * @param main called in the first step
   * @param <T> the type of the result
   * @param <X> what it may throw
   * @return its result; what it throws is thrown as itself
   * @throws X when the lambda does
   * @throws IllegalStateException where a loop is running already
   */
  public static <T, X extends Exception> T run(AsyncBody<T, X> main) throws X {
    return run(main, RunOptions.defaults());
  }

  /**
   * Runs an async lambda like {@link #run(Coroutine)}, as the options say.
   *
   * @param main called in the first step
   * @param options how
   * @param <T> the type of the result
   * @param <X> what it may throw
   * @return its result; what it throws is thrown as itself
   * @throws X when the lambda does
   * @throws IllegalStateException where a loop is running already
   */
  public static <T, X extends Exception> T run(AsyncBody<T, X> main, RunOptions options) throws X {
    return run(BodyCall.of(main), options);
  }

  // Inside async methods and lambdas only

  /**
   * Waits for a result without blocking; in async methods and lambdas only.
   *
   * <pre>{@code
   * String page = await(fetch(url));
   * }</pre>
   *
   * <p>A suspension point, unless the result is there already. Throws what the awaited code threw:
   * the very exception, checked or not. Cancelling the task here cancels what is awaited, and
   * throws {@link CancelledError}. Mirrors {@code await}.
   *
   * @param awaitable what to wait for
   * @param <T> the type of the result
   * @return the result, which may be null
   * @throws IllegalStateException in code that was not rewritten, or when a coroutine is awaited
   *     twice
   */
  public static <T> T await(Awaitable<? extends T> awaitable) {
    throw NotRewritten.error("await(...)");
  }

  /**
   * Waits for a stage, which any thread may complete; otherwise like {@link #await(Awaitable)}.
   *
   * <p>Wrappers that futures put around a failure are taken off. Cancelling the task here cancels
   * the stage's future.
   *
   * @param stage what to wait for
   * @param <T> the type of the result
   * @return the result, which may be null
   * @throws IllegalStateException in code that was not rewritten
   */
  public static <T> T await(CompletionStage<? extends T> stage) {
    throw NotRewritten.error("await(...)");
  }

  /**
   * Waits like {@link #await(Awaitable)}, and tells javac which checked exception may be thrown.
   *
   * @param awaitable what to wait for
   * @param mayThrow the exception to be caught around this call
   * @param <T> the type of the result
   * @param <X> that exception
   * @return the result, which may be null
   * @throws X when the awaited code does
   */
  public static <T, X extends Throwable> T await(
      Awaitable<? extends T> awaitable, Class<X> mayThrow) throws X {
    throw NotRewritten.error("await(...)");
  }

  /**
   * Waits like {@link #await(CompletionStage)}, and tells javac which checked exception may be
   * thrown.
   *
   * @param stage what to wait for
   * @param mayThrow the exception to be caught around this call
   * @param <T> the type of the result
   * @param <X> that exception
   * @return the result, which may be null
   * @throws X when the awaited code does
   */
  public static <T, X extends Throwable> T await(
      CompletionStage<? extends T> stage, Class<X> mayThrow) throws X {
    throw NotRewritten.error("await(...)");
  }

  /**
   * Iterates with waits in between: {@code for (var x : each(source))}, in async methods and
   * lambdas only.
   *
   * <p>Every step is a suspension point. Leaving the loop early closes a generator. Mirrors {@code
   * async for}.
   *
   * @param source what to iterate over
   * @param <T> the type of the elements
   * @return what the processor turns into awaits
   * @throws IllegalStateException in code that was not rewritten
   */
  public static <T> Iterable<T> each(AsyncIterable<? extends T> source) {
    throw NotRewritten.error("each(...)");
  }

  /**
   * Hands an element to whoever iterates; in async methods that return {@link AsyncGenerator} only.
   *
   * <p>A suspension point: goes on when the next element is asked for, and throws {@link
   * CancelledError} when the generator is closed instead. Mirrors {@code yield}.
   *
   * @param value the element
   * @param <T> the type of the elements
   * @throws IllegalStateException in code that was not rewritten
   */
  public static <T> void emit(T value) {
    throw NotRewritten.error("emit(...)");
  }

  // Results

  /**
   * Ends an async method with a value: {@code return done(value)}. Elsewhere, makes a coroutine
   * that yields the value, as a stub in a test may want. Does not suspend.
   *
   * @param value the result, which may be null
   * @param <T> the type of the result
   * @return the coroutine
   */
  public static <T> Coroutine<T> done(@Nullable T value) {
    return Done.of(value);
  }

  /**
   * Ends an async method that has no result. Does not suspend.
   *
   * @return the coroutine
   */
  public static Coroutine<Void> done() {
    return Done.of(null);
  }

  /**
   * Ends an async method that is a generator: {@code return end()}. Does not suspend.
   *
   * @param <T> the type of the elements
   * @return what the processor turns into the end
   * @throws IllegalStateException in code that was not rewritten
   */
  public static <T> AsyncGenerator<T> end() {
    throw NotRewritten.error("end()");
  }

  /**
   * Makes a coroutine of an async lambda. Does not suspend.
   *
   * <pre>{@code
   * await(waitFor(async(() -> { await(first()); return second(); }), seconds(1)));
   * }</pre>
   *
   * @param body called when the coroutine runs
   * @param <T> the type of the result
   * @return the coroutine
   */
  public static <T> Coroutine<T> async(AsyncCallable<T> body) {
    return BodyCall.of(body);
  }

  /**
   * Adapts a stage, which any thread may complete, for {@code gather}, {@code waitFor}, {@code
   * shield} and the like. Does not suspend.
   *
   * <p>Cancelling the result cancels the stage's future. Mirrors {@code asyncio.wrap_future}.
   *
   * @param stage what to adapt
   * @param <T> the type of the result
   * @return the same result
   * @throws IllegalStateException where no loop runs
   */
  public static <T> Deferred<T> deferred(CompletionStage<? extends T> stage) {
    requireNonNull(stage, "deferred(...) needs a CompletionStage");
    return StageDeferred.of(Loop.running("deferred(...)"), stage);
  }

  // Tasks

  /**
   * Starts a coroutine beside the running one: its first step comes in the loop's next turn. Does
   * not suspend.
   *
   * <pre>{@code
   * Task<String> page = createTask(fetch(url));
   * log("on its way");
   * show(await(page));
   * }</pre>
   *
   * <p>The loop keeps it alive. A failure nobody looks at is reported. The stack trace of an
   * exception that leaves the task shows its awaiting methods and then the place of this call; code
   * that the processor did not rewrite notes that place in debug mode only. Mirrors {@code
   * asyncio.create_task}.
   *
   * @param coroutine what to run
   * @param <T> the type of the result
   * @return the task
   * @throws IllegalStateException where no loop runs, or when the coroutine was awaited before
   */
  public static <T> Task<T> createTask(Coroutine<T> coroutine) {
    return Loop.running("createTask(...)").createTask(null, coroutine);
  }

  /**
   * Starts a coroutine under a name; otherwise like {@link #createTask(Coroutine)}.
   *
   * @param name what messages and dumps call it
   * @param coroutine what to run
   * @param <T> the type of the result
   * @return the task
   * @throws IllegalStateException where no loop runs, or when the coroutine was awaited before
   */
  public static <T> Task<T> createTask(String name, Coroutine<T> coroutine) {
    requireNonNull(name, "a task's name cannot be null");
    return Loop.running("createTask(...)").createTask(name, coroutine);
  }

  /**
   * Starts an async lambda; otherwise like {@link #createTask(Coroutine)}.
   *
   * @param body called in the task's first step
   * @param <T> the type of the result
   * @return the task
   * @throws IllegalStateException where no loop runs
   */
  public static <T> Task<T> createTask(AsyncCallable<T> body) {
    return createTask(BodyCall.of(body));
  }

  /**
   * Starts an async lambda under a name; otherwise like {@link #createTask(Coroutine)}.
   *
   * @param name what messages and dumps call it
   * @param body called in the task's first step
   * @param <T> the type of the result
   * @return the task
   * @throws IllegalStateException where no loop runs
   */
  public static <T> Task<T> createTask(String name, AsyncCallable<T> body) {
    return createTask(name, BodyCall.of(body));
  }

  /**
   * Opens a block that waits for the tasks created in it: {@code try (var group = taskGroup())}.
   * Does not suspend; the end of the block does.
   *
   * <p>Unlike in asyncio, a group that is no resource of a {@code try} does not compile in async
   * methods, so blocks end in the order that they nest.
   *
   * @return the group
   * @throws IllegalStateException outside a task
   */
  public static TaskGroup taskGroup() {
    return new TaskGroup(Loop.runningTask("taskGroup()"));
  }

  /**
   * Returns the running task. Does not suspend. Mirrors {@code asyncio.current_task}.
   *
   * @return the task whose code calls this
   * @throws IllegalStateException outside a task
   */
  public static Task<?> currentTask() {
    return Loop.runningTask("currentTask()");
  }

  /**
   * Returns the tasks of the running loop that have not ended, in the order of their creation. Does
   * not suspend. Mirrors {@code asyncio.all_tasks}.
   *
   * @return a copy
   * @throws IllegalStateException where no loop runs
   */
  public static Set<Task<?>> allTasks() {
    return Loop.running("allTasks()").tasks.snapshot();
  }

  /**
   * Returns the loop that runs the calling code. Does not suspend. Mirrors {@code
   * asyncio.get_running_loop}.
   *
   * @return the loop
   * @throws IllegalStateException where none does
   */
  public static EventLoop runningLoop() {
    return Loop.running("runningLoop()");
  }

  /**
   * Shows every task of the running loop with what it waits for and where, below the task that
   * awaits it; tasks that await each other in a circle are named as a deadlock. Does not suspend.
   * Mirrors {@code asyncio.print_call_graph}.
   *
   * @return lines of text
   * @throws IllegalStateException where no loop runs
   */
  public static String dumpTasks() {
    return Dump.tasks(Loop.running("dumpTasks()"));
  }

  // Combining

  /**
   * Awaits several things beside each other; otherwise like {@link #gather(Collection)}.
   *
   * @param awaitables what to await; coroutines become tasks
   * @param <T> the type of the results
   * @return the results, in the order of the arguments
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Deferred<List<T>> gather(Awaitable<? extends T>... awaitables) {
    return gather(Arrays.asList(awaitables));
  }

  /**
   * Awaits several things beside each other.
   *
   * <pre>{@code
   * List<String> pages = await(gather(fetch(first), fetch(second)));
   * }</pre>
   *
   * <p>Does not suspend itself. The first failure, or cancellation, ends the result at once, while
   * the others run on; what they fail with later is not reported. Cancelling the result cancels
   * all. Mirrors {@code asyncio.gather}.
   *
   * @param awaitables what to await; coroutines become tasks
   * @param <T> the type of the results
   * @return the results, in the order of the collection; they may be null
   * @throws IllegalStateException where no loop runs
   */
  public static <T> Deferred<List<T>> gather(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return Gathering.of(Loop.running("gather(...)"), awaitables, false, Results::values);
  }

  /**
   * Runs a coroutine for each input beside each other: {@code gather(urls, this::fetch)}; otherwise
   * like {@link #gather(Collection)}.
   *
   * @param inputs what to work on
   * @param body makes the coroutine for one input
   * @param <A> the type of the inputs
   * @param <T> the type of the results
   * @param <X> what making a coroutine may throw
   * @return the results, in the order of the inputs
   * @throws X when a coroutine cannot be made
   */
  public static <A, T, X extends Exception> Deferred<List<T>> gather(
      Collection<? extends A> inputs, AsyncFunction<? super A, T, X> body) throws X {
    return gather(coroutines(inputs, body));
  }

  /**
   * Awaits 2 things beside each other and combines their results; otherwise like {@link
   * #gather(Collection)}.
   *
   * @param a the first
   * @param b the second
   * @param combine makes one of the results
   * @param <A> the type of the first result
   * @param <B> the type of the second result
   * @param <R> the type of the combination
   * @return the combination, when all have ended
   */
  public static <A, B, R> Deferred<R> gather(
      Awaitable<A> a, Awaitable<B> b, BiFunction<? super A, ? super B, ? extends R> combine) {
    requireNonNull(combine, "gather(...) needs a function that combines the results");
    return Gathering.of(
        Loop.running("gather(...)"),
        List.of(a, b),
        false,
        ended -> combine.apply(Results.<A>value(ended, 0), Results.<B>value(ended, 1)));
  }

  /**
   * Awaits 3 things beside each other and combines their results; otherwise like {@link
   * #gather(Collection)}.
   *
   * @param a the first
   * @param b the second
   * @param c the third
   * @param combine makes one of the results
   * @param <A> the type of the first result
   * @param <B> the type of the second result
   * @param <C> the type of the third result
   * @param <R> the type of the combination
   * @return the combination, when all have ended
   */
  public static <A, B, C, R> Deferred<R> gather(
      Awaitable<A> a,
      Awaitable<B> b,
      Awaitable<C> c,
      Function3<? super A, ? super B, ? super C, ? extends R> combine) {
    requireNonNull(combine, "gather(...) needs a function that combines the results");
    return Gathering.of(
        Loop.running("gather(...)"),
        List.of(a, b, c),
        false,
        ended ->
            combine.apply(
                Results.<A>value(ended, 0),
                Results.<B>value(ended, 1),
                Results.<C>value(ended, 2)));
  }

  /**
   * Awaits 4 things beside each other and combines their results; otherwise like {@link
   * #gather(Collection)}.
   *
   * @param a the first
   * @param b the second
   * @param c the third
   * @param d the fourth
   * @param combine makes one of the results
   * @param <A> the type of the first result
   * @param <B> the type of the second result
   * @param <C> the type of the third result
   * @param <D> the type of the fourth result
   * @param <R> the type of the combination
   * @return the combination, when all have ended
   */
  public static <A, B, C, D, R> Deferred<R> gather(
      Awaitable<A> a,
      Awaitable<B> b,
      Awaitable<C> c,
      Awaitable<D> d,
      Function4<? super A, ? super B, ? super C, ? super D, ? extends R> combine) {
    requireNonNull(combine, "gather(...) needs a function that combines the results");
    return Gathering.of(
        Loop.running("gather(...)"),
        List.of(a, b, c, d),
        false,
        ended ->
            combine.apply(
                Results.<A>value(ended, 0),
                Results.<B>value(ended, 1),
                Results.<C>value(ended, 2),
                Results.<D>value(ended, 3)));
  }

  /**
   * Awaits 5 things beside each other and combines their results; otherwise like {@link
   * #gather(Collection)}.
   *
   * @param a the first
   * @param b the second
   * @param c the third
   * @param d the fourth
   * @param e the fifth
   * @param combine makes one of the results
   * @param <A> the type of the first result
   * @param <B> the type of the second result
   * @param <C> the type of the third result
   * @param <D> the type of the fourth result
   * @param <E> the type of the fifth result
   * @param <R> the type of the combination
   * @return the combination, when all have ended
   */
  public static <A, B, C, D, E, R> Deferred<R> gather(
      Awaitable<A> a,
      Awaitable<B> b,
      Awaitable<C> c,
      Awaitable<D> d,
      Awaitable<E> e,
      Function5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends R> combine) {
    requireNonNull(combine, "gather(...) needs a function that combines the results");
    return Gathering.of(
        Loop.running("gather(...)"),
        List.of(a, b, c, d, e),
        false,
        ended ->
            combine.apply(
                Results.<A>value(ended, 0),
                Results.<B>value(ended, 1),
                Results.<C>value(ended, 2),
                Results.<D>value(ended, 3),
                Results.<E>value(ended, 4)));
  }

  /**
   * Awaits 6 things beside each other and combines their results; otherwise like {@link
   * #gather(Collection)}.
   *
   * @param a the first
   * @param b the second
   * @param c the third
   * @param d the fourth
   * @param e the fifth
   * @param f the sixth
   * @param combine makes one of the results
   * @param <A> the type of the first result
   * @param <B> the type of the second result
   * @param <C> the type of the third result
   * @param <D> the type of the fourth result
   * @param <E> the type of the fifth result
   * @param <F> the type of the sixth result
   * @param <R> the type of the combination
   * @return the combination, when all have ended
   */
  public static <A, B, C, D, E, F, R> Deferred<R> gather(
      Awaitable<A> a,
      Awaitable<B> b,
      Awaitable<C> c,
      Awaitable<D> d,
      Awaitable<E> e,
      Awaitable<F> f,
      Function6<? super A, ? super B, ? super C, ? super D, ? super E, ? super F, ? extends R>
          combine) {
    requireNonNull(combine, "gather(...) needs a function that combines the results");
    return Gathering.of(
        Loop.running("gather(...)"),
        List.of(a, b, c, d, e, f),
        false,
        ended ->
            combine.apply(
                Results.<A>value(ended, 0),
                Results.<B>value(ended, 1),
                Results.<C>value(ended, 2),
                Results.<D>value(ended, 3),
                Results.<E>value(ended, 4),
                Results.<F>value(ended, 5)));
  }

  /**
   * Awaits 7 things beside each other and combines their results; otherwise like {@link
   * #gather(Collection)}.
   *
   * @param a the first
   * @param b the second
   * @param c the third
   * @param d the fourth
   * @param e the fifth
   * @param f the sixth
   * @param g the seventh
   * @param combine makes one of the results
   * @param <A> the type of the first result
   * @param <B> the type of the second result
   * @param <C> the type of the third result
   * @param <D> the type of the fourth result
   * @param <E> the type of the fifth result
   * @param <F> the type of the sixth result
   * @param <G> the type of the seventh result
   * @param <R> the type of the combination
   * @return the combination, when all have ended
   */
  public static <A, B, C, D, E, F, G, R> Deferred<R> gather(
      Awaitable<A> a,
      Awaitable<B> b,
      Awaitable<C> c,
      Awaitable<D> d,
      Awaitable<E> e,
      Awaitable<F> f,
      Awaitable<G> g,
      Function7<
              ? super A,
              ? super B,
              ? super C,
              ? super D,
              ? super E,
              ? super F,
              ? super G,
              ? extends R>
          combine) {
    requireNonNull(combine, "gather(...) needs a function that combines the results");
    return Gathering.of(
        Loop.running("gather(...)"),
        List.of(a, b, c, d, e, f, g),
        false,
        ended ->
            combine.apply(
                Results.<A>value(ended, 0),
                Results.<B>value(ended, 1),
                Results.<C>value(ended, 2),
                Results.<D>value(ended, 3),
                Results.<E>value(ended, 4),
                Results.<F>value(ended, 5),
                Results.<G>value(ended, 6)));
  }

  /**
   * Awaits 8 things beside each other and combines their results; otherwise like {@link
   * #gather(Collection)}.
   *
   * @param a the first
   * @param b the second
   * @param c the third
   * @param d the fourth
   * @param e the fifth
   * @param f the sixth
   * @param g the seventh
   * @param h the eighth
   * @param combine makes one of the results
   * @param <A> the type of the first result
   * @param <B> the type of the second result
   * @param <C> the type of the third result
   * @param <D> the type of the fourth result
   * @param <E> the type of the fifth result
   * @param <F> the type of the sixth result
   * @param <G> the type of the seventh result
   * @param <H> the type of the eighth result
   * @param <R> the type of the combination
   * @return the combination, when all have ended
   */
  public static <A, B, C, D, E, F, G, H, R> Deferred<R> gather(
      Awaitable<A> a,
      Awaitable<B> b,
      Awaitable<C> c,
      Awaitable<D> d,
      Awaitable<E> e,
      Awaitable<F> f,
      Awaitable<G> g,
      Awaitable<H> h,
      Function8<
              ? super A,
              ? super B,
              ? super C,
              ? super D,
              ? super E,
              ? super F,
              ? super G,
              ? super H,
              ? extends R>
          combine) {
    requireNonNull(combine, "gather(...) needs a function that combines the results");
    return Gathering.of(
        Loop.running("gather(...)"),
        List.of(a, b, c, d, e, f, g, h),
        false,
        ended ->
            combine.apply(
                Results.<A>value(ended, 0),
                Results.<B>value(ended, 1),
                Results.<C>value(ended, 2),
                Results.<D>value(ended, 3),
                Results.<E>value(ended, 4),
                Results.<F>value(ended, 5),
                Results.<G>value(ended, 6),
                Results.<H>value(ended, 7)));
  }

  /**
   * Awaits several things beside each other and returns how each ended; otherwise like {@link
   * #gatherSettled(Collection)}.
   *
   * @param awaitables what to await; coroutines become tasks
   * @param <T> the type of the results
   * @return the outcomes, in the order of the arguments
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Deferred<List<Outcome<T>>> gatherSettled(Awaitable<? extends T>... awaitables) {
    return gatherSettled(Arrays.asList(awaitables));
  }

  /**
   * Awaits several things beside each other and returns how each ended.
   *
   * <p>Does not suspend itself. Failures and cancellations are outcomes like values. Cancelling the
   * result cancels all, and ends it cancelled when they have ended. Mirrors {@code
   * gather(return_exceptions=True)}.
   *
   * @param awaitables what to await; coroutines become tasks
   * @param <T> the type of the results
   * @return the outcomes, in the order of the collection
   * @throws IllegalStateException where no loop runs
   */
  public static <T> Deferred<List<Outcome<T>>> gatherSettled(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return Gathering.of(Loop.running("gatherSettled(...)"), awaitables, true, Results::outcomes);
  }

  /**
   * Runs a coroutine for each input beside each other and returns how each ended; otherwise like
   * {@link #gatherSettled(Collection)}.
   *
   * @param inputs what to work on
   * @param body makes the coroutine for one input
   * @param <A> the type of the inputs
   * @param <T> the type of the results
   * @param <X> what making a coroutine may throw
   * @return the outcomes, in the order of the inputs
   * @throws X when a coroutine cannot be made
   */
  public static <A, T, X extends Exception> Deferred<List<Outcome<T>>> gatherSettled(
      Collection<? extends A> inputs, AsyncFunction<? super A, T, X> body) throws X {
    return gatherSettled(coroutines(inputs, body));
  }

  /**
   * Iterates over tasks and the like as they end: {@code for (var task :
   * each(asCompleted(tasks)))}.
   *
   * <p>Does not suspend itself. Each comes once, as the very object given; leaving early cancels
   * nothing, and iterating again goes on with the rest. Mirrors {@code asyncio.as_completed}.
   *
   * @param all what to wait for
   * @param <D> their type
   * @return the same objects, in the order they end
   * @throws IllegalStateException where no loop runs
   */
  public static <D extends Deferred<?>> AsyncIterable<D> asCompleted(Collection<? extends D> all) {
    return AsCompleted.of(Loop.running("asCompleted(...)"), all, Durations.FOREVER);
  }

  /**
   * Iterates like {@link #asCompleted(Collection)}, for a limited time: after it, the next element
   * that has not ended throws {@link TimeoutException} out of the iteration.
   *
   * @param all what to wait for
   * @param limit how long from now; null for no limit
   * @param <D> their type
   * @return the same objects, in the order they end
   * @throws IllegalStateException where no loop runs
   */
  public static <D extends Deferred<?>> AsyncIterable<D> asCompleted(
      Collection<? extends D> all, @Nullable Duration limit) {
    return AsCompleted.of(Loop.running("asCompleted(...)"), all, orForever(limit));
  }

  /**
   * Creates a task for each input, and iterates over the tasks as they end; otherwise like {@link
   * #asCompleted(Collection)}.
   *
   * @param inputs what to work on
   * @param body makes the coroutine for one input
   * @param <A> the type of the inputs
   * @param <T> the type of the results
   * @param <X> what making a coroutine may throw
   * @return the tasks, in the order they end
   * @throws X when a coroutine cannot be made
   */
  public static <A, T, X extends Exception> AsyncIterable<Task<T>> asCompleted(
      Collection<? extends A> inputs, AsyncFunction<? super A, T, X> body) throws X {
    Loop loop = Loop.running("asCompleted(...)");
    List<Task<T>> tasks = new ArrayList<>(inputs.size());
    List<Coroutine<T>> coroutines = coroutines(inputs, body);
    Origin origin = loop.origin(loop.takePlace());
    for (Coroutine<T> coroutine : coroutines) {
      tasks.add(loop.createTask(null, coroutine, origin));
    }
    return asCompleted(tasks);
  }

  /**
   * Starts contestants one after the other, and takes the first that succeeds; otherwise like
   * {@link #staggeredRace(Duration, Collection)}.
   *
   * @param delay how long to wait for one before the next starts as well; null to wait until it has
   *     failed
   * @param contestants what to try, at least one
   * @param <T> the type of the result
   * @return the value, who gave it, and what the others failed with
   * @throws IllegalStateException where no loop runs
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Deferred<Raced<T>> staggeredRace(
      @Nullable Duration delay, AsyncCallable<T>... contestants) {
    return staggeredRace(delay, Arrays.asList(contestants));
  }

  /**
   * Starts contestants one after the other, takes the first that succeeds, and cancels the others.
   *
   * <pre>{@code
   * Raced<Socket> fastest =
   *     await(staggeredRace(millis(250), () -> connect(first), () -> connect(second)));
   * }</pre>
   *
   * <p>Does not suspend itself. The next contestant starts when the one before has failed, or has
   * taken longer than the delay. The result ends when all that were started have ended: it fails
   * with an {@link ExceptionGroup} when nobody succeeds. Cancelling the result cancels all. Mirrors
   * {@code asyncio.staggered.staggered_race}.
   *
   * @param delay how long to wait for one before the next starts as well; null to wait until it has
   *     failed
   * @param contestants what to try, at least one
   * @param <T> the type of the result
   * @return the value, who gave it, and what the others failed with
   * @throws IllegalStateException where no loop runs
   */
  public static <T> Deferred<Raced<T>> staggeredRace(
      @Nullable Duration delay, Collection<? extends AsyncCallable<T>> contestants) {
    return StaggeredRace.of(Loop.running("staggeredRace(...)"), contestants, orForever(delay));
  }

  /**
   * Waits until all have ended, however they do.
   *
   * <p>Suspends when awaited, unless all have ended. Throws none of their failures; cancelling the
   * wait cancels none of them. Mirrors {@code asyncio.wait}.
   *
   * @param all what to wait for, at least one
   * @param <D> their type
   * @return a coroutine that yields those that ended and the others
   */
  public static <D extends Deferred<?>> Coroutine<Waited<D>> waitAll(Collection<? extends D> all) {
    return WaitSome.of(all, WaitSome.Until.ALL, Durations.FOREVER);
  }

  /**
   * Waits like {@link #waitAll(Collection)}, for a limited time; what has not ended by then runs
   * on.
   *
   * @param all what to wait for, at least one
   * @param limit how long at most; null for no limit
   * @param <D> their type
   * @return a coroutine that yields those that ended and the others
   */
  public static <D extends Deferred<?>> Coroutine<Waited<D>> waitAll(
      Collection<? extends D> all, @Nullable Duration limit) {
    return WaitSome.of(all, WaitSome.Until.ALL, orForever(limit));
  }

  /**
   * Waits until one has ended, however it does; otherwise like {@link #waitAll(Collection)}.
   * Mirrors {@code FIRST_COMPLETED}.
   *
   * @param all what to wait for, at least one
   * @param <D> their type
   * @return a coroutine that yields those that ended and the others
   */
  public static <D extends Deferred<?>> Coroutine<Waited<D>> waitAny(Collection<? extends D> all) {
    return WaitSome.of(all, WaitSome.Until.ANY, Durations.FOREVER);
  }

  /**
   * Waits like {@link #waitAny(Collection)}, for a limited time.
   *
   * @param all what to wait for, at least one
   * @param limit how long at most; null for no limit
   * @param <D> their type
   * @return a coroutine that yields those that ended and the others
   */
  public static <D extends Deferred<?>> Coroutine<Waited<D>> waitAny(
      Collection<? extends D> all, @Nullable Duration limit) {
    return WaitSome.of(all, WaitSome.Until.ANY, orForever(limit));
  }

  /**
   * Waits until one has failed or all have ended; a cancellation is no failure here. Otherwise like
   * {@link #waitAll(Collection)}. Mirrors {@code FIRST_EXCEPTION}.
   *
   * @param all what to wait for, at least one
   * @param <D> their type
   * @return a coroutine that yields those that ended and the others
   */
  public static <D extends Deferred<?>> Coroutine<Waited<D>> waitFirstException(
      Collection<? extends D> all) {
    return WaitSome.of(all, WaitSome.Until.FIRST_EXCEPTION, Durations.FOREVER);
  }

  /**
   * Waits like {@link #waitFirstException(Collection)}, for a limited time.
   *
   * @param all what to wait for, at least one
   * @param limit how long at most; null for no limit
   * @param <D> their type
   * @return a coroutine that yields those that ended and the others
   */
  public static <D extends Deferred<?>> Coroutine<Waited<D>> waitFirstException(
      Collection<? extends D> all, @Nullable Duration limit) {
    return WaitSome.of(all, WaitSome.Until.FIRST_EXCEPTION, orForever(limit));
  }

  /**
   * Protects something from being cancelled by who awaits it.
   *
   * <pre>{@code
   * await(shield(save(order))); // a cancel of this task lets the save go on
   * }</pre>
   *
   * <p>Does not suspend itself. Cancelling the result leaves the awaitable running; a failure of it
   * that nobody then looks at is reported. Mirrors {@code asyncio.shield}.
   *
   * @param awaitable what to protect; a coroutine becomes a task
   * @param <T> the type of the result
   * @return the same result
   * @throws IllegalStateException where no loop runs
   */
  public static <T> Deferred<T> shield(Awaitable<T> awaitable) {
    Loop loop = Loop.running("shield(...)");
    Deferred<T> inner =
        awaitable instanceof Deferred<T> deferred
            ? deferred
            : Unchecked.cast(loop.createTask(null, Frames.awaiting(awaitable)));
    loop.checkOwn(inner, "shield(...)");
    return inner.isDone() ? inner : Shielded.of(inner);
  }

  // Time

  /**
   * Waits for a time; zero or less gives way for one turn of the loop.
   *
   * <p>Suspends when awaited. Cancelling it removes the timer. Mirrors {@code asyncio.sleep}.
   *
   * @param delay how long
   * @return a coroutine that ends after it
   */
  public static Coroutine<Void> sleep(Duration delay) {
    return sleep(delay, null);
  }

  /**
   * Waits like {@link #sleep(Duration)}, and then yields a result.
   *
   * @param delay how long
   * @param result what it yields, which may be null
   * @param <T> the type of the result
   * @return a coroutine that yields the result after the time
   */
  public static <T> Coroutine<T> sleep(Duration delay, @Nullable T result) {
    long nanos = Durations.nanos(delay);
    return nanos <= 0 ? Yield.with(result) : Sleep.Call.of(nanos, result);
  }

  /**
   * Gives way to everything else that is ready, for one turn of the loop.
   *
   * <p>Suspends when awaited. Mirrors {@code asyncio.sleep(0)}.
   *
   * @return a coroutine that ends in the next turn
   */
  public static Coroutine<Void> yieldNow() {
    return Yield.with(null);
  }

  /**
   * Opens a block with a deadline: {@code try (var limit = timeout(seconds(5)))}. Does not suspend.
   *
   * <p>Unlike in asyncio, a value that arrives in the very turn of the deadline wins, and a timeout
   * that is no resource of a {@code try} does not compile in async methods.
   *
   * @param delay how long from now; zero or less stops the block at its first await, null means no
   *     deadline
   * @return the block
   * @throws IllegalStateException outside a task
   */
  public static Timeout timeout(@Nullable Duration delay) {
    Task<?> task = Loop.runningTask("timeout(...)");
    return new Timeout(
        task, delay == null ? Durations.FOREVER : task.loop().after(Durations.nanos(delay)));
  }

  /**
   * Opens a block with a deadline on the loop's clock. Does not suspend. Mirrors {@code
   * asyncio.timeout_at}.
   *
   * @param loopTimeNanos when, in nanoseconds of {@link EventLoop#time}
   * @return the block
   * @throws IllegalStateException outside a task
   */
  public static Timeout timeoutAt(long loopTimeNanos) {
    return new Timeout(Loop.runningTask("timeoutAt(...)"), loopTimeNanos);
  }

  /**
   * Awaits something for a limited time.
   *
   * <pre>{@code
   * String page = await(waitFor(fetch(url), seconds(5)));
   * }</pre>
   *
   * <p>Suspends when awaited. When the time is over the awaitable is cancelled, and this ends when
   * it really has; then {@link TimeoutException} is thrown, unless the awaitable ended otherwise.
   * Cancelling this cancels the awaitable. With no time at all a coroutine is never started. A
   * value that arrives in the very turn of the deadline wins. Mirrors {@code asyncio.wait_for}.
   *
   * @param awaitable what to await
   * @param delay how long at most; null for no limit
   * @param <T> the type of the result
   * @return a coroutine that yields its result
   * @throws TimeoutException when awaited, after the time; declared here for javac's sake
   */
  @SuppressWarnings("RedundantThrows")
  public static <T> Coroutine<T> waitFor(Awaitable<T> awaitable, @Nullable Duration delay)
      throws TimeoutException {
    if (awaitable == null) {
      throw Frames.notAwaitable(null);
    }
    return WaitFor.of(awaitable, orForever(delay));
  }

  /**
   * Makes a duration of milliseconds.
   *
   * @param n how many
   * @return the duration
   */
  public static Duration millis(long n) {
    return Duration.ofMillis(n);
  }

  /**
   * Makes a duration of seconds.
   *
   * @param n how many
   * @return the duration
   */
  public static Duration seconds(long n) {
    return Duration.ofSeconds(n);
  }

  // Other threads

  /**
   * Computes something that blocks, on a daemon thread of the loop's own pool.
   *
   * <pre>{@code
   * String text = await(toThread(() -> Files.readString(path)));
   * }</pre>
   *
   * <p>Starts and suspends when awaited. Cancelling it interrupts the thread when it has started,
   * removes the work when not, and ends the await at once. At most {@code min(32, cores + 4)} run
   * at a time. Runs in a copy of the context. Mirrors {@code asyncio.to_thread}; unlike there, a
   * cancel interrupts.
   *
   * @param blocking what to compute
   * @param <T> the type of the value
   * @param <X> what it may throw
   * @return a coroutine that yields the value
   * @throws X when awaited; declared here for javac's sake
   */
  @SuppressWarnings("RedundantThrows")
  public static <T, X extends Exception> Coroutine<T> toThread(ThrowingSupplier<T, X> blocking)
      throws X {
    requireNonNull(blocking, "toThread(...) needs something to do");
    return ThreadCall.of(null, blocking);
  }

  /**
   * Does something that blocks; otherwise like {@link #toThread(ThrowingSupplier)}.
   *
   * @param blocking what to do
   * @param <X> what it may throw
   * @return a coroutine that ends when it is done
   * @throws X when awaited; declared here for javac's sake
   */
  @SuppressWarnings("RedundantThrows")
  public static <X extends Exception> Coroutine<Void> toThread(ThrowingRunnable<X> blocking)
      throws X {
    return ThreadCall.of(null, supplier(blocking));
  }

  /**
   * Computes something on an executor of the program's; otherwise like {@link
   * #toThread(ThrowingSupplier)}. Mirrors {@code loop.run_in_executor}.
   *
   * @param executor where
   * @param work what to compute
   * @param <T> the type of the value
   * @param <X> what it may throw
   * @return a coroutine that yields the value
   * @throws X when awaited; declared here for javac's sake
   */
  @SuppressWarnings("RedundantThrows")
  public static <T, X extends Exception> Coroutine<T> runIn(
      Executor executor, ThrowingSupplier<T, X> work) throws X {
    requireNonNull(executor, "runIn(...) needs an executor");
    requireNonNull(work, "runIn(...) needs something to do");
    return ThreadCall.of(executor, work);
  }

  /**
   * Does something on an executor of the program's; otherwise like {@link
   * #toThread(ThrowingSupplier)}.
   *
   * @param executor where
   * @param work what to do
   * @param <X> what it may throw
   * @return a coroutine that ends when it is done
   * @throws X when awaited; declared here for javac's sake
   */
  @SuppressWarnings("RedundantThrows")
  public static <X extends Exception> Coroutine<Void> runIn(
      Executor executor, ThrowingRunnable<X> work) throws X {
    requireNonNull(executor, "runIn(...) needs an executor");
    return ThreadCall.of(executor, supplier(work));
  }

  private static <X extends Exception> ThrowingSupplier<Void, X> supplier(
      ThrowingRunnable<X> work) {
    requireNonNull(work, "toThread(...) and runIn(...) need something to do");
    return () -> {
      work.run();
      return Unchecked.cast(null);
    };
  }

  private static long orForever(@Nullable Duration limit) {
    return limit == null ? Durations.FOREVER : Durations.nanos(limit);
  }

  private static <A, T, X extends Exception> List<Coroutine<T>> coroutines(
      Collection<? extends A> inputs, AsyncFunction<? super A, T, X> body) throws X {
    List<Coroutine<T>> coroutines = new ArrayList<>(inputs.size());
    for (A input : inputs) {
      coroutines.add(body.apply(input));
    }
    return coroutines;
  }
}
