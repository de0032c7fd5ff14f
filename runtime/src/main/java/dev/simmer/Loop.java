package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks and callbacks on one thread, first come, first served.
 *
 * <p>A turn takes in what other threads handed over, moves due timers to the ready queue, and then
 * runs exactly the nodes that were ready by then: what they make ready runs in the next turn, so
 * nothing starves timers or other threads. Nothing here is volatile or locked but the {@link
 * Inbox}.
 */
final class Loop extends Trampoline implements EventLoop {
  private static final ThreadLocal<@Nullable Loop> CURRENT = new ThreadLocal<>();

  /**
   * How many eager tasks may start inside each other before the next waits for its turn: the Java
   * stack is finite.
   */
  private static final int MOST_EAGER = 50;

  final ReadyQueue ready;
  final Timers timers = new Timers();
  final TaskList tasks = new TaskList();
  final Reports reports;
  final long number = RunningLoops.nextNumber();
  final RunOptions options;
  final Inbox inbox;
  final Clock clock;

  /** Of what comes from no known place, in the context that the loop has itself. */
  final Origin origin;

  /** The context of the running task or callback. */
  Context context;

  /** The running task; null in callbacks and between steps. */
  @Nullable Task<?> current;

  /** Watches the sockets; null before the first. */
  @Nullable Poller poller;

  /** Sees what holds the loop; null while nobody wants to know. */
  @Nullable Watchdog watchdog;

  /** Hears of tasks and steps; null while no recording wants to. */
  @Nullable Recorder recorder;

  private final Origin.Places places;
  private final @Nullable Host host;
  private final ReadyQueue expiries = new ReadyQueue(null);
  private final @Nullable Shuffle shuffle;

  /** What completes the traces of exceptions; null until something throws. */
  private @Nullable Traces traces;

  /** The generators that are open; null before the first. */
  private @Nullable OpenGenerators generators;

  private final @Nullable Unawaited unawaited;
  private long slowThreshold = Watchdog.DEFAULT_THRESHOLD;
  private @Nullable WakeUps wakeUps;
  private @Nullable Sleep lastSleep;
  private final WakeUps firstWakeUps = new WakeUps();
  private @Nullable Workers workers;
  private @Nullable Thread thread;
  private int foreignWork;
  private int tasksMade;
  private int eagerDepth;
  private boolean startsEagerly;
  private boolean running;
  private boolean closed;
  private @Nullable RuntimeException refusal;

  /** Makes one for a thread that waits in {@link Inbox#sleep}. */
  Loop(RunOptions options) {
    this(options, options.isVirtualTime() ? Clock.Virtual.start() : new Clock(), new Inbox(), null);
  }

  /** Makes one for the thread of a host, which {@code inbox} wakes. */
  Loop(RunOptions options, Host host, Inbox inbox) {
    this(options, Clock.OfHost.of(host), inbox, host);
  }

  private Loop(RunOptions options, Clock clock, Inbox inbox, @Nullable Host host) {
    this.options = options;
    this.clock = clock;
    this.inbox = inbox;
    this.host = host;
    this.ready = new ReadyQueue(host == null ? null : inbox);
    this.reports = new Reports(options.uncaughtHandler());
    Long seed = options.seed();
    this.shuffle = seed == null ? null : new Shuffle(seed);
    this.context = Context.current();
    this.origin = new Origin(this, null, context);
    this.places = new Origin.Places(origin);
    this.unawaited = options.isDebug() ? new Unawaited() : null;
    if (unawaited != null) {
      listenToFrames(Loop::made);
    } else {
      mayLinkCalls();
    }
  }

  /** Notes a new coroutine where the running loop is in debug mode. */
  private static void made(Frame<?> frame) {
    Loop loop = CURRENT.get();
    if (loop != null && loop.unawaited != null) {
      loop.unawaited.add(frame);
    }
  }

  // Who runs here

  static @Nullable Loop currentOrNull() {
    return CURRENT.get();
  }

  /** Returns the loop of this thread, for {@code call}, which needs one. */
  static Loop running(String call) {
    Loop loop = CURRENT.get();
    if (loop == null) {
      throw new IllegalStateException(
          call
              + " was called where no loop runs. Call it from a coroutine or a callback of the loop; Simmer.run(...)"
              + " starts one.");
    }
    return loop;
  }

