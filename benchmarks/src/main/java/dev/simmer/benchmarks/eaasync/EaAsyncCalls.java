package dev.simmer.benchmarks.eaasync;

import static com.ea.async.Async.await;

import dev.simmer.benchmarks.futures.QueueExecutor;
import dev.simmer.benchmarks.workload.Calls;
import java.util.concurrent.CompletableFuture;

/** W1 and W2 with ea-async. */
public final class EaAsyncCalls implements Calls {
  private final QueueExecutor loop = new QueueExecutor();
  private final Service service = new Service();
  private final Source source = new Service();

  @Override
  public int ready(int n) {
    return loop.run(awaitReady(n));
  }

  @Override
  public int framed(int n) {
    return loop.run(awaitFramed(n));
  }

  @Override
  public int staticCallee(int n) {
    return loop.run(awaitStatic(n));
  }

  @Override
  public int classCallee(int n) {
    return loop.run(awaitClass(n));
  }

  @Override
  public int interfaceCallee(int n) {
    return loop.run(awaitInterface(n));
  }

  @Override
  public int yields(int n) {
    return loop.run(yieldTimes(n));
  }

  @Override
  public int chains(int n) {
    return loop.run(awaitChains(n));
  }

  @Override
  public int yieldsUnder(int depth, int n) {
    return loop.run(under(depth, n));
  }

  private CompletableFuture<Integer> awaitReady(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(leaf(x ^ i));
    }
    return CompletableFuture.completedFuture(x);
  }

  private CompletableFuture<Integer> awaitFramed(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(framedLeaf(x ^ i));
    }
    return CompletableFuture.completedFuture(x);
  }

  private CompletableFuture<Integer> awaitStatic(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(Statics.leaf(x ^ i));
    }
    return CompletableFuture.completedFuture(x);
  }

  private CompletableFuture<Integer> awaitClass(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(service.leaf(x ^ i));
    }
    return CompletableFuture.completedFuture(x);
  }

  private CompletableFuture<Integer> awaitInterface(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(source.leaf(x ^ i));
    }
    return CompletableFuture.completedFuture(x);
  }

  private CompletableFuture<Integer> leaf(int x) {
    return CompletableFuture.completedFuture(x + 1);
  }

  private CompletableFuture<Integer> framedLeaf(int x) {
    if (x < 0) {
      await(yieldNow());
    }
    return CompletableFuture.completedFuture(x + 1);
  }

  private CompletableFuture<Void> yieldNow() {
    return CompletableFuture.runAsync(() -> {}, loop);
  }

  private CompletableFuture<Integer> yieldTimes(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      await(yieldNow());
      x++;
    }
    return CompletableFuture.completedFuture(x);
  }

  private CompletableFuture<Integer> awaitChains(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(chain(DEPTH - 1, x));
    }
    return CompletableFuture.completedFuture(x);
  }

  private CompletableFuture<Integer> chain(int below, int x) {
    if (below == 0) {
      await(yieldNow());
      return CompletableFuture.completedFuture(x + 1);
    }
    return CompletableFuture.completedFuture(1 + await(chain(below - 1, x)));
  }

  private CompletableFuture<Integer> under(int depth, int n) {
    CompletableFuture<Integer> callee = depth == 1 ? yieldTimes(n) : under(depth - 1, n);
    return CompletableFuture.completedFuture(1 + await(callee));
  }

  static class Statics {
    static CompletableFuture<Integer> leaf(int x) {
      return CompletableFuture.completedFuture(x + 1);
    }
  }

  interface Source {
    CompletableFuture<Integer> leaf(int x);
  }

  static class Service implements Source {
    @Override
    public CompletableFuture<Integer> leaf(int x) {
      return CompletableFuture.completedFuture(x + 1);
    }
  }
}
