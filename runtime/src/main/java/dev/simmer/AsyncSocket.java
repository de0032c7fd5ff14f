package dev.simmer;

import dev.simmer.support.v1.Frame;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection, which is read and written without a thread that blocks.
 *
 * <pre>{@code
 * try (AsyncSocket socket = await(AsyncSocket.connect(address))) {
 *   await(socket.write(ByteBuffer.wrap(request)));
 *   socket.shutdownOutput();
 *   while (await(socket.read(buffer)) >= 0) {
 *     take(buffer);
 *   }
 * }
 * }</pre>
 *
 * <p>At any time one task may read and one may write. Belongs to the loop that opened it. A loop on
 * virtual time stands still while a task waits for a socket, as it does for work on other threads:
 * whether bytes are under way nobody can tell. A {@link GuestLoop}, which has no thread that could
 * wait for sockets, has none. Mirrors the reader and the writer of {@code asyncio.open_connection}.
 *
 * <p>Unlike asyncio, nothing is buffered: what a write was given is with the operating system when
 * it ends, so a slow peer holds back its own writer, and closing has nothing to flush. Nagle's
 * algorithm is off, as in asyncio.
 */
public final class AsyncSocket implements AsyncCloseable {
  private final SocketChannel channel;
  private final Endpoint endpoint;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;

  private AsyncSocket(SocketChannel channel, Endpoint endpoint) throws IOException {
    this.channel = channel;
    this.endpoint = endpoint;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    local = (InetSocketAddress) channel.getLocalAddress();
    remote = (InetSocketAddress) channel.getRemoteAddress();
    endpoint.name("AsyncSocket from " + local + " to " + remote);
    endpoint.output.ready(true);
  }

  /** Makes one of a channel that has just been accepted. */
  static AsyncSocket accepted(Loop loop, SocketChannel channel, @Nullable StackTraceElement place)
      throws IOException {
    Endpoint endpoint =
        new Endpoint(
            loop,
            channel,
            SelectionKey.OP_READ,
            SelectionKey.OP_WRITE,
            "an accepted AsyncSocket",
            place);
    return connected(channel, endpoint);
  }

  private static AsyncSocket connected(SocketChannel channel, Endpoint endpoint)
      throws IOException {
    try {
      return new AsyncSocket(channel, endpoint);
    } catch (IOException | RuntimeException e) {
      endpoint.close();
      throw e;
    }
  }

  /**
   * Connects to a server. Mirrors {@code asyncio.open_connection}.
   *
   * <p>Suspends until the connection is there; cancelling that closes the half-open socket. A host
   * that is still a name, as {@link InetSocketAddress#createUnresolved} leaves it, is looked up on
   * another thread, and its addresses are tried in turn.
   *
   * @param address where to
   * @return a coroutine that yields the connection, to be closed
   * @throws IOException when awaited and nobody can be reached there; declared here for javac's
   *     sake
   */
  @SuppressWarnings("RedundantThrows")
  public static Coroutine<AsyncSocket> connect(InetSocketAddress address) throws IOException {
    Objects.requireNonNull(address, "AsyncSocket.connect(...) needs an address");
    StackTraceElement place = Endpoint.placeOfCaller();
    return new ByAddress<>(address) {
      @Override
      Frame<AsyncSocket> at(InetSocketAddress resolved, Loop loop) throws IOException {
        return Connect.begun(loop, resolved, place);
      }

      @Override
      protected String label() {
        return "connecting to " + address;
      }
    };
  }

  /**
   * Reads what has come, as much as there is room for.
   *
   * <p>Suspends until at least one byte is there; cancelling that takes none. Gives the loop's
   * other tasks a turn at times even if there is always more.
   *
   * @param into takes the bytes, from its position on; without room, nothing is read
   * @return a coroutine that yields how many bytes were read, and -1 when the peer sends no more
   * @throws IOException when awaited and the connection is lost, as a {@link
   *     java.nio.channels.ClosedChannelException} when this is closed, also meanwhile; declared
   *     here for javac's sake
   */
  @SuppressWarnings("RedundantThrows")
  public Coroutine<Integer> read(ByteBuffer into) throws IOException {
    Objects.requireNonNull(into, "read(...) needs a ByteBuffer");
    return new Read(this, into);
  }

  /**
   * Writes all that a buffer has left.
   *
   * <p>Suspends while the operating system takes no more, which is when the peer reads too slowly.
   * Cancelling that leaves the buffer's position behind what has been written, so that another
   * write of the same buffer goes on there. Unlike {@code StreamWriter.write}, which only buffers,
   * it needs no {@code drain}.
   *
   * @param from holds the bytes; must not be changed before this has ended
   * @return a coroutine that ends when all is written
   * @throws IOException when awaited and the connection is lost, as a {@link
   *     java.nio.channels.ClosedChannelException} when this is closed, also meanwhile; declared
   *     here for javac's sake
   */
  @SuppressWarnings("RedundantThrows")
  public Coroutine<Void> write(ByteBuffer from) throws IOException {
    Objects.requireNonNull(from, "write(...) needs a ByteBuffer");
    return new Write(this, from);
  }

  /**
   * Tells the peer that nothing more will be written; reading goes on. Does not suspend. Mirrors
   * {@code StreamWriter.write_eof}.
   *
   * @throws IOException when this is closed, or the connection is lost
   * @throws IllegalStateException while a task waits to write
   */
  public void shutdownOutput() throws IOException {
    endpoint.loop.checkThread(this);
    if (endpoint.output.isTaken()) {
      throw new IllegalStateException(
          "shutdownOutput() was called while a task waits to write to "
              + this
              + ". Await that write before.");
    }
    channel.shutdownOutput();
  }