  /** Returns the running task of this thread, for {@code call}, which needs one. */
  static Task<?> runningTask(String call) {
    Loop loop = running(call);
    Task<?> task = loop.current;
    if (task == null) {
      throw new IllegalStateException(
          call
              + " was called outside a task: in a callback of the loop there is nothing that could wait. Create a task"
              + " there, and do it in that.");
    }
    return task;
  }

  Task<?> requireTask() {
    Task<?> task = current;
    if (task == null) {
      throw new IllegalStateException("an await was reached outside a task");
    }
    return task;
  }

  // Running

  /** Makes this the loop of the calling thread, and returns the one that it was before. */
  @Nullable Loop enter() {
    Loop outer = CURRENT.get();
    CURRENT.set(this);
    Thread here = Thread.currentThread();
    if (!running || here != thread) {
      stopWatchdog();
      running = true;
      thread = here;
      watched();
      RunningLoops.entered(this);
    }
    return outer;
  }

  /** Gives the calling thread back the loop that it had before. */
  void leave(@Nullable Loop outer) {
    CURRENT.set(outer);
  }

  /** Lets those go who look at the loop while it runs. */
  void stopWatching() {
    running = false;
    RunningLoops.left(this);
    stopWatchdog();
  }

  /** Looks, once a turn, whether a recording has begun or ended, and returns who watches steps. */
  private @Nullable Watchdog watched() {
    boolean recording = Recordings.isWanted();
    if (recording != (recorder != null)) {
      recorder = recording ? new Recorder(this) : null;
    }
    if ((recording || options.isDebug()) != (watchdog != null)) {
      if (watchdog == null) {
        watchdog = new Watchdog(this, Thread.currentThread(), slowThreshold);
        Watcher.add(watchdog);
      } else {
        stopWatchdog();
      }
    }
    return watchdog;
  }

  private void stopWatchdog() {
    if (watchdog != null) {
      Watcher.remove(watchdog);
      watchdog = null;
    }
  }

  /** Says whether a turn would have nothing to do, unless a timer is due. */
  boolean isIdle() {
    return ready.isEmpty() && inbox.isEmpty();
  }

  /**
   * Says what has not ended, a sentence each: tasks, callbacks that wait for their time,
   * generators, sockets.
   */
  List<String> leftovers() {
    return Leftovers.of(this);
  }

  /** Lists the generators that are open, in the order they were opened. */
  List<AsyncGenerator<?>> openGenerators() {
    return generators == null ? List.of() : generators.snapshot();
  }

  /** Takes all of them. */
  List<AsyncGenerator<?>> takeOpenGenerators() {
    return generators == null ? List.of() : generators.drain();
  }

  /**
   * Runs what is ready by now: what was so before, what other threads handed in, and what is due.
   */
  void turn() {
    inbox.drainTo(ready);
    if (!timers.isEmpty()) {
      moveDueTimers(clock.now());
    }
    if (shuffle != null) {
      shuffle.permute(ready);
    }
    Ready last = ready.last();
    if (last == null) {
      return;
    }
    Watchdog watching = watched();
    Ready node;
    do {
      node = ready.poll();
      if (node == null) {
        throw new AssertionError("the ready queue ended before its last node");
      }
      if (watching == null) {
        node.run(this);
      } else {
        watching.begin(node);
        node.run(this);
        watching.end();
      }
    } while (node != last);
  }

  private void moveDueTimers(long now) {
    for (Ready due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
      if (due instanceof Task<?> task) {
        task.due(this);
      } else {
        wakeUps = null;
        ((Timed) due).due(this);
      }
    }
    wakeUps = null;
    for (Ready expiry = expiries.poll(); expiry != null; expiry = expiries.poll()) {
      ready.add(expiry);
    }
  }

  /** Makes the last reports, and refuses everything from now on. */
  void end() {
    if (poller != null) {
      poller.close(this);
    }
    reports.reportRest();
    if (unawaited != null) {
      unawaited.report(reports);
    }
    closed = true;
  }

  /** Says that the host does not run anything any more; before the inbox is closed. */
  void refused(RuntimeException byHost) {
    refusal = byHost;
  }

  // What tasks and timers use

  /** Resumes a chain of frames; see {@link Trampoline#advance}. */
  @Nullable Frame<?> step(Frame<?> frame, @Nullable Object value, @Nullable Throwable thrown) {
    if (thrown != null) {
      traces().delivered(thrown, frame, current);
    }
    Frame<?> waiting = advance(frame, value, thrown);
    if (traces != null) {
      traces.forget();
    }
    return waiting;
  }

