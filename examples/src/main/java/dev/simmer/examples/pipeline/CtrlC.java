package dev.simmer.examples.pipeline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, and a polite kill, into the cancellation of what a thread runs.
 *
 * <p>{@code Simmer.run} installs no signal handler; it cancels its main task when its thread is
 * interrupted. The JVM ends when its shutdown hooks have returned, so ours interrupts and then
 * waits until the program has said its last word.
 */
final class CtrlC implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final CountDownLatch lastWord = new CountDownLatch(1);
  private final Thread hook;

  private CtrlC(Thread running) {
    hook = new Thread(() -> stop(running), "ctrl-c");
  }

  /** Interrupts {@code running} when the JVM is asked to end, until closed. */
  static CtrlC interrupts(Thread running) {
    CtrlC ctrlC = new CtrlC(running);
    Runtime.getRuntime().addShutdownHook(ctrlC.hook);
    return ctrlC;
  }

  private void stop(Thread running) {
    running.interrupt();
    try {
      if (!lastWord.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("The program did not stop within " + PATIENCE_SECONDS + " seconds.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the JVM end: the program has said its last word. */
  @Override
  public void close() {
    lastWord.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException jvmIsEnding) {
      // The hook runs already, and has just been let go.
    }
  }
}
