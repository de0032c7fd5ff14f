package dev.simmer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waits until all, one, or a failing one of several deferred results has ended, or a time is over.
 */
final class WaitSome<D extends Deferred<?>> extends Leaf<Waited<D>> {
  /** What ends the wait beside the end of all. */
  enum Until {
    ALL,
    ANY,
    FIRST_EXCEPTION
  }

  private final Set<D> all;
  private final Until until;
  private final long nanos;
  private final List<Node> nodes = new ArrayList<>();
  private int pending;
  private @Nullable Handle timer;

  WaitSome(Collection<? extends D> all, Until until, long nanos) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "there is nothing to wait for: waitAll, waitAny and waitFirstException need at least one awaitable");
    }
    this.all = new LinkedHashSet<>(all);
    this.until = until;
    this.nanos = nanos;
  }

  static <D extends Deferred<?>> Coroutine<Waited<D>> of(
      Collection<? extends D> all, Until until, long nanos) {
    return new WaitSome<>(all, until, nanos);
  }

  @Override
  @Nullable Object begin(Loop loop) {
    boolean enough = false;
    pending = all.size();
    for (D each : all) {
      loop.checkOwn(each, "waitAll, waitAny or waitFirstException");
      if (each.isDone()) {
        pending--;
        enough |= ends(each);
      }
    }
    if (enough || pending == 0) {
      return verdict();
    }
    park(loop);
    for (D each : all) {
      if (!each.isDone()) {
        Node node = new Node(this, each);
        nodes.add(node);
        each.whenDone(node);
      }
    }
    if (nanos != Durations.FOREVER) {
      timer = loop.callAt(loop.after(nanos), this::wake);
    }
    return null;
  }

  @Override
  Object end(Loop loop) {
    cleanUp();
    return verdict();
  }

  @Override
  void cancelled(boolean woken) {
    cleanUp();
  }

  @Override
  protected String label() {
    return "some of " + all.size() + " awaitables";
  }

  Set<D> all() {
    return all;
  }

  private boolean ends(Deferred<?> each) {
    return switch (until) {
      case ALL -> false;
      case ANY -> true;
      case FIRST_EXCEPTION -> each.state() == Deferred.FAILED;
    };
  }

  private void ended(Deferred<?> each) {
    pending--;
    if (pending == 0 || ends(each)) {
      wake();
    }
  }

  private void cleanUp() {
    if (timer != null) {
      timer.cancel();
    }
    for (Node node : nodes) {
      node.source.removeWaiter(node);
    }
  }

  private Waited<D> verdict() {
    Set<D> done = new LinkedHashSet<>();
    Set<D> rest = new LinkedHashSet<>();
    for (D each : all) {
      (each.isDone() ? done : rest).add(each);
    }
    return new Waited<>(Collections.unmodifiableSet(done), Collections.unmodifiableSet(rest));
  }

  /** Hears of the end of one. */
  private static final class Node extends Ready {
    private final WaitSome<?> owner;
    private final Deferred<?> source;

    Node(WaitSome<?> owner, Deferred<?> source) {
      this.owner = owner;
      this.source = source;
    }

    @Override
    void run(Loop loop) {
      owner.ended(source);
    }
  }
}
