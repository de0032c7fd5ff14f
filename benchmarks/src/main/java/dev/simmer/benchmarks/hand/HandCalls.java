package dev.simmer.benchmarks.hand;

import dev.simmer.benchmarks.workload.Calls;

/** W1 and W2 by hand. */
public final class HandCalls implements Calls {
  private final Service service = new Service();
  private final Source source = new Service();

  @Override
  public int ready(int n) {
    return run(
        new Awaiting(n) {
          @Override
          int call(int x, EventLoop loop) {
            return leaf(x, loop);
          }
        });
  }

  @Override
  public int framed(int n) {
    return run(
        new Awaiting(n) {
          @Override
          int call(int x, EventLoop loop) {
            return framedLeaf(x, loop);
          }
        });
  }

  @Override
  public int staticCallee(int n) {
    return run(
        new Awaiting(n) {
          @Override
          int call(int x, EventLoop loop) {
            return Statics.leaf(x, loop);
          }
        });
  }

  @Override
  public int classCallee(int n) {
    return run(
        new Awaiting(n) {
          @Override
          int call(int x, EventLoop loop) {
            return service.leaf(x, loop);
          }
        });
  }

  @Override
  public int interfaceCallee(int n) {
    return run(
        new Awaiting(n) {
          @Override
          int call(int x, EventLoop loop) {
            return source.leaf(x, loop);
          }
        });
  }

  @Override
  public int yields(int n) {
    return run(new YieldTimes(n));
  }

  @Override
  public int chains(int n) {
    return run(new AwaitChains(n));
  }

  @Override
  public int yieldsUnder(int depth, int n) {
    return run(new Under(depth, n));
  }

  private static int run(Frame main) {
    new EventLoop().run(main);
    return main.result;
  }

  private int leaf(int x, EventLoop loop) {
    return x + 1;
  }

  private int framedLeaf(int x, EventLoop loop) {
    if (x < 0) {
      loop.suspended = new FramedLeaf(x);
      loop.ready.add(loop.suspended);
    }
    return x + 1;
  }

  private static final class FramedLeaf extends Frame {
    FramedLeaf(int x) {
      result = x;
    }

    @Override
    boolean step(EventLoop loop) {
      result++;
      return true;
    }
  }

  /**
   * Awaits what needs a frame only if it must wait: else it returns its value as any method does.
   */
  private abstract static class Awaiting extends Frame {
    private final int n;
    private int i;
    private Frame callee;

    Awaiting(int n) {
      this.n = n;
    }

    abstract int call(int x, EventLoop loop);

    @Override
    boolean step(EventLoop loop) {
      int x = result;
      int at = i;
      if (state == 1) {
        x = callee.result;
        at++;
      }
      for (; at < n; at++) {
        int value = call(x ^ at, loop);
        Frame waits = loop.suspended;
        if (waits != null) {
          loop.suspended = null;
          waits.caller = this;
          callee = waits;
          i = at;
          state = 1;
          return false;
        }
        x = value;
      }
      result = x;
      return true;
    }
  }

  private static final class YieldTimes extends Frame {
    private final int n;

    YieldTimes(int n) {
      this.n = n;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 1) {
        result++;
      }
      if (result < n) {
        state = 1;
        loop.ready.add(this);
        return false;
      }
      return true;
    }
  }

  private static final class Chain extends Frame {
    private final int below;
    private final int x;
    private Chain callee;

    Chain(int below, int x) {
      this.below = below;
      this.x = x;
    }

    @Override
    boolean step(EventLoop loop) {
      if (below == 0) {
        if (state == 0) {
          state = 1;
          loop.ready.add(this);
          return false;
        }
        result = x + 1;
        return true;
      }
      if (state == 0) {
        state = 1;
        callee = new Chain(below - 1, x);
        if (!callee.step(loop)) {
          callee.caller = this;
          return false;
        }
      }
      result = 1 + callee.result;
      return true;
    }
  }

  private static final class AwaitChains extends Frame {
    private final int n;
    private int i;
    private Chain chain;

    AwaitChains(int n) {
      this.n = n;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 1) {
        result = chain.result;
        i++;
      }
      for (; i < n; i++) {
        chain = new Chain(DEPTH - 1, result);
        if (!chain.step(loop)) {
          chain.caller = this;
          state = 1;
          return false;
        }
        result = chain.result;
      }
      return true;
    }
  }

  private static final class Under extends Frame {
    private final int depth;
    private final int n;
    private Frame callee;

    Under(int depth, int n) {
      this.depth = depth;
      this.n = n;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 0) {
        state = 1;
        callee = depth == 1 ? new YieldTimes(n) : new Under(depth - 1, n);
        if (!callee.step(loop)) {
          callee.caller = this;
          return false;
        }
      }
      result = 1 + callee.result;
      return true;
    }
  }

  static class Statics {
    static int leaf(int x, EventLoop loop) {
      return x + 1;
    }
  }

  interface Source {
    int leaf(int x, EventLoop loop);
  }

  static class Service implements Source {
    @Override
    public int leaf(int x, EventLoop loop) {
      return x + 1;
    }
  }
}
