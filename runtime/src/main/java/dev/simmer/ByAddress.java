package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens a socket at an address. A host that is still a name is looked up on another thread, and its
 * addresses are tried in turn; the first one's failure is thrown when all fail, with the others
 * suppressed.
 */
abstract class ByAddress<T> extends Frame<T> {
  private static final int RESOLVING = 2;
  private static final int OPENING = 3;

  private final InetSocketAddress address;
  private Iterator<InetSocketAddress> candidates;
  private @Nullable IOException failure;

  ByAddress(InetSocketAddress address) {
    this.address = address;
    this.candidates = List.of(address).iterator();
  }

  /** Makes what opens a socket at an address that is no name any more. */
  abstract Frame<T> at(InetSocketAddress resolved, Loop loop) throws IOException;

  @Override
  public final @Nullable Object resume(Trampoline trampoline) throws Throwable {
    Loop loop = (Loop) trampoline;
    int depth = loop.depth;
    int from = point;
    point = RUNNING;
    if (from == CLAIMED && address.isUnresolved()) {
      Object found = Trampoline.await(ThreadCall.of(null, this::lookUp), loop, depth);
      if (loop.suspended != null) {
        return suspend(loop, RESOLVING);
      }
      candidates = resolved(found);
    } else if (from == RESOLVING) {
      candidates = resolved(loop.take());
    } else if (from == OPENING) {
      try {
        return loop.take();
      } catch (IOException e) {
        failed(e);
      }
    }
    return tryNext(loop, depth);
  }

  private @Nullable Object tryNext(Loop loop, int depth) throws Throwable {
    while (candidates.hasNext()) {
      try {
        Object opened = Trampoline.await(at(candidates.next(), loop), loop, depth);
        return loop.suspended == null ? opened : suspend(loop, OPENING);
      } catch (IOException e) {
        failed(e);
      }
    }
    throw failure == null ? new AssertionError("a host without an address was found") : failure;
  }

  private void failed(IOException reason) {
    if (failure == null) {
      failure = reason;
    } else {
      failure.addSuppressed(reason);
    }
  }

  private @Nullable Object suspend(Loop loop, int state) {
    point = state;
    loop.suspend(this);
    return null;
  }

  private InetAddress[] lookUp() throws IOException {
    return InetAddress.getAllByName(address.getHostString());
  }

  private Iterator<InetSocketAddress> resolved(@Nullable Object found) {
    if (!(found instanceof InetAddress[] all)) {
      throw new AssertionError("a host was looked up, and not found: " + found);
    }
    return Arrays.stream(all)
        .map(each -> new InetSocketAddress(each, address.getPort()))
        .iterator();
  }
}
