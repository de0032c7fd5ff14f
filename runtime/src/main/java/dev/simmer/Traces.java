package dev.simmer;

import dev.simmer.support.v1.EmittedFrame;
import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the trace of an exception that leaves a resumed frame read as if nothing had ever been
 * suspended.
 *
 * <p>The Java stack below a resumed frame is the loop's. In its place come the frames that await,
 * which the stack held when they were called, and then whoever runs the loop. Done once for an
 * exception, at the first resumed frame it leaves: afterwards its trace holds no trampoline any
 * more, by which it is recognised however often it is thrown again.
 */
final class Traces {
  private static final String TRAMPOLINE = Trampoline.class.getName();
  private static final String EMITTED_FRAME = EmittedFrame.class.getName();
  private static final String SUPPORT = Trampoline.class.getPackageName() + ".";
  private static final Set<String> OWN =
      Set.of(
          Loop.class.getName(),
          Task.class.getName(),
          Runner.class.getName(),
          Simmer.class.getName(),
          BodyCall.class.getName(),
          WaitFor.class.getName(),
          Leaf.class.getName(),
          Closing.class.getName());

  private @Nullable Throwable completed;

  /** Completes a trace with the frames that await, from {@code awaiter} on. */
  void complete(Throwable thrown, @Nullable Frame<?> awaiter) {
    if (thrown == completed || thrown instanceof CancelledError) {
      return;
    }
    completed = thrown;
    StackTraceElement[] trace = thrown.getStackTrace();
    int cut = trampoline(trace);
    if (cut < 0) {
      return;
    }
    List<StackTraceElement> whole = new ArrayList<>();
    copy(trace, 0, cut, whole);
    for (Frame<?> frame = awaiter; frame != null; frame = frame.awaiter()) {
      StackTraceElement place = frame.position();
      if (place != null) {
        whole.add(place);
      }
    }
    copy(trace, cut + 1, trace.length, whole);
    thrown.setStackTrace(whole.toArray(StackTraceElement[]::new));
  }

  /** Lets go of the last exception, when the step that threw it is over. */
  void forget() {
    completed = null;
  }

  private static int trampoline(StackTraceElement[] trace) {
    for (int i = 0; i < trace.length; i++) {
      if (trace[i].getClassName().equals(TRAMPOLINE)
          && trace[i].getMethodName().equals("advance")) {
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

  private static boolean isOwn(StackTraceElement element) {
    return element.getClassName().startsWith(SUPPORT) || OWN.contains(element.getClassName());
  }

  /** The generated class between a frame and its body. */
  private static boolean isDispatcher(StackTraceElement[] trace, int index) {
    return index + 1 < trace.length
        && trace[index].getMethodName().equals("resume")
        && trace[index + 1].getClassName().equals(EMITTED_FRAME);
  }
}
