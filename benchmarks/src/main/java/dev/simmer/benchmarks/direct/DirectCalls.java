package dev.simmer.benchmarks.direct;

import dev.simmer.benchmarks.workload.Calls;

/** Plain calls, which cannot wait: what calling costs. */
public final class DirectCalls implements Calls {
  private final Service service = new Service();
  private final Source source = new Service();

  @Override
  public int ready(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = leaf(x ^ i);
    }
    return x;
  }

  @Override
  public int staticCallee(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = Statics.leaf(x ^ i);
    }
    return x;
  }

  @Override
  public int classCallee(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = service.leaf(x ^ i);
    }
    return x;
  }

  @Override
  public int interfaceCallee(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = source.leaf(x ^ i);
    }
    return x;
  }

  @Override
  public int chains(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = chain(DEPTH - 1, x);
    }
    return x;
  }

  private int leaf(int x) {
    return x + 1;
  }

  private int chain(int below, int x) {
    return below == 0 ? x + 1 : 1 + chain(below - 1, x);
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
