package dev.simmer.cancellation;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.toThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.AsyncServer;
import dev.simmer.AsyncSocket;
import dev.simmer.Awaitable;
import dev.simmer.Coroutine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sockets, each call with one of its own, since only one may wait there; their peers are plain. */
final class SocketOperations {
  /** More than two buffers of this size take, so that who writes it has to wait. */
  private static final int MUCH = 1 << 20;

  private static final int BUFFER = 1 << 16;

  private SocketOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.of("socket, read", Reading::new, "AsyncSocket.read(ByteBuffer)"),
        Operation.of("socket, write", Writing::new, "AsyncSocket.write(ByteBuffer)"),
        Operation.of("server, accept", Accepting::new, "AsyncServer.accept()"));
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Connections, one for each call. */
  private abstract static class Connected extends World {
    final List<AsyncSocket> sockets = new ArrayList<>();
    final List<SocketChannel> peers = new ArrayList<>();
    final List<ByteBuffer> buffers = new ArrayList<>();

    @Override
    boolean isForeign() {
      return true;
    }

    @Override
    @Async
    Coroutine<Void> setUp() throws IOException {
      try (AsyncServer server = await(AsyncServer.listen(loopback()))) {
        while (sockets.size() < calls) {
          SocketChannel peer = SocketChannel.open();
          peer.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
          InetSocketAddress address = server.localAddress();
          await(toThread(() -> peer.connect(address)));
          peers.add(peer);
          AsyncSocket socket = await(server.accept());
          socket.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
          sockets.add(socket);
        }
      }
      return done();
    }

    @Async
    final Coroutine<Void> closeAll() throws IOException {
      for (AsyncSocket socket : List.copyOf(sockets)) {
        await(socket.closeAsync());
      }
      for (SocketChannel peer : peers) {
        peer.close();
      }
      return done();
    }
  }

  /** The event is a byte on each connection, which is there until somebody gets it. */
  private static final class Reading extends Connected {
    @Override
    Awaitable<?> call() throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(8);
      buffers.add(buffer);
      return sockets.get(buffers.size() - 1).read(buffer);
    }

    @Override
    void happen() throws IOException {
      for (SocketChannel peer : peers) {
        peer.write(ByteBuffer.allocate(1));
      }
    }

    @Override
    @Async
    Coroutine<Void> check() throws IOException {
      int read = 0;
      for (ByteBuffer buffer : buffers) {
        read += buffer.position();
      }
      assertThat(read).as("bytes that were read").isEqualTo(served);
      for (int i = 0; i < sockets.size(); i++) {
        boolean isThere = i >= buffers.size() || buffers.get(i).position() == 0;
        if (isThere) {
          assertThat(await(sockets.get(i).read(ByteBuffer.allocate(8)))).isOne();
        }
      }
      await(closeAll());
      return done();
    }
  }

  /** The event is that the peers begin to read. */
  private static final class Writing extends Connected {
    private final List<CompletableFuture<Long>> received = new ArrayList<>();

    @Override
    Awaitable<?> call() throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(MUCH);
      buffers.add(buffer);
      return sockets.get(buffers.size() - 1).write(buffer);
    }

    @Override
    void happen() {
      for (SocketChannel peer : peers) {
        // A thread for each, as it blocks: a pool may have one only.
        received.add(
            CompletableFuture.supplyAsync(() -> readAll(peer), task -> new Thread(task).start()));
      }
    }

    private static long readAll(SocketChannel peer) {
      ByteBuffer into = ByteBuffer.allocate(BUFFER);
      long all = 0;
      try {
        for (int count = peer.read(into); count >= 0; count = peer.read(into.clear())) {
          all += count;
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return all;
    }

    @Override
    @Async
    Coroutine<Void> check() throws IOException {
      for (int i = 0; i < sockets.size(); i++) {
        sockets.get(i).shutdownOutput();
        long expected = i < buffers.size() ? buffers.get(i).position() : 0;
        assertThat(await(received.get(i))).as("bytes that arrived").isEqualTo(expected);
      }
      await(closeAll());
      return done();
    }
  }

  /** The event is a connection to each server, which is there until somebody accepts it. */
  private static final class Accepting extends World {
    private final List<AsyncServer> servers = new ArrayList<>();
    private final List<SocketChannel> peers = new ArrayList<>();
    private final List<AsyncSocket> accepted = new ArrayList<>();
    private int called;

    @Override
    boolean isForeign() {
      return true;
    }

    @Override
    @Async
    Coroutine<Void> setUp() throws IOException {
      while (servers.size() < calls) {
        servers.add(await(AsyncServer.listen(loopback())));
      }
      return done();
    }

    @Override
    Awaitable<?> call() throws IOException {
      return servers.get(called++).accept();
    }

    @Override
    void happen() throws IOException {
      for (AsyncServer server : servers) {
        peers.add(SocketChannel.open(server.localAddress()));
      }
    }

    @Override
    void giveBack(Object result) {
      accepted.add((AsyncSocket) result);
    }

    @Override
    @Async
    Coroutine<Void> check() throws IOException {
      for (AsyncServer server : List.copyOf(servers)) {
        boolean isThere =
            accepted.stream()
                .noneMatch(socket -> socket.localAddress().equals(server.localAddress()));
        if (isThere) {
          accepted.add(await(server.accept()));
        }
        await(server.closeAsync());
      }
      for (AsyncSocket socket : List.copyOf(accepted)) {
        await(socket.closeAsync());
      }
      for (SocketChannel peer : peers) {
        peer.close();
      }
      return done();
    }
  }
}
