package dev.simmer.benchmarks.simmer;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.taskGroup;

import dev.simmer.Async;
import dev.simmer.AsyncServer;
import dev.simmer.AsyncSocket;
import dev.simmer.Coroutine;
import dev.simmer.benchmarks.workload.Echo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/** W8 with Simmer. */
public final class SimmerEcho implements Echo {
  private static final int BUFFER = 1024;

  @Override
  public void serve(IntConsumer port) throws IOException {
    run(() -> listen(port));
  }

  @Async
  private Coroutine<Void> listen(IntConsumer port) throws IOException {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var server = await(AsyncServer.listen(here));
        var clients = taskGroup()) {
      port.accept(server.localAddress().getPort());
      while (true) {
        AsyncSocket client = await(server.accept());
        clients.createTask(() -> echo(client));
      }
    }
  }

  @Async
  private Coroutine<Void> echo(AsyncSocket client) throws IOException {
    try (client) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
      while (await(client.read(buffer)) >= 0) {
        await(client.write(buffer.flip()));
        buffer.clear();
      }
    }
    return done();
  }
}
