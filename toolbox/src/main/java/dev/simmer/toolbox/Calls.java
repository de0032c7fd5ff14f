package dev.simmer.toolbox;

import java.util.concurrent.Flow;

/**
 * Calls a subscription one call after the other, as the rules of Reactive Streams ask of a
 * subscriber (2.7), though what is asked for comes from several threads: what comes during a call
 * is passed on by the thread that makes it.
 */
final class Calls implements Flow.Subscription {
  private final Flow.Subscription subscription;
  private long requested;
  private boolean cancelled;
  private boolean calling;
  private boolean over;

  Calls(Flow.Subscription subscription) {
    this.subscription = subscription;
  }

  @Override
  public void request(long n) {
    synchronized (this) {
      requested += n;
    }
    passOn();
  }

  @Override
  public void cancel() {
    synchronized (this) {
      cancelled = true;
    }
    passOn();
  }

  private void passOn() {
    while (true) {
      long now;
      synchronized (this) {
        if (calling || over || (requested == 0 && !cancelled)) {
          return;
        }
        calling = true;
        over = cancelled;
        now = cancelled ? 0 : requested;
        requested = 0;
      }
      try {
        if (now == 0) {
          subscription.cancel();
        } else {
          subscription.request(now);
        }
      } finally {
        synchronized (this) {
          calling = false;
        }
      }
    }
  }
}
