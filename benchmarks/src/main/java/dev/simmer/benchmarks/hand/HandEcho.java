package dev.simmer.benchmarks.hand;

import dev.simmer.benchmarks.workload.Echo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.IntConsumer;

/** W8 with plain NIO: one selector, and a buffer for each connection. */
public final class HandEcho implements Echo {
  private static final int BUFFER = 1024;
  private static final int BACKLOG = 1024;

  @Override
  public void serve(IntConsumer port) throws IOException {
    try (Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
      port.accept(((InetSocketAddress) server.getLocalAddress()).getPort());
      while (true) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            accept(server, selector);
          } else {
            echo(key);
          }
        }
        selector.selectedKeys().clear();
      }
    }
  }

  private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
    for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
      client.configureBlocking(false);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(BUFFER));
    }
  }

  /** Reads and answers; where the answer does not fit, reads no more before the rest is out. */
  private static void echo(SelectionKey key) throws IOException {
    SocketChannel client = (SocketChannel) key.channel();
    ByteBuffer buffer = (ByteBuffer) key.attachment();
    if (key.isReadable()) {
      if (client.read(buffer) < 0) {
        client.close();
        return;
      }
      buffer.flip();
    }
    client.write(buffer);
    if (buffer.hasRemaining()) {
      key.interestOps(SelectionKey.OP_WRITE);
    } else {
      buffer.clear();
      if (key.isWritable()) {
        key.interestOps(SelectionKey.OP_READ);
      }
    }
  }
}
