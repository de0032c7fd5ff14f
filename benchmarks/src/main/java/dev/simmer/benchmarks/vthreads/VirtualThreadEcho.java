package dev.simmer.benchmarks.vthreads;

import dev.simmer.benchmarks.workload.Echo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.function.IntConsumer;

/** W8 with a virtual thread for each connection. */
public final class VirtualThreadEcho implements Echo {
  private static final int BUFFER = 1024;
  private static final int BACKLOG = 1024;

  @Override
  public void serve(IntConsumer port) throws IOException {
    ExecutorService threads = VirtualThreads.executor();
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      port.accept(((InetSocketAddress) server.getLocalAddress()).getPort());
      while (true) {
        SocketChannel client = server.accept();
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        threads.submit(() -> echo(client));
      }
    }
  }

  private static Void echo(SocketChannel client) throws IOException {
    try (client) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
      while (client.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          client.write(buffer);
        }
        buffer.clear();
      }
    }
    return null;
  }
}