  /**
   * Sets an option of the connection, such as {@link StandardSocketOptions#SO_KEEPALIVE}. Does not
   * suspend.
   *
   * @param option which
   * @param value what it is set to
   * @param <T> the type of the value
   * @throws IOException when this is closed, or the option cannot be set
   */
  public <T> void setOption(SocketOption<T> option, T value) throws IOException {
    endpoint.loop.checkThread(this);
    channel.setOption(option, value);
  }

  /**
   * Returns the address on this side. Does not suspend; is known also when closed.
   *
   * @return the address
   */
  public InetSocketAddress localAddress() {
    return local;
  }

  /**
   * Returns the address of the peer. Does not suspend; is known also when closed.
   *
   * @return the address
   */
  public InetSocketAddress remoteAddress() {
    return remote;
  }

  /**
   * Says whether it has not been closed on this side; what the peer does shows when reading and
   * writing. Does not suspend.
   *
   * @return false after {@link #closeAsync} and after the end of the loop
   */
  public boolean isOpen() {
    return !endpoint.isClosed();
  }

  /**
   * Closes the connection. Never waits, so a cancel does not keep it from happening. Tasks that
   * wait to read or write get an {@link java.nio.channels.AsynchronousCloseException}; what was
   * written before still goes out. Does nothing the second time.
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

  private static final class Read extends SocketWait<Integer> {
    private final SocketChannel channel;
    private final ByteBuffer into;
    private int count;

    Read(AsyncSocket socket, ByteBuffer into) {
      super(socket.endpoint.input);
      this.channel = socket.channel;
      this.into = into;
    }

    @Override
    boolean attempt() throws IOException {
      count = channel.read(into);
      // What did not fill the buffer was all there was.
      side.ready(count < 0 || !into.hasRemaining());
      return count != 0;
    }

    @Override
    boolean isNeedless() {
      return !into.hasRemaining();
    }

    @Override
    Object result() {
      return count;
    }

    @Override
    String action() {
      return "read from";
    }

    @Override
    protected String label() {
      return "bytes from " + side.endpoint;
    }
  }

  private static final class Write extends SocketWait<Void> {
    private final SocketChannel channel;
    private final ByteBuffer from;

    Write(AsyncSocket socket, ByteBuffer from) {
      super(socket.endpoint.output);
      this.channel = socket.channel;
      this.from = from;
    }

    @Override
    boolean attempt() throws IOException {
      channel.write(from);
      boolean all = !from.hasRemaining();
      side.ready(all);
      if (all) {
        side.endpoint.ignore(side.operation);
      }
      return all;
    }

    @Override
    boolean isNeedless() {
      return !from.hasRemaining();
    }

    @Override
    @Nullable Object result() {
      return null;
    }

    @Override
    String action() {
      return "write to";
    }

    @Override
    protected String label() {
      return "room for bytes in " + side.endpoint;
    }
  }

  private static final class Connect extends SocketWait<AsyncSocket> {
    private final SocketChannel channel;
    private final Endpoint endpoint;
    private final InetSocketAddress address;
    private @Nullable AsyncSocket socket;

    private Connect(SocketChannel channel, Endpoint endpoint, InetSocketAddress address) {
      super(endpoint.output);
      this.channel = channel;
      this.endpoint = endpoint;
      this.address = address;
    }

    static Connect begun(Loop loop, InetSocketAddress address, @Nullable StackTraceElement place)
        throws IOException {
      String name = "AsyncSocket to " + address;
      loop.poller(name); // which refuses before anything goes out
      SocketChannel channel = SocketChannel.open();
      boolean isThere;
      try {
        channel.configureBlocking(false);
        isThere = channel.connect(address);
      } catch (IOException e) {
        channel.close();
        throw named(address, e);
      } catch (RuntimeException e) {
        channel.close();
        throw e;
      }
      // Only now: the descriptor of a registered channel lives on until the selector looks again.
      Endpoint endpoint =
          new Endpoint(loop, channel, SelectionKey.OP_READ, SelectionKey.OP_CONNECT, name, place);
      endpoint.output.ready(isThere);
      return new Connect(channel, endpoint, address);
    }

    @Override
    boolean attempt() throws IOException {
      try {
        if (!channel.finishConnect()) {
          endpoint.output.ready(false);
          return false;
        }
      } catch (IOException e) {
        endpoint.close();
        throw named(address, e);
      }
      endpoint.ignore(SelectionKey.OP_CONNECT);
      endpoint.output = new Side(endpoint, SelectionKey.OP_WRITE);
      socket = connected(channel, endpoint);
      return true;
    }

    /** The JDK's exception does not say where to. */
    private static IOException named(InetSocketAddress address, IOException reason) {
      if (!(reason instanceof ConnectException)) {
        return reason;
      }
      ConnectException named = new ConnectException(address + ": " + reason.getMessage());
      named.initCause(reason);
      return named;
    }

    @Override
    @Nullable Object result() {
      return socket;
    }

    @Override
    void abandoned() {
      endpoint.close();
    }

    @Override
    String action() {
      return "connect";
    }

    @Override
    protected String label() {
      return "the connection of " + endpoint;
    }
  }
}
