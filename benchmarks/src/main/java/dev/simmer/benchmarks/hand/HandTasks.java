package dev.simmer.benchmarks.hand;

import dev.simmer.benchmarks.workload.Tasks;

/** W3 and W4 by hand. */
public final class HandTasks implements Tasks {
  @Override
  public long spawn(int n) {
    Gather main = new Gather(n);
    new EventLoop().run(main);
    return main.sum;
  }

  @Override
  public long skynet(int leaves) {
    Node main = new Node(0, leaves);
    new EventLoop().run(main);
    return main.sum;
  }

  private static final class Leaf extends Frame {
    Leaf(int i) {
      result = i;
    }

    @Override
    boolean step(EventLoop loop) {
      return true;
    }
  }

  private static final class Gather extends Frame {
    private final Leaf[] tasks;
    private int pending;
    private long sum;

    Gather(int n) {
      tasks = new Leaf[n];
      pending = n;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 0) {
        state = 1;
        for (int i = 0; i < tasks.length; i++) {
          Leaf task = new Leaf(i);
          task.caller = this;
          tasks[i] = task;
          loop.ready.add(task);
        }
        return pending == 0;
      }
      if (--pending > 0) {
        return false;
      }
      for (Leaf task : tasks) {
        sum += task.result;
      }
      return true;
    }
  }

  private static final class Node extends Frame {
    private final int first;
    private final int leaves;
    private Node[] children;
    private int pending;
    private long sum;

    Node(int first, int leaves) {
      this.first = first;
      this.leaves = leaves;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 0) {
        if (leaves == 1) {
          sum = first;
          return true;
        }
        state = 1;
        pending = FAN_OUT;
        children = new Node[FAN_OUT];
        int each = leaves / FAN_OUT;
        for (int i = 0; i < FAN_OUT; i++) {
          Node child = new Node(first + i * each, each);
          child.caller = this;
          children[i] = child;
          loop.ready.add(child);
        }
        return false;
      }
      if (--pending > 0) {
        return false;
      }
      for (Node child : children) {
        sum += child.sum;
      }
      return true;
    }
  }
}
