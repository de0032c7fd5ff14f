package dev.simmer.benchmarks;

import dev.simmer.benchmarks.workload.Echo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Asks a server of W8 again and again over many connections, each as soon as it has its answer, and
 * checks every answer. Plain NIO on one thread, the same for all servers.
 *
 * <p>Prints {@code begin} when what counts begins, and then {@code end} with the requests that were
 * answered, the nanoseconds, and the latency in microseconds: median and 99th percentile. Ends when
 * its input does.
 */
final class EchoClient {
  private static final int LONGEST_MICROS = 10_000_000;

  private final int[] latencies = new int[LONGEST_MICROS];
  private final Selector selector = Selector.open();
  private long answered;
  private boolean counts;

  private EchoClient() throws IOException {}

  /** Takes the port, how many connections, and the seconds of the warm-up and of what counts. */
  public static void main(String[] args) throws IOException {
    EchoClient client = new EchoClient();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      client.connect(Integer.parseInt(args[0]), i);
    }
    client.exchange(Integer.parseInt(args[2]));
    System.out.println("begin");
    client.counts = true;
    long before = System.nanoTime();
    client.exchange(Integer.parseInt(args[3]));
    long nanos = System.nanoTime() - before;
    System.out.printf(
        "end %d %d %d %d%n",
        client.answered, nanos, client.percentile(0.5), client.percentile(0.99));
    System.in.read();
  }

  private void connect(int port, int number) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Connection connection = new Connection(channel, number);
    channel.register(selector, SelectionKey.OP_READ, connection);
    connection.ask();
  }

  private void exchange(int seconds) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      if (selector.select(key -> ((Connection) key.attachment()).answer(), 1_000) == 0) {
        throw new IOException("no answer for a second");
      }
    }
  }

  private int percentile(double part) {
    long left = (long) Math.ceil(answered * part);
    for (int micros = 0; micros < latencies.length; micros++) {
      left -= latencies[micros];
      if (left <= 0) {
        return micros;
      }
    }
    return LONGEST_MICROS;
  }

  private final class Connection {
    private final SocketChannel channel;
    private final long number;
    private final ByteBuffer request = ByteBuffer.allocateDirect(Echo.SIZE);
    private final ByteBuffer answer = ByteBuffer.allocateDirect(Echo.SIZE);
    private long asked;
    private long sent;

    Connection(SocketChannel channel, long number) {
      this.channel = channel;
      this.number = number;
    }

    void ask() throws IOException {
      asked++;
      request.clear().putLong(number).putLong(asked).position(Echo.SIZE - 8).putLong(~asked);
      sent = System.nanoTime();
      if (channel.write(request.flip()) != Echo.SIZE) {
        throw new IOException("a request of " + Echo.SIZE + " bytes did not go out at once");
      }
      answer.clear();
    }

    void answer() {
      try {
        if (channel.read(answer) < 0) {
          throw new IOException("the server has closed a connection");
        }
        if (!answer.hasRemaining()) {
          note();
          ask();
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private void note() {
      if (!answer.flip().equals(request.flip())) {
        throw new AssertionError("answer " + asked + " of connection " + number + " is wrong");
      }
      if (counts) {
        answered++;
        long micros = (System.nanoTime() - sent) / 1_000;
        latencies[(int) Math.min(micros, LONGEST_MICROS - 1)]++;
      }
    }
  }
}
