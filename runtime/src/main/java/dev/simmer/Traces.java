package dev.simmer;

import dev.simmer.support.v1.EmittedFrame;
import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the trace of an exception that crosses awaits read as if nothing had ever been suspended.
 *
 * <p>The Java stack below a resumed frame is the loop's. In its place come the frames that await,
 * which the stack held when they were called, the place where the task was created, and then
 * whoever runs the loop:
 *
 * <pre>
 * what the JVM noted, without Simmer's own methods  |  awaiting frames  |  creation  |  runner
 * </pre>
 *
 * <p>An exception gets its awaiting frames once: from the task it is thrown in, or from the first
 * one it reaches when it was made elsewhere, on another thread say. They carry a {@link #MARK},
 * which no output shows, so that however often and wherever the exception is thrown again, its
 * trace does not grow. Nothing is done here unless something throws.
 */
final class Traces {
  /**
   * The module version of the elements put in. It is shown only beside a module's name, which they
   * do not have.
   */
  private static final String MARK = "awaiting";

  /** As many elements as the JVM itself keeps unless told otherwise. */
  private static final int MOST = 1024;

  /** The classes that stand in traces without being the user's; loaded when something throws. */
  private static final class Names {
    private static final String TRAMPOLINE = Trampoline.class.getName();
    private static final String TASK = Task.class.getName();
    private static final String EMITTED_FRAME = EmittedFrame.class.getName();
    private static final String SUPPORT = Trampoline.class.getPackageName() + ".";
    private static final Set<String> OWN =
        Set.of(
            Loop.class.getName(),
            Task.class.getName(),
            Runner.class.getName(),
            BlockingDriver.class.getName(),
            GuestDriver.class.getName(),
            ExecutorHost.class.getName(),
            Simmer.class.getName(),
            BodyCall.class.getName(),
            WaitFor.class.getName(),
            WakeUps.class.getName(),
            GroupExit.class.getName(),
            TaskGroup.class.getName(),
            ExitAsync.class.getName(),
            Gathering.class.getName(),
            Leaf.class.getName(),
            QueueWait.class.getName(),
            SocketWait.class.getName(),
            ByAddress.class.getName(),
            Closing.class.getName());

    private Names() {}
  }

  private @Nullable Throwable completed;

  /** Completes the trace of an exception that leaves a resumed frame of {@code task}. */
  void leaving(Throwable thrown, Frame<?> left, @Nullable Task<?> task) {
    if (isNew(thrown)) {
      safely(() -> completeAll(thrown, left.position(), awaiting(left.awaiter(), task), newSet()));
    }
  }

  /** Completes the trace of an exception that ended a wait of {@code task} in no frame at all. */
  void thrownInsteadOfResult(Throwable thrown, Frame<?> innermost, @Nullable Task<?> task) {
    if (isNew(thrown)) {
      safely(() -> completeAll(thrown, null, awaiting(innermost, task), newSet()));
    }
  }

  private boolean isNew(Throwable thrown) {
    if (thrown == completed || thrown instanceof CancelledError) {
      return false;
    }
    completed = thrown;
    return true;
  }

  /**
   * Completes the trace of a failure that is about to be thrown at the await of a suspended chain.
   */
  void delivered(Throwable failure, Frame<?> innermost, @Nullable Task<?> task) {
    if (!(failure instanceof CancelledError)) {
      safely(() -> append(failure, awaiting(innermost, task)));
    }
  }

  /**
   * Adds the awaiting methods to a failure that was there before it was awaited: they are on the
   * Java stack, down to the frame that {@link #leaving} will be told of.
   */
  void rethrown(Throwable failure) {
    if (!(failure instanceof CancelledError)) {
      safely(
          () -> {
            StackTraceElement[] here = new Throwable().getStackTrace();
            int start = 0;
            while (start < here.length && isOwn(here[start])) {
              start++;
            }
            append(failure, Arrays.asList(here).subList(start, here.length));
          });
    }
  }

  /** Lets go of the last exception, when the step that threw it is over. */
  void forget() {
    if (completed != null) {
      completed = null;
    }
  }

  /** Completes an exception and what hangs on it, as far as it was made in the same step. */
  private static void completeAll(
      Throwable thrown,
      @Nullable StackTraceElement left,
      List<StackTraceElement> awaiting,
      Set<Throwable> done) {
    if (done.size() >= MOST || !done.add(thrown)) {
      return;
    }
    StackTraceElement[] trace = thrown.getStackTrace();
    int cut = trampoline(trace);
    if (cut >= 0) {
      List<StackTraceElement> whole = new ArrayList<>();
      copy(trace, 0, cut, whole);
      boolean marked = isMarked(trace);
      int known = alreadyThere(whole, left, awaiting);
      for (StackTraceElement place : awaiting.subList(known, awaiting.size())) {
        whole.add(marked ? place : marked(place));
      }
      copyRunner(trace, cut, whole);
      thrown.setStackTrace(whole.toArray(StackTraceElement[]::new));
    } else if (done.size() == 1) {
      append(thrown, awaiting);
    }
    if (thrown.getCause() != null) {
      completeAll(thrown.getCause(), left, awaiting, done);
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      completeAll(suppressed, left, awaiting, done);
    }
  }

  /**
   * Returns how many of the awaiting frames a trace has already: an exception may have been made
   * when they were still on the Java stack, and been held back since by a {@code finally} that
   * waited.
   */
  private static int alreadyThere(
      List<StackTraceElement> trace,
      @Nullable StackTraceElement left,
      List<StackTraceElement> awaiting) {
    if (left == null || trace.isEmpty() || isSameMethod(trace.get(trace.size() - 1), left)) {
      return 0;
    }
    for (int count = Math.min(trace.size(), awaiting.size()); count > 0; count--) {
      int from = trace.size() - count;
      boolean same = true;
      for (int i = 0; i < count && same; i++) {
        same = isSamePlace(trace.get(from + i), awaiting.get(i));
      }
      if (same) {
        return count;
      }
    }
    return 0;
  }

  /** Adds the awaiting methods to the trace of an exception that was made elsewhere. */
  private static void append(Throwable failure, List<StackTraceElement> awaiting) {
    StackTraceElement[] trace = failure.getStackTrace();
    int cut = trampoline(trace);
    boolean marked = isMarked(trace);
    // An empty trace is one that its class does not want, or that the JVM left out for speed.
    if (trace.length == 0 || (marked && cut < 0) || awaiting.isEmpty()) {
      return;
    }
    List<StackTraceElement> whole = new ArrayList<>();
    copy(trace, 0, cut < 0 ? trace.length : cut, whole);
    if (!marked) {
      whole.add(marked(awaiting.get(0)));
      whole.addAll(awaiting.subList(1, awaiting.size()));
    }
    failure.setStackTrace(whole.toArray(StackTraceElement[]::new));
  }

  private static List<StackTraceElement> awaiting(
      @Nullable Frame<?> innermost, @Nullable Task<?> task) {
    List<StackTraceElement> places = new ArrayList<>();
    for (Frame<?> frame = innermost;
        frame != null && places.size() < MOST;
        frame = frame.awaiter()) {
      StackTraceElement place = frame.position();
      if (place != null) {
        places.add(place);
      }
    }
    StackTraceElement creation = task == null ? null : task.createdAt();
    if (creation != null) {
      places.add(creation);
    }
    return places;
  }

  /** Returns where the loop's part of a trace begins: what resumes frames, or ends a wait. */
  private static int trampoline(StackTraceElement[] trace) {
    for (int i = 0; i < trace.length; i++) {
      String type = trace[i].getClassName();
      String method = trace[i].getMethodName();
      if ((type.equals(Names.TRAMPOLINE) && method.equals("advance"))
          || (type.equals(Names.TASK) && method.equals("run"))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Copies what is the user's, and what of ours stands above it, which is where the exception came
   * from.
   */
  private static void copy(
      StackTraceElement[] trace, int from, int to, List<StackTraceElement> whole) {
    boolean atOrigin = from == 0;
    for (int i = from; i < to; i++) {
      boolean own = isOwn(trace[i]) || isDispatcher(trace, i);
      if (!own || atOrigin) {
        whole.add(trace[i]);
      }
      atOrigin &= own;
    }
  }

  /**
   * Copies what lies below the trampoline: for an eager task its creator, which is noted already.
   */
  private static void copyRunner(
      StackTraceElement[] trace, int cut, List<StackTraceElement> whole) {
    List<StackTraceElement> runner = new ArrayList<>();
    copy(trace, cut + 1, trace.length, runner);
    int last = whole.size() - 1;
    boolean known = last >= 0 && !runner.isEmpty() && isSamePlace(whole.get(last), runner.get(0));
    whole.addAll(runner.subList(known ? 1 : 0, runner.size()));
  }

  private static boolean isSamePlace(StackTraceElement one, StackTraceElement other) {
    return isSameMethod(one, other) && one.getLineNumber() == other.getLineNumber();
  }

  private static boolean isSameMethod(StackTraceElement one, StackTraceElement other) {
    return one.getClassName().equals(other.getClassName())
        && one.getMethodName().equals(other.getMethodName());
  }

  private static boolean isOwn(StackTraceElement element) {
    String type = element.getClassName();
    int inner = type.indexOf('$');
    return type.startsWith(Names.SUPPORT)
        || Names.OWN.contains(inner < 0 ? type : type.substring(0, inner));
  }

  /** The generated class between a frame and its body. */
  private static boolean isDispatcher(StackTraceElement[] trace, int index) {
    return index + 1 < trace.length
        && trace[index].getMethodName().equals("resume")
        && trace[index + 1].getClassName().equals(Names.EMITTED_FRAME);
  }

  private static boolean isMarked(StackTraceElement[] trace) {
    for (StackTraceElement element : trace) {
      if (element.getModuleName() == null && MARK.equals(element.getModuleVersion())) {
        return true;
      }
    }
    return false;
  }

  private static StackTraceElement marked(StackTraceElement place) {
    return new StackTraceElement(
        null,
        null,
        MARK,
        place.getClassName(),
        place.getMethodName(),
        place.getFileName(),
        place.getLineNumber());
  }

  /** An exception whose class overrides these methods badly keeps the trace it has. */
  private static void safely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      // The exception itself must reach its handler; its trace is only for the reader.
    }
  }

  private static Set<Throwable> newSet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
