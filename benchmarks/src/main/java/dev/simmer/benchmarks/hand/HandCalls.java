package dev.simmer.benchmarks.hand;

import dev.simmer.benchmarks.workload.Calls;

/** W1 and W2 by hand. */
public final class HandCalls implements Calls {
  @Override
  public int ready(int n) {
    return run(new AwaitReady(n));
  }

  @Override
  public int framed(int n) {
    return run(new AwaitFramed(n));
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

  private static final class Leaf extends Frame {
    Leaf(int x) {
      result = x;
    }

    @Override
    boolean step(EventLoop loop) {
      result++;
      return true;
    }
  }

  private static final class AwaitReady extends Frame {
    private final int n;
    private int i;
    private Leaf leaf;

    AwaitReady(int n) {
      this.n = n;
    }

    @Override
    boolean step(EventLoop loop) {
      int x = result;
      int at = i;
      if (state == 1) {
        x = leaf.result;
        at++;
      }
      for (; at < n; at++) {
        Leaf callee = new Leaf(x ^ at);
        if (!callee.step(loop)) {
          callee.caller = this;
          leaf = callee;
          i = at;
          state = 1;
          return false;
        }
        x = callee.result;
      }
      result = x;
      return true;
    }
  }

  private static final class FramedLeaf extends Frame {
    private final int x;

    FramedLeaf(int x) {
      this.x = x;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 0 && x < 0) {
        state = 1;
        loop.ready.add(this);
        return false;
      }
      result = x + 1;
      return true;
    }
  }

  private static final class AwaitFramed extends Frame {
    private final int n;
    private int i;
    private FramedLeaf leaf;

    AwaitFramed(int n) {
      this.n = n;
    }

    @Override
    boolean step(EventLoop loop) {
      int x = result;
      int at = i;
      if (state == 1) {
        x = leaf.result;
        at++;
      }
      for (; at < n; at++) {
        FramedLeaf callee = new FramedLeaf(x ^ at);
        if (!callee.step(loop)) {
          callee.caller = this;
          leaf = callee;
          i = at;
          state = 1;
          return false;
        }
        x = callee.result;
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
}
