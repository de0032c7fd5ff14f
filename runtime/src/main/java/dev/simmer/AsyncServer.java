package dev.simmer;

import dev.simmer.support.v1.Frame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Listens for TCP connections.
 *
 * <pre>{@code
 * try (AsyncServer server = await(AsyncServer.listen(new InetSocketAddress(7000)));
 *     TaskGroup clients = taskGroup()) {
 *   while (true) {
 *     AsyncSocket client = await(server.accept());
 *     clients.createTask(() -> serve(client)); // which begins with try (client)
 *   }
 * }
 * }</pre>
 *
 * <p>Belongs to the loop that opened it; what {@link AsyncSocket} says of virtual time and of
 * {@link GuestLoop} holds here too. Mirrors {@code asyncio.Server}.
 *
 * <p>Unlike {@code asyncio.start_server} it starts no task by itself: the group above does, and so
 * nothing is served any more when the block has ended. A task that fails ends the group and the
 * server with it, so the handler catches what concerns one client only.
 */
public final class AsyncServer implements AsyncCloseable {
  /** How many connections may wait to be accepted; systems take less where that is their limit. */
  private static final int BACKLOG = 1024;

  private final ServerSocketChannel channel;
  private final Endpoint endpoint;
  private final InetSocketAddress local;

  private AsyncServer(ServerSocketChannel channel, Endpoint endpoint, InetSocketAddress local) {
    this.channel = channel;
    this.endpoint = endpoint;
    this.local = local;
  }

  /**
   * Begins to listen. Suspends only to look up a host that is still a name, which happens on
   * another thread; cancelling that opens nothing.
   *
   * @param address where; port 0 takes one that is free, see {@link #localAddress}
   * @return a coroutine that yields the server, to be closed
   * @throws IOException when awaited and the address cannot be listened at; declared here for
   *     javac's sake
   */
  @SuppressWarnings("RedundantThrows")
  public static Coroutine<AsyncServer> listen(InetSocketAddress address) throws IOException {
    Objects.requireNonNull(address, "AsyncServer.listen(...) needs an address");
    StackTraceElement place = Endpoint.placeOfCaller();
    return new ByAddress<>(address) {
      @Override
      Frame<AsyncServer> at(InetSocketAddress resolved, Loop loop) throws IOException {
        return new Done<>(bound(loop, resolved, place));
      }

      @Override
      protected String label() {
        return "listening at " + address;
      }
    };
  }

  private static AsyncServer bound(
      Loop loop, InetSocketAddress address, @Nullable StackTraceElement place) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    Endpoint endpoint =
        new Endpoint(loop, channel, SelectionKey.OP_ACCEPT, 0, "AsyncServer at " + address, place);
    try {
      channel.bind(address, BACKLOG);
      InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
      endpoint.name("AsyncServer at " + local);
      return new AsyncServer(channel, endpoint, local);
    } catch (IOException | RuntimeException e) {
      endpoint.close();
      throw e;
    }
  }

  /**
   * Takes the next connection.
   *
   * <p>Suspends until there is one; cancelling that leaves it to the next call. One task may wait
   * here at a time.
   *
   * @return a coroutine that yields the connection, to be closed
   * @throws IOException when awaited and the system cannot give one, for want of file descriptors
   *     say, as a {@link java.nio.channels.ClosedChannelException} when this is closed, also
   *     meanwhile; declared here for javac's sake
   */
  @SuppressWarnings("RedundantThrows")
  public Coroutine<AsyncSocket> accept() throws IOException {
    return new Accept(this, Endpoint.placeOfCaller());
  }

  /**
   * Returns the address that is listened at, with the port that was chosen. Does not suspend; is
   * known also when closed.
   *
   * @return the address
   */
  public InetSocketAddress localAddress() {
    return local;
  }

  /**
   * Says whether it has not been closed. Does not suspend.
   *
   * @return false after {@link #closeAsync} and after the end of the loop
   */
  public boolean isOpen() {
    return !endpoint.isClosed();
  }

  /**
   * Stops listening, so that the address is free again. Never waits, so a cancel does not keep it
   * from happening. A task that waits for a connection gets an {@link
   * java.nio.channels.AsynchronousCloseException}; connections that were accepted go on. Does
   * nothing the second time.
   *
   * @return a coroutine that ends when it is closed
   */
  @Override
  public Coroutine<Void> closeAsync() {
    return new Endpoint.Close(endpoint);
  }

  @Override
  public String toString() {
    return endpoint.toString();
  }

  private static final class Accept extends SocketWait<AsyncSocket> {
    private final ServerSocketChannel channel;
    private final Endpoint endpoint;
    private final @Nullable StackTraceElement place;
    private @Nullable AsyncSocket socket;

    Accept(AsyncServer server, @Nullable StackTraceElement place) {
      super(server.endpoint.input);
      this.channel = server.channel;
      this.endpoint = server.endpoint;
      this.place = place;
    }

    @Override
    boolean attempt() throws IOException {
      SocketChannel accepted = channel.accept();
      endpoint.input.ready(accepted != null);
      if (accepted == null) {
        return false;
      }
      socket = AsyncSocket.accepted(endpoint.loop, accepted, place);
      return true;
    }

    @Override
    @Nullable Object result() {
      return socket;
    }

    @Override
    String action() {
      return "accept from";
    }

    @Override
    protected String label() {
      return "a connection to " + endpoint;
    }
  }
}
