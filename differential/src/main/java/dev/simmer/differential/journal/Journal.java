package dev.simmer.differential.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything observable that one run of a program does, and what the harness decides for it.
 *
 * <p>This class is the same in both worlds, the oracle's and the subject's. A run belongs to one
 * thread.
 */
public final class Journal {
  private static final int MAX_TRACE = 20_000;
  private static final int MAX_LEAVES = 600;
  private static final int FUEL = 60;
  private static final int MAX_REFUSALS = 20_000;
  private static final ThreadLocal<@Nullable Journal> CURRENT = new ThreadLocal<>();

  private final Plan plan;
  private final SplittableRandom random;
  private final StringBuilder trace = new StringBuilder();
  private final Map<Integer, int[]> resources = new TreeMap<>();
  private final Set<Object> lost = Collections.newSetFromMap(new IdentityHashMap<>());
  private int fuel = FUEL;
  private int leaves;
  private final List<Throwable> cancels = new ArrayList<>();
  private final Set<Throwable> cancelsOfCloses = Collections.newSetFromMap(new IdentityHashMap<>());
  private Consumer<String> cancel = message -> {};

  public Journal(Plan plan) {
    this.plan = plan;
    random = new SplittableRandom(plan.seed());
  }

  /**
   * Returns the journal of the run on this thread. On a thread that was interrupted, because its
   * run does not end, the next event is the last: there is no other way to stop code that catches
   * everything.
   */
  public static Journal current() {
    if (Thread.currentThread().isInterrupted()) {
      new Semaphore(0).acquireUninterruptibly();
    }
    Journal journal = CURRENT.get();
    if (journal == null) {
      throw new IllegalStateException("no program runs on this thread");
    }
    return journal;
  }

  /** Makes this the journal of the thread. */
  public void open() {
    CURRENT.set(this);
  }

  /** Ends the run. */
  public void close() {
    CURRENT.remove();
  }

  /** Returns how the run goes. */
  public Plan plan() {
    return plan;
  }

  public Mode mode() {
    return plan.mode();
  }

  /** Says how the task of the run is cancelled. */
  public void cancelBy(Consumer<String> cancel) {
    this.cancel = cancel;
  }

  /**
   * Says whether the run is cancelled somewhere. Then no close fails: the library lets such a
   * failure win over the cancellation, where javac's own code would suppress it.
   */
  public boolean isCancelled() {
    return plan.injections().stream().anyMatch(injection -> injection.kind().cancels());
  }

  public void cancel(String message) {
    cancel.accept(message);
  }

  /** Remembers what unwinds the oracle's program when it is cancelled or a generator is closed. */
  public synchronized void unwinds(Throwable cancel) {
    cancels.add(cancel);
  }

  /**
   * Remembers a cancel that came out of a close of the oracle's. Where a failure was on its way
   * then, javac's own code hides the cancel in it, and Simmer asks for the cancel again at the next
   * await.
   */
  public synchronized void closeThrows(Throwable cancel) {
    cancelsOfCloses.add(cancel);
  }

  /** Notes that an exception was caught, or ended the program: nothing hides it. */
  public synchronized void seen(Throwable exception) {
    cancelsOfCloses.remove(exception);
  }

  private synchronized boolean isDisputed() {
    return !cancelsOfCloses.isEmpty()
        || cancels.stream().anyMatch(cancel -> cancel.getSuppressed().length > 0);
  }

  public void trace(String event) {
    if (trace.length() < MAX_TRACE) {
      trace.append(event).append('\n');
    }
  }

  /** Says whether a loop may go round once more. */
  public boolean fuel() {
    fuel--;
    if (fuel < -MAX_REFUSALS) {
      throw new IllegalStateException("a loop goes on without fuel");
    }
    return fuel >= 0;
  }

  /** Numbers the next awaitable and decides about it. */
  public Leaf leaf() {
    leaves++;
    limit();
    for (Injection injection : plan.injections()) {
      if (injection.at() == leaves) {
        return new Leaf(injection.kind().cancels() || suspends(), injection);
      }
    }
    return new Leaf(suspends(), null);
  }

  /**
   * Decides about an awaitable that is not awaited where it is made, so that nothing can be
   * injected. Nor does it count: a child of a group makes it sooner in one world than in the other.
   */
  public Leaf uncountedLeaf() {
    return new Leaf(suspends(), null);
  }

  private void limit() {
    if (leaves > MAX_LEAVES) {
      throw new IllegalStateException("too many awaits");
    }
  }

  /** Returns how many awaitables could be injected so far. */
  public int leaves() {
    return leaves;
  }

  private boolean suspends() {
    return switch (plan.mode()) {
      case READY -> false;
      case SUSPENDED, THREAD -> true;
      case MIXED -> random.nextBoolean();
    };
  }

  /** Notes that the program has lost its last reference to an object. */
  public void lost(Object object) {
    lost.add(object);
  }

  /** Returns what the program has lost. */
  public Set<Object> lost() {
    return lost;
  }

  public void opened(int resource) {
    resources.computeIfAbsent(resource, key -> new int[2])[0]++;
  }

  public void closed(int resource) {
    resources.computeIfAbsent(resource, key -> new int[2])[1]++;
  }

  /** Returns every resource that was not closed as often as it was opened. */
  public String ledger() {
    StringBuilder text = new StringBuilder();
    resources.forEach(
        (resource, counts) -> {
          if (counts[0] != counts[1]) {
            text.append("resource ").append(resource).append(" opened ").append(counts[0]);
            text.append(" times, closed ").append(counts[1]).append("; ");
          }
        });
    return text.toString();
  }

  /** Describes how the run ended and what it did. */
  public Outcome returned(@Nullable Object value) {
    return new Outcome(
        "returned " + Show.value(value), trace.toString(), ledger(), leaves, isDisputed());
  }

  /** Describes how the run ended and what it did. */
  public Outcome threw(Throwable exception) {
    seen(exception);
    return new Outcome(
        "threw " + Show.exception(exception), trace.toString(), ledger(), leaves, isDisputed());
  }
}
