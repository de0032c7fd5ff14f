package dev.simmer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The inbox of a loop, as compilers and processors really order what its two sides do. */
public class InboxStress {
  private InboxStress() {}

  /** A node that carries something that its sender wrote. */
  private static final class Note extends Ready {
    long value;

    @Override
    void run(Loop loop) {
      throw new AssertionError("notes are only read");
    }
  }

  /** The loop sleeps until something is handed in, and no longer. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "The loop saw it, or was woken.")
  @Outcome(id = "false", expect = FORBIDDEN, desc = "The wake-up was lost.")
  @State
  public static class WakeUp {
    private static final long LONG = 1_000_000_000;

    private final Inbox inbox = new Inbox();
    private final Note note = new Note();

    @Actor
    public void loop(Z_Result result) {
      inbox.owner(Thread.currentThread());
      long begun = System.nanoTime();
      while (inbox.isEmpty()) {
        inbox.sleep(LONG);
      }
      // The sender may have been here long before.
      result.r1 = System.nanoTime() - Math.max(begun, note.value) < LONG / 2;
    }

    @Actor
    public void sender() {
      note.value = System.nanoTime();
      inbox.offer(note);
    }
  }

  /** What the sender wrote before is seen with the node. */
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Not handed in yet.")
  @Outcome(id = "42", expect = ACCEPTABLE, desc = "Handed in.")
  @Outcome(expect = FORBIDDEN, desc = "Handed in without what belongs to it.")
  @State
  public static class Published {
    private final Inbox inbox = new Inbox();
    private final Note note = new Note();

    @Actor
    public void loop(I_Result result) {
      ReadyQueue ready = new ReadyQueue(inbox);
      inbox.drainTo(ready);
      result.r1 = ready.poll() instanceof Note note ? (int) note.value : -1;
    }

    @Actor
    public void sender() {
      // Nothing to look up or to check between the two writes, so that a compiler may swap them.
      Inbox to = Objects.requireNonNull(inbox);
      note.value = 42;
      to.offer(note);
    }
  }

  /** Everything comes out once, in the order it was handed in, however often the loop looks. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "Each once and in order.")
  @Outcome(id = "false", expect = FORBIDDEN, desc = "Lost, doubled, or out of order.")
  @State
  public static class Conserved {
    private static final int MOST = 3;

    private final Inbox inbox = new Inbox();
    private long came;

    @Actor
    public void loop() {
      take();
      take();
    }

    @Actor
    public void sender() {
      for (int i = 1; i <= MOST; i++) {
        Note note = new Note();
        note.value = i;
        inbox.offer(note);
      }
    }

    @Arbiter
    public void rest(Z_Result result) {
      take();
      result.r1 = came == 123;
    }

    private void take() {
      ReadyQueue ready = new ReadyQueue(inbox);
      inbox.drainTo(ready);
      for (int i = 0; i <= MOST && ready.poll() instanceof Note note; i++) {
        came = came * 10 + note.value;
      }
    }
  }

  /** Two senders do not lose what the other hands in. */
  @JCStressTest
  @Outcome(
      id = {"12", "21"},
      expect = ACCEPTABLE,
      desc = "Both.")
  @Outcome(expect = FORBIDDEN, desc = "Lost or doubled.")
  @State
  public static class TwoSenders {
    private final Inbox inbox = new Inbox();

    @Actor
    public void one() {
      send(1);
    }

    @Actor
    public void two() {
      send(2);
    }

    private void send(int value) {
      Note note = new Note();
      note.value = value;
      inbox.offer(note);
    }

    @Arbiter
    public void rest(I_Result result) {
      ReadyQueue ready = new ReadyQueue(inbox);
      inbox.drainTo(ready);
      for (int i = 0; i <= 2 && ready.poll() instanceof Note note; i++) {
        result.r1 = result.r1 * 10 + (int) note.value;
      }
    }
  }

  /** What is accepted while the inbox closes comes out, and what is refused does not. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "Accepted and out, or refused.")
  @Outcome(id = "false", expect = FORBIDDEN, desc = "Accepted and dropped.")
  @State
  public static class Closed {
    private final Inbox inbox = new Inbox();
    private final ReadyQueue ready = new ReadyQueue(inbox);
    private boolean accepted;

    @Actor
    public void loop() {
      inbox.close(ready);
    }

    @Actor
    public void sender() {
      accepted = inbox.offer(new Note());
    }

    @Arbiter
    public void rest(Z_Result result) {
      result.r1 = accepted == (ready.poll() != null);
    }
  }
}