  private Traces traces() {
    Traces made = traces;
    if (made == null) {
      made = new Traces();
      traces = made;
    }
    return made;
  }

  /** Takes the failure of a chain that has ended; null where it has a result. */
  @Nullable Throwable failureOfChain() {
    return takeFailure();
  }

  /** Takes the result of a chain that has ended without a failure. */
  @Nullable Object resultOfChain() {
    return takeValue();
  }

  /** Returns what ends a wait of the running task by being thrown where its result was expected. */
  Throwable thrownInsteadOfResult(Throwable thrown, Frame<?> innermost) {
    NewerCode.explain(thrown);
    traces().thrownInsteadOfResult(thrown, innermost, current);
    return thrown;
  }

  @Override
  protected void thrownOutOf(Frame<?> frame, Throwable thrown) {
    NewerCode.explain(thrown);
    traces().leaving(thrown, frame, current);
  }

  @Override
  protected void waitTakenBack() {
    requireTask().takeBackWait();
  }

  /** Suspends the running stack; who awaits the call is the innermost frame. */
  void suspendHere() {
    suspendAtLeaf();
  }

  /** Makes {@code frame} the innermost of a chain that now waits. */
  void parkAt(Frame<?> frame) {
    suspendAtLeaf();
    suspend(frame);
  }

  /** Returns a failure that was there before it was awaited, to be thrown on the running stack. */
  Throwable rethrown(Throwable failure) {
    traces().rethrown(failure);
    return failure;
  }

  <T> Task<T> createTask(@Nullable String name, Coroutine<T> coroutine) {
    return createTask(name, coroutine, origin(takePlace()));
  }

  <T> Task<T> createTask(
      @Nullable String name, Coroutine<T> coroutine, Context inherited, @Nullable Object place) {
    return createTask(name, coroutine, places.of(place, inherited));
  }

  /** Creates a task, maybe one of several of the same origin. */
  <T> Task<T> createTask(@Nullable String name, Coroutine<T> coroutine, Origin origin) {
    checkOpen("createTask(...)");
    Frame<?> frame = Frames.of(coroutine);
    frame.claim();
    Task<T> task = new Task<>(origin, ++tasksMade, name, frame);
    tasks.add(task);
    if (recorder != null) {
      recorder.created(task);
    }
    if (startsEagerly && eagerDepth < MOST_EAGER) {
      runNow(task);
    } else {
      ready.add(task);
    }
    return task;
  }

  /** Returns the origin of tasks that the running code creates in {@code place}. */
  Origin origin(@Nullable Object place) {
    return places.of(place, contextOfCaller());
  }

  /** Lets new tasks start at once from now on, where the options say so. */
  void startTasksEagerly(boolean on) {
    startsEagerly = on && options.isEagerTasks();
  }

  /**
   * Takes what is known of the place in the user's source that creates tasks now: rewritten methods
   * note it, and elsewhere only debug mode looks for it.
   */
  @Nullable Object takePlace() {
    Object noted = creating;
    creating = null;
    return noted == null && options.isDebug() ? Callers.element() : noted;
  }

  /** Runs the first step of a task inside the step that creates it. */
  private void runNow(Task<?> task) {
    Task<?> creator = current;
    Context before = context;
    int depthBefore = depth;
    eagerDepth++;
    task.run(this);
    eagerDepth--;
    depth = depthBefore;
    context = before;
    current = creator;
  }

  /** Makes a task ready together with those whose sleeps were due just before. */
  void wakeTogether(Task<?> task) {
    WakeUps group = wakeUps;
    if (group == null) {
      group = firstWakeUps.isEmpty() ? firstWakeUps : new WakeUps();
      wakeUps = group;
      ready.add(group);
    }
    group.add(task);
  }

  /**
   * Runs a due deadline after everything else that is due in this turn, so that a value of the same
   * turn wins.
   */
  void expire(Ready deadline) {
    expiries.add(deadline);
  }

  /** Sets a {@link Timed}, where no turn may be running: in code of the host's. */
  void addTimer(Ready timer, long deadline) {
    timers.add(timer, deadline, clock.now());
    inbox.wake();
  }

