package dev.simmer.hosts;

import dev.simmer.Host;
import java.awt.EventQueue;
import javax.swing.Timer;

/** Swing's event thread. */
final class SwingHost implements Host {
  @Override
  public void execute(Runnable turn) {
    EventQueue.invokeLater(turn);
  }

  @Override
  public Runnable schedule(Runnable turn, long nanos) {
    Timer timer = new Timer((int) Math.ceil(nanos / 1e6), event -> turn.run());
    timer.setRepeats(false);
    timer.start();
    return timer::stop;
  }

  @Override
  public boolean isCurrent() {
    return EventQueue.isDispatchThread();
  }
}
