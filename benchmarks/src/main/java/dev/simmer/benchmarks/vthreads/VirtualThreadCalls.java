package dev.simmer.benchmarks.vthreads;

import dev.simmer.benchmarks.workload.Calls;

/** W1 and W2 with virtual threads, where a call that waits is a call. */
public final class VirtualThreadCalls implements Calls {
  private final Service service = new Service();
  private final Source source = new Service();

  @Override
  public int ready(int n) {
    return VirtualThreads.run(
        () -> {
          int x = 0;
          for (int i = 0; i < n; i++) {
            x = leaf(x ^ i);
          }
          return x;
        });
  }

  @Override
  public int framed(int n) {
    return VirtualThreads.run(
        () -> {
          int x = 0;
          for (int i = 0; i < n; i++) {
            x = framedLeaf(x ^ i);
          }
          return x;
        });
  }

  @Override
  public int staticCallee(int n) {
    return VirtualThreads.run(
        () -> {
          int x = 0;
          for (int i = 0; i < n; i++) {
            x = Statics.leaf(x ^ i);
          }
          return x;
        });
  }

  @Override
  public int classCallee(int n) {
    return VirtualThreads.run(
        () -> {
          int x = 0;
          for (int i = 0; i < n; i++) {
            x = service.leaf(x ^ i);
          }
          return x;
        });
  }

  @Override
  public int interfaceCallee(int n) {
    return VirtualThreads.run(
        () -> {
          int x = 0;
          for (int i = 0; i < n; i++) {
            x = source.leaf(x ^ i);
          }
          return x;
        });
  }

  @Override
  public int yields(int n) {
    return VirtualThreads.run(() -> yieldTimes(n));
  }

  @Override
  public int chains(int n) {
    return VirtualThreads.run(
        () -> {
          int x = 0;
          for (int i = 0; i < n; i++) {
            x = chain(DEPTH - 1, x);
          }
          return x;
        });
  }

  @Override
  public int yieldsUnder(int depth, int n) {
    return VirtualThreads.run(() -> under(depth, n));
  }

  private int leaf(int x) {
    return x + 1;
  }

  private int framedLeaf(int x) {
    if (x < 0) {
      Thread.yield();
    }
    return x + 1;
  }

  private int yieldTimes(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      Thread.yield();
      x++;
    }
    return x;
  }

  private int chain(int below, int x) {
    if (below == 0) {
      Thread.yield();
      return x + 1;
    }
    return 1 + chain(below - 1, x);
  }

  private int under(int depth, int n) {
    return 1 + (depth == 1 ? yieldTimes(n) : under(depth - 1, n));
  }

  static class Statics {
    static int leaf(int x) {
      return x + 1;
    }
  }

  interface Source {
    int leaf(int x);
  }

  static class Service implements Source {
    @Override
    public int leaf(int x) {
      return x + 1;
    }
  }
}