  /** Returns what stands for a sleep; many tasks sleep as long as the one before. */
  Sleep sleepOf(long nanos, @Nullable Object result) {
    Sleep before = lastSleep;
    if (before != null && before.nanos == nanos && before.result == result) {
      return before;
    }
    Sleep made = new Sleep(nanos, result);
    lastSleep = result == null ? made : null; // which keeps no result alive
    return made;
  }

  long after(long nanos) {
    return Durations.plus(clock.now(), nanos);
  }

  /** Runs a callback of the user's; what it throws is reported. */
  void call(Runnable action, Context in) {
    context = in;
    try {
      action.run();
    } catch (Throwable e) {
      reports.report(
          "A callback of the loop failed. Handle the failure inside the callback.", e, null);
    }
  }

  Context contextOfCaller() {
    return Context.current();
  }

  /** Counts work in flight outside the loop, during which virtual time stands still. */
  void foreignWork(int change) {
    foreignWork += change;
  }

  boolean hasForeignWork() {
    return foreignWork > 0;
  }

  @Nullable Workers workersOrNull() {
    return workers;
  }

  Workers workers() {
    if (workers == null) {
      workers = new Workers();
    }
    return workers;
  }

  /** Returns who watches the sockets, for {@code socket}, which needs it. */
  Poller poller(String socket) throws IOException {
    checkOpen(socket);
    if (host != null) {
      throw new IllegalStateException(
          socket
              + " was to be opened on a loop that is the guest of "
              + host
              + ", which has no thread that could wait for sockets. Use the sockets of that host, or open it on a loop of"
              + " its own: Simmer.run(...), or a Runner.");
    }
    Poller made = poller;
    if (made == null) {
      made = new Poller();
      poller = made;
      inbox.poller(made);
    }
    return made;
  }

  /** Hands in a node from any thread; false when the loop runs nothing any more. */
  boolean handIn(Ready node) {
    return inbox.offer(node);
  }

  boolean isOwnThread() {
    return CURRENT.get() == this;
  }

  @Override
  protected void opened(AsyncGenerator<?> generator) {
    if (generators == null) {
      generators = new OpenGenerators(options.isDebug());
    }
    generators.opened(generator);
  }

  @Override
  protected void ended(AsyncGenerator<?> generator) {
    if (generators != null) {
      generators.ended(generator);
    }
  }

  // Checks

  boolean isClosed() {
    return closed;
  }

  void checkOpen(Object what) {
    if (closed) {
      throw new IllegalStateException(
          what
              + " was used though its loop is closed: nothing runs there any more. Use it inside run(...).");
    }
  }

  void checkThread(Object what) {
    if (options.isDebug() && !isOwnThread() && !closed && (host == null || !host.isCurrent())) {
      throw new IllegalStateException(
          what
              + " was used on thread '"
              + Thread.currentThread().getName()
              + "', but belongs to a loop on thread '"
              + (thread == null ? "none yet" : thread.getName())
              + "'. Hand the work over with loop.post(...).");
    }
  }

  // The binary interface of emitted code

  @Override
  protected @Nullable Object awaitResult(@Nullable Awaitable<?> awaitable) throws Throwable {
    if (awaitable instanceof Deferred<?> deferred) {
      if (deferred.isDone()) {
        Throwable failure = deferred.failure();
        if (failure != null) {
          throw rethrown(failure);
        }
        return deferred.value();
      }
      Task<?> task = requireTask();
      checkAwaitable(deferred, task);
      task.waitOn(deferred);
      try {
        deferred.whenDone(task);
        suspendAtLeaf();
      } catch (Throwable e) {
        waitTakenBack();
        throw e;
      }
      return null;
    }
    if (awaitable instanceof AsyncEvent event) {
      return event.waiting.await(this, null);
    }
    throw Frames.notAwaitable(awaitable);
  }

  @Override
  protected @Nullable Object awaitStage(@Nullable CompletionStage<?> stage) throws Throwable {
    if (stage == null) {
      throw new NullPointerException("await(...) was given null instead of a CompletionStage");
    }
    return start(StageWait.of(stage), 0);
  }

  @Override
  protected @Nullable Object closeResource(AutoCloseable resource, int at) throws Throwable {
    if (resource instanceof TaskGroup group) {
      return start(GroupExit.of(group, null), at);
    }
    if (resource instanceof Timeout timeout) {
      timeout.exit();
      return null;
    }
    if (resource instanceof AsyncCloseable closeable) {
      return await(closeable.closeAsync(), this, at);
    }
    resource.close();
    return null;
  }

