package dev.simmer.benchmarks.futures;

import dev.simmer.benchmarks.workload.Calls;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** W1 and W2 with {@link CompletableFuture}. */
public final class FutureCalls implements Calls {
  private final QueueExecutor loop = new QueueExecutor();
  private final Service service = new Service();
  private final Source source = new Service();

  @Override
  public int ready(int n) {
    return dependent(n, this::leaf);
  }

  @Override
  public int framed(int n) {
    return dependent(n, this::framedLeaf);
  }

  @Override
  public int staticCallee(int n) {
    return dependent(n, Statics::leaf);
  }

  @Override
  public int classCallee(int n) {
    return dependent(n, x -> service.leaf(x));
  }

  @Override
  public int interfaceCallee(int n) {
    return dependent(n, x -> source.leaf(x));
  }

  @Override
  public int yields(int n) {
    return loop.run(new Yielding(n).start());
  }

  @Override
  public int chains(int n) {
    return loop.run(new Chains(n).start());
  }

  @Override
  public int yieldsUnder(int depth, int n) {
    return loop.run(under(depth, n));
  }

  private int dependent(int n, IntFunction<CompletableFuture<Integer>> callee) {
    CompletableFuture<Integer> x = CompletableFuture.completedFuture(0);
    for (int i = 0; i < n; i++) {
      int number = i;
      x = x.thenCompose(last -> callee.apply(last ^ number));
    }
    return loop.run(x);
  }

  private CompletableFuture<Integer> leaf(int x) {
    return CompletableFuture.completedFuture(x + 1);
  }

  private CompletableFuture<Integer> framedLeaf(int x) {
    if (x < 0) {
      return yieldNow().thenApply(nothing -> x + 1);
    }
    return CompletableFuture.completedFuture(x + 1);
  }

  private CompletableFuture<Void> yieldNow() {
    return CompletableFuture.runAsync(() -> {}, loop);
  }

  private CompletableFuture<Integer> chain(int below, int x) {
    if (below == 0) {
      return yieldNow().thenApply(nothing -> x + 1);
    }
    return chain(below - 1, x).thenApply(result -> 1 + result);
  }

  private CompletableFuture<Integer> under(int depth, int n) {
    CompletableFuture<Integer> callee = depth == 1 ? new Yielding(n).start() : under(depth - 1, n);
    return callee.thenApply(result -> 1 + result);
  }

  /** A loop whose body waits: recursion, since a chain of n futures would be kept until the end. */
  private final class Yielding {
    private final CompletableFuture<Integer> result = new CompletableFuture<>();
    private final int n;
    private int x;

    Yielding(int n) {
      this.n = n;
    }

    CompletableFuture<Integer> start() {
      next();
      return result;
    }

    private void next() {
      if (x == n) {
        result.complete(x);
      } else {
        x++;
        yieldNow().thenRun(this::next);
      }
    }
  }

  /** The same for chains. */
  private final class Chains {
    private final CompletableFuture<Integer> result = new CompletableFuture<>();
    private int left;

    Chains(int n) {
      left = n;
    }

    CompletableFuture<Integer> start() {
      next(0);
      return result;
    }

    private void next(int x) {
      if (left-- == 0) {
        result.complete(x);
      } else {
        chain(DEPTH - 1, x).thenAccept(this::next);
      }
    }
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
