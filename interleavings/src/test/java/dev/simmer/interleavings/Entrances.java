package dev.simmer.interleavings;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.AsyncEvent;
import dev.simmer.Coroutine;
import dev.simmer.EventLoop;
import dev.simmer.Promise;
import dev.simmer.toolbox.BackgroundLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What other threads hand in: callbacks and coroutines, while the loop runs and while it ends. */
final class Entrances {
  private Entrances() {}

  @Async
  private static Coroutine<Void> forEver() {
    await(new Promise<Void>());
    return done();
  }

  /** Posts wake the loop, run once each, and in the order of their sender. */
  static final class Posts extends Scenario {
    private final List<String> ran = new ArrayList<>();
    private final AsyncEvent all = new AsyncEvent();

    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop loop = runningLoop();
      other(
          () -> {
            loop.post(() -> ran("a1"));
            loop.post(() -> ran("a2"));
          });
      other(() -> loop.post(() -> ran("b")));
      await(all);
      return done();
    }

    private void ran(String post) {
      ran.add(post);
      if (ran.size() == 3) {
        all.set();
      }
    }

    @Override
    void check() {
      require(ran.size() == 3 && ran.contains("b"), "each post ran once");
      require(ran.indexOf("a1") < ran.indexOf("a2"), "posts of one thread keep their order");
    }
  }

  /** A submitted coroutine runs once, and the thread that waits for its future gets the result. */
  static final class Submit extends Scenario {
    private final AsyncEvent end = new AsyncEvent();
    private int runs;
    private int result;

    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop loop = runningLoop();
      other(
          () -> {
            result = loop.submit(answer()).join();
            loop.post(end::set);
          });
      await(end);
      return done();
    }

    @Async
    private Coroutine<Integer> answer() {
      await(yieldNow());
      runs++;
      return done(42);
    }

    @Override
    void check() {
      require(runs == 1 && result == 42, "the result of the one run is handed back");
    }
  }

  /** Cancelling the future of a submitted coroutine ends its task, unless it never begins. */
  static final class SubmitThenCancel extends Scenario {
    private final AsyncEvent end = new AsyncEvent();
    private int begun;
    private int ended;

    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop loop = runningLoop();
      other(
          () -> {
            loop.submit(cleansUp()).cancel(true);
            loop.post(end::set);
          });
      await(end);
      await(yieldNow());
      await(yieldNow());
      return done();
    }

    @Async
    private Coroutine<Void> cleansUp() {
      begun++;
      try {
        await(forEver());
      } finally {
        ended++;
      }
      return done();
    }

    @Override
    void check() {
      require(begun == ended, "what began was ended");
      require(leftovers.isEmpty(), "no task is left over");
    }
  }

  /** A post that comes when the loop closes is run, or refused. */
  static final class PostAtTheEnd extends Scenario {
    private boolean accepted;
    private int ran;

    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop loop = runningLoop();
      other(
          () -> {
            try {
              loop.post(() -> ran++);
              accepted = true;
            } catch (IllegalStateException closed) {
              accepted = false;
            }
          });
      await(yieldNow());
      return done();
    }

    @Override
    void check() {
      require(ran == (accepted ? 1 : 0), "what was accepted ran");
    }
  }

  /** The future of a coroutine that is submitted when the loop closes ends, or none is given. */
  static final class SubmitAtTheEnd extends Scenario {
    private CompletableFuture<Void> future = CompletableFuture.completedFuture(null);

    @Override
    @Async
    Coroutine<Void> main() {
      EventLoop loop = runningLoop();
      other(
          () -> {
            try {
              future = loop.submit(forEver());
            } catch (IllegalStateException closed) {
              require(closed.getMessage().contains("closed"), "the message tells why");
            }
          });
      await(yieldNow());
      return done();
    }

    @Override
    void check() {
      require(future.isDone(), "whoever waits for the future is let go");
    }
  }

  /** A background loop can be closed while others submit to it, and leaves nobody waiting. */
  static final class Background implements Runnable {
    private CompletableFuture<Void> future = CompletableFuture.completedFuture(null);

    @Override
    public void run() {
      Thread other;
      try (var background = new BackgroundLoop("background")) {
        other =
            new Thread(
                () -> {
                  try {
                    future = background.submit(forEver());
                  } catch (IllegalStateException closed) {
                    Scenario.require(closed.getMessage().contains("closed"), "it tells why");
                  }
                });
        other.start();
      }
      Scenario.join(other);
      Scenario.require(future.isDone(), "whoever waits for the future is let go");
    }
  }
}