  @Override
  protected Object exitResource(AutoCloseable resource, Throwable thrown, int at) {
    try {
      if (resource instanceof TaskGroup group) {
        return handedOut(start(GroupExit.of(group, thrown), at), thrown);
      }
      if (resource instanceof Timeout timeout) {
        return timeout.exit(thrown);
      }
      if (resource instanceof AsyncCloseable closeable) {
        return handedOut(start(ExitAsync.of(closeable, thrown), at), thrown);
      }
    } catch (Throwable closing) {
      return ExitAsync.combined(thrown, closing);
    }
    return closedPlainly(resource, thrown);
  }

  /** Closes what is no scope, with the outcome that javac's own code would have. */
  private static Object closedPlainly(AutoCloseable resource, Throwable thrown) {
    try {
      resource.close();
    } catch (Throwable closing) {
      if (closing != thrown) {
        thrown.addSuppressed(closing);
      }
    }
    return thrown;
  }

  /** Where the exit waits there is no result yet; the caller looks at {@link #suspended} first. */
  private static Object handedOut(@Nullable Object result, Throwable thrown) {
    return result == null ? thrown : result;
  }

  /** Refuses what another loop will complete. */
  void checkOwn(Deferred<?> deferred, String call) {
    if (deferred.loop() != this && !deferred.isDone()) {
      throw new IllegalStateException(
          deferred.label()
              + " belongs to another loop and cannot be given to "
              + call
              + ". Use its toCompletableFuture(), taken on its own loop, and adapt that with deferred(...).");
    }
  }

  private void checkAwaitable(Deferred<?> deferred, Task<?> task) {
    if (deferred == task) {
      throw new IllegalStateException(
          task.label()
              + " awaits itself, which would never end. Await another task, or return instead.");
    }
    if (deferred.loop() != this) {
      throw new IllegalStateException(
          deferred.label()
              + " belongs to another loop and cannot be awaited in "
              + task.label()
              + ". Use its toCompletableFuture(), taken on its own loop, and await that.");
    }
  }

  // EventLoop

  @Override
  public Handle callSoon(Runnable callback) {
    return Callback.soon(this, callback, contextOfCaller(), placeOf("callSoon(...)"));
  }

  @Override
  public Handle callLater(Duration delay, Runnable callback) {
    return callAt(after(Durations.nanos(delay)), callback);
  }

  @Override
  public Handle callAt(long loopTimeNanos, Runnable callback) {
    return Callback.at(this, loopTimeNanos, callback, contextOfCaller(), placeOf("callAt(...)"));
  }

  @Override
  public void post(Runnable callback) {
    if (!handIn(Callback.posted(this, callback, Context.current()))) {
      throw closedToOthers("post(...)");
    }
  }

  @Override
  public <T> CompletableFuture<T> submit(Coroutine<T> coroutine) {
    Frames.of(coroutine);
    StackTraceElement place = options.isDebug() ? Callers.element() : null;
    CompletableFuture<T> result = Submission.handIn(this, coroutine, Context.current(), place);
    if (result == null) {
      coroutine.close();
      throw closedToOthers("submit(...)");
    }
    return result;
  }

  @Override
  public long time() {
    return clock.now();
  }

  @Override
  public void setExceptionHandler(@Nullable Consumer<UncaughtEvent> handler) {
    reports.handler(handler);
  }

  @Override
  public void slowCallbackThreshold(Duration threshold) {
    slowThreshold = Durations.nanos(threshold);
    if (watchdog != null) {
      watchdog.threshold(slowThreshold);
    }
  }

  /** Checks whether a callback may be asked for here, and returns where that is in debug mode. */
  private @Nullable StackTraceElement placeOf(String call) {
    checkThread(call);
    checkOpen(call);
    return options.isDebug() ? Callers.element() : null;
  }

  private IllegalStateException closedToOthers(String call) {
    RuntimeException byHost = refusal;
    return byHost == null
        ? new IllegalStateException(
            call + " was called on a loop that is closed: nothing runs there any more.")
        : new IllegalStateException(
            call
                + " was called on a loop whose host refuses work: nothing runs there any more. Close the loop before"
                + " its host.",
            byHost);
  }
}
