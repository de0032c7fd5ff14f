package dev.simmer.hosts;

import dev.simmer.Host;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The event loop of a Vert.x context. */
final class VertxHost implements Host {
  private final Context context;
  private volatile Thread thread;

  VertxHost(Context context) {
    this.context = context;
  }

  @Override
  public void execute(Runnable turn) {
    context.runOnContext(
        nothing -> {
          thread = Thread.currentThread();
          turn.run();
        });
  }

  @Override
  public Runnable schedule(Runnable turn, long nanos) {
    Vertx vertx = context.owner();
    long timer = vertx.setTimer(Math.max(1, (long) Math.ceil(nanos / 1e6)), id -> turn.run());
    return () -> vertx.cancelTimer(timer);
  }

  /** Tells by the thread, since each request of a server has a context of its own on it. */
  @Override
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }
}
