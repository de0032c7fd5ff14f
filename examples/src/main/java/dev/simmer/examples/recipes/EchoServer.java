package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.taskGroup;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simmer.Async;
import dev.simmer.AsyncServer;
import dev.simmer.AsyncSocket;
import dev.simmer.Coroutine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A server that sends back what it gets, and clients that ask it, all on one thread. A connection
 * that breaks ends its own task only; when serving is cancelled, every connection is closed.
 *
 * <pre>
 * async def echo(reader, writer):
 *     while data := await reader.read(1024):
 *         writer.write(data)
 *         await writer.drain()
 *     writer.close()
 *
 * async def ask(port, question):
 *     reader, writer = await asyncio.open_connection("127.0.0.1", port)
 *     writer.write(question.encode())
 *     writer.write_eof()
 *     answer = await reader.read()
 *     writer.close()
 *     return answer.decode()
 *
 * async def ask_all(questions):
 *     async with await asyncio.start_server(echo, "127.0.0.1", 0) as server:
 *         port = server.sockets[0].getsockname()[1]
 *         return await asyncio.gather(*(ask(port, each) for each in questions))
 * </pre>
 */
public final class EchoServer {
  private static final int MOST = 1024;

  private EchoServer() {}

  @Async
  static Coroutine<Void> serve(AsyncServer server) throws IOException {
    try (var clients = taskGroup()) {
      while (true) {
        AsyncSocket client = await(server.accept());
        clients.createTask(() -> echo(client));
      }
    }
  }

  @Async
  private static Coroutine<Void> echo(AsyncSocket client) {
    try (client) {
      ByteBuffer buffer = ByteBuffer.allocate(MOST);
      while (await(client.read(buffer)) >= 0) {
        await(client.write(buffer.flip()));
        buffer.clear();
      }
    } catch (IOException broken) {
      System.err.println(client + ": " + broken.getMessage());
    }
    return done();
  }

  @Async
  static Coroutine<String> ask(InetSocketAddress address, String question) throws IOException {
    try (var socket = await(AsyncSocket.connect(address))) {
      await(socket.write(UTF_8.encode(question)));
      socket.shutdownOutput();
      ByteBuffer answer = ByteBuffer.allocate(MOST);
      while (answer.hasRemaining() && await(socket.read(answer)) >= 0) {}
      return done(UTF_8.decode(answer.flip()).toString());
    }
  }

  @Async
  static Coroutine<List<String>> askAll(List<String> questions) throws IOException {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var server = await(AsyncServer.listen(here));
        var group = taskGroup()) {
      var serving = group.createTask("server", () -> serve(server));
      List<String> answers =
          await(gather(questions, question -> ask(server.localAddress(), question)));
      serving.cancel();
      return done(answers);
    }
  }

  /** Asks three times at once. */
  public static void main(String[] args) throws IOException {
    run(() -> askAll(List.of("one", "two", "three"))).forEach(System.out::println);
  }
}
