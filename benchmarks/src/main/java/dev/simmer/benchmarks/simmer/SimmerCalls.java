package dev.simmer.benchmarks.simmer;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.benchmarks.workload.Calls;

/** W1 and W2 with Simmer. */
public final class SimmerCalls implements Calls {
  private final Service service = new Service();
  private final Source source = new Service();

  @Override
  public int ready(int n) {
    return run(awaitReady(n));
  }

  @Override
  public int framed(int n) {
    return run(awaitFramed(n));
  }

  @Override
  public int staticCallee(int n) {
    return run(awaitStatic(n));
  }

  @Override
  public int classCallee(int n) {
    return run(awaitClass(n));
  }

  @Override
  public int interfaceCallee(int n) {
    return run(awaitInterface(n));
  }

  @Override
  public int yields(int n) {
    return run(yieldTimes(n));
  }

  @Override
  public int chains(int n) {
    return run(awaitChains(n));
  }

  @Override
  public int yieldsUnder(int depth, int n) {
    return run(under(depth, n));
  }

  @Async
  private Coroutine<Integer> awaitReady(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(leaf(x ^ i));
    }
    return done(x);
  }

  @Async
  private Coroutine<Integer> awaitFramed(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(framedLeaf(x ^ i));
    }
    return done(x);
  }

  @Async
  private Coroutine<Integer> awaitStatic(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(Statics.leaf(x ^ i));
    }
    return done(x);
  }

  @Async
  private Coroutine<Integer> awaitClass(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(service.leaf(x ^ i));
    }
    return done(x);
  }

  @Async
  private Coroutine<Integer> awaitInterface(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(source.leaf(x ^ i));
    }
    return done(x);
  }

  @SuppressWarnings("async-no-await") // That is what is measured.
  @Async
  private Coroutine<Integer> leaf(int x) {
    return done(x + 1);
  }

  @Async
  private Coroutine<Integer> framedLeaf(int x) {
    if (x < 0) {
      await(yieldNow());
    }
    return done(x + 1);
  }

  @Async
  private Coroutine<Integer> yieldTimes(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      await(yieldNow());
      x++;
    }
    return done(x);
  }

  @Async
  private Coroutine<Integer> awaitChains(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(chain(DEPTH - 1, x));
    }
    return done(x);
  }

  @Async
  private Coroutine<Integer> chain(int below, int x) {
    if (below == 0) {
      await(yieldNow());
      return done(x + 1);
    }
    return done(1 + await(chain(below - 1, x)));
  }

  @Async
  private Coroutine<Integer> under(int depth, int n) {
    return done(1 + (depth == 1 ? await(yieldTimes(n)) : await(under(depth - 1, n))));
  }

  static class Statics {
    @Async
    static Coroutine<Integer> leaf(int x) {
      return done(x + 1);
    }
  }

  interface Source {
    Coroutine<Integer> leaf(int x);
  }

  static class Service implements Source {
    @Async
    @Override
    public Coroutine<Integer> leaf(int x) {
      return done(x + 1);
    }
  }
}
