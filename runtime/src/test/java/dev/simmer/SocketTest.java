package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.yieldNow;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.support.v1.Frame;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Connections over the loopback interface, and the loop's sleep in its selector. Pins: A124, A127,
 * A129, A131, A162.
 */
class SocketTest extends RuntimeTest {
  /** More than the operating system buffers for a connection. */
  private static final int MUCH = 16 << 20;

  private final Box<AsyncServer> server = new Box<>();
  private final Box<AsyncSocket> client = new Box<>();
  private final Box<AsyncSocket> peer = new Box<>();
  private final Box<Task<?>> task = new Box<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(8);
  private final List<SocketChannel> raw = new ArrayList<>();

  /** What is left open is reported, and fails the test. */
  SocketTest() {
    options = options.debug(true).onUncaught(this::noteUnlessSlow);
  }

  /** The first step loads classes, which takes its time. */
  private void noteUnlessSlow(UncaughtEvent event) {
    if (!event.message().startsWith("A step of ")) {
      reports.add(event);
    }
  }

  @AfterEach
  void closeRaw() throws IOException {
    for (SocketChannel channel : raw) {
      channel.close();
    }
  }

  // Bytes

  @Test
  void whatOneSideWritesTheOtherReads() {
    run(
        connected()
            .await(() -> client.value.write(bytes("hello")))
            .await(() -> peer.value.read(buffer))
            .then(log::add)
            .run(() -> assertThat(text(buffer)).isEqualTo("hello")),
        closed());
    assertThat(log).containsExactly(5);
  }

  /** A127. */
  @Test
  void writeThatGoesOutInPiecesKeepsTheOrderAndLosesNothing() {
    ByteBuffer sent = ByteBuffer.allocate(MUCH);
    for (int i = 0; i < MUCH / 4; i++) {
      sent.putInt(i);
    }
    sent.flip();
    ByteBuffer received = ByteBuffer.allocate(MUCH);
    run(
        connected()
            .run(() -> task.set(createTask(script().await(() -> client.value.write(sent)))))
            .await(() -> settled())
            .run(() -> assertThat(task.value.isDone()).as("waits for the reader").isFalse())
            .await(() -> readAll(peer.value, received))
            .await(() -> task.value),
        closed());
    assertThat(sent.hasRemaining()).isFalse();
    assertThat(received.flip()).isEqualTo(sent.flip());
  }

  @Test
  void readTakesWhatThereIsRoomForAndLeavesTheRest() {
    run(
        connected()
            .await(() -> client.value.write(bytes("0123456789")))
            .await(() -> peer.value.read(buffer))
            .run(() -> assertThat(text(buffer)).isEqualTo("01234567"))
            .run(buffer::clear)
            .await(() -> peer.value.read(buffer))
            .run(() -> assertThat(text(buffer)).isEqualTo("89")),
        closed());
  }

  @Test
  void whatHasNoRoomOrNoBytesNeedsNotWait() {
    ByteBuffer empty = ByteBuffer.allocate(0);
    run(
        connected()
            .await(() -> client.value.read(empty))
            .then(log::add)
            .await(() -> client.value.write(empty)),
        closed());
    assertThat(log).containsExactly(0);
  }

  /** A129. */
  @Test
  void halfCloseEndsWhatThePeerReadsAndNotWhatItWrites() {
    run(
        connected()
            .await(() -> client.value.write(bytes("q")))
            .run(() -> client.value.shutdownOutput())
            .await(() -> peer.value.read(buffer))
            .then(log::add)
            .await(() -> peer.value.read(buffer))
            .then(log::add)
            .await(() -> peer.value.read(buffer))
            .then(log::add)
            .run(buffer::clear)
            .await(() -> peer.value.write(bytes("answer")))
            .await(() -> client.value.read(buffer))
            .then(log::add),
        closed());
    assertThat(log).containsExactly(1, -1, -1, 6);
  }

  @Test
  void closedPeerEndsTheReading() {
    run(
        connected()
            .run(() -> task.set(createTask(script().await(() -> peer.value.read(buffer)))))
            .await(() -> settled())
            .await(() -> client.value.closeAsync())
            .await(() -> task.value)
            .then(log::add),
        closed());
    assertThat(log).containsExactly(-1);
  }

  @Test
  void peerWhoAlwaysHasMoreLetsOtherTasksRun() {
    ByteBuffer one = ByteBuffer.allocate(1);
    Script<Object> reader = script();
    for (int i = 0; i < 1_000; i++) {
      reader.run(one::clear).await(() -> peer.value.read(one));
    }
    run(
        connected()
            .await(() -> client.value.write(ByteBuffer.allocate(1_000)))
            .run(() -> createTask(script().run(say("other"))))
            .await(() -> createTask(reader.run(say("reader")))),
        closed());
    assertThat(log).containsExactly("other", "reader");
  }

  // Cancelling

  @Test
  void cancelledReadTakesNothing() {
    run(
        connected()
            .run(() -> task.set(createTask(script().await(() -> peer.value.read(buffer)))))
            .await(() -> settled())
            .run(() -> task.value.cancel())
            .await(() -> client.value.write(bytes("later")))
            .await(() -> settled())
            .run(() -> assertThat(task.value.isCancelled()).isTrue())
            .run(() -> assertThat(buffer.position()).isZero())
            .await(() -> peer.value.read(buffer))
            .run(() -> assertThat(text(buffer)).isEqualTo("later")),
        closed());
  }

  @Test
  void readThatIsCancelledAfterTheBytesCameTakesNothing() {
    run(
        connected()
            .run(() -> task.set(createTask(script().await(() -> peer.value.read(buffer)))))
            .await(() -> settled())
            .await(() -> client.value.write(bytes("now")))
            .run(this::select)
            .run(() -> task.value.cancel())
            .await(() -> settled())
            .run(() -> assertThat(task.value.isCancelled()).isTrue())
            .run(() -> assertThat(buffer.position()).isZero())
            .await(() -> peer.value.read(buffer))
            .run(() -> assertThat(text(buffer)).isEqualTo("now")),
        closed());
  }

  @Test
  void cancelledWriteSaysHowFarItGotAndTheNextGoesOnThere() {
    ByteBuffer sent = ByteBuffer.allocate(MUCH);
    ByteBuffer received = ByteBuffer.allocate(MUCH);
    for (int i = 0; i < MUCH / 4; i++) {
      sent.putInt(i);
    }
    sent.flip();
    run(
        connected()
            .run(() -> task.set(createTask(script().await(() -> client.value.write(sent)))))
            .await(() -> settled())
            .run(() -> task.value.cancel())
            .await(() -> settled())
            .run(() -> assertThat(task.value.isCancelled()).isTrue())
            .run(() -> assertThat(sent.position()).isBetween(1, MUCH - 1))
            .run(() -> task.set(createTask(script().await(() -> client.value.write(sent)))))
            .await(() -> readAll(peer.value, received)),
        closed());
    assertThat(received.flip()).isEqualTo(sent.flip());
  }

  @Test
  void cancelledAcceptLeavesTheConnectionToTheNext() {
    for (boolean after : new boolean[] {false, true}) {
      run(
          listening()
              .run(() -> task.set(createTask(script().await(() -> server.value.accept()))))
              .await(() -> settled())
              .run(() -> cancelUnless(after))
              .run(() -> raw.add(SocketChannel.open(server.value.localAddress())))
              .run(() -> selectIf(after))
              .run(() -> task.value.cancel())
              .await(() -> settled())
              .run(() -> assertThat(task.value.isCancelled()).isTrue())
              .await(() -> server.value.accept())
              .then(made -> peer.set((AsyncSocket) made))
              .await(() -> peer.value.closeAsync())
              .await(() -> server.value.closeAsync()));
    }
  }

  /** A131. */
  @Test
  void cancelledConnectClosesTheHalfOpenSocket() throws IOException {
    try (ServerSocketChannel full = full()) {
      InetSocketAddress address = (InetSocketAddress) full.getLocalAddress();
      Box<Loop> loop = new Box<>();
      run(
          script()
              .run(() -> loop.set((Loop) runningLoop()))
              .run(() -> task.set(createTask(script().await(() -> AsyncSocket.connect(address)))))
              .await(() -> settled())
              .run(() -> assertThat(task.value.isDone()).isFalse())
              .run(() -> assertThat(loop.value.poller.open()).hasSize(1))
              .run(() -> task.value.cancel())
              .await(() -> settled())
              .run(() -> assertThat(task.value.isCancelled()).isTrue())
              .run(() -> assertThat(loop.value.poller.open()).isEmpty()));
    }
  }

  // Opening

  @Test
  void addressesAreThoseOfTheOtherSide() {
    run(
        connected()
            .run(
                () -> {
                  assertThat(client.value.remoteAddress()).isEqualTo(server.value.localAddress());
                  assertThat(client.value.localAddress()).isEqualTo(peer.value.remoteAddress());
                  assertThat(client.value)
                      .hasToString(
                          "AsyncSocket from "
                              + client.value.localAddress()
                              + " to "
                              + client.value.remoteAddress());
                }),
        closed());
  }

  @Test
  void refusedConnectionNamesTheAddress() throws IOException {
    InetSocketAddress nobody = free();
    assertThatThrownBy(() -> run(script().await(() -> AsyncSocket.connect(nobody))))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith(nobody.toString());
  }

  /** A131. */
  @Test
  void addressesOfAHostAreTriedInTurn() {
    List<String> tried = new ArrayList<>();
    Script<Object> main =
        script()
            .await(
                () ->
                    new ByAddress<>(InetSocketAddress.createUnresolved("localhost", 1)) {
                      @Override
                      Frame<Object> at(InetSocketAddress resolved, Loop loop) throws IOException {
                        tried.add(resolved.getAddress().isLoopbackAddress() ? "loopback" : "other");
                        throw new IOException("number " + tried.size());
                      }
                    });
    assertThatThrownBy(() -> run(main))
        .isInstanceOf(IOException.class)
        .hasMessage("number 1")
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(tried.size() - 1));
    assertThat(tried).isNotEmpty().containsOnly("loopback");
  }

  @Test
  void hostThatIsANameIsLookedUp() {
    run(
        script()
            .await(() -> AsyncServer.listen(InetSocketAddress.createUnresolved("localhost", 0)))
            .then(made -> server.set((AsyncServer) made))
            .await(
                () ->
                    AsyncSocket.connect(
                        InetSocketAddress.createUnresolved(
                            "localhost", server.value.localAddress().getPort())))
            .then(made -> client.set((AsyncSocket) made))
            .await(() -> server.value.accept())
            .then(made -> peer.set((AsyncSocket) made))
            .await(() -> server.value.closeAsync()),
        closed());
  }

  @Test
  void addressOfAClosedServerIsFreeAtOnce() {
    run(
        listening()
            .await(() -> server.value.closeAsync())
            .await(() -> AsyncServer.listen(server.value.localAddress()))
            .then(made -> server.set((AsyncServer) made))
            .await(() -> server.value.closeAsync()));
  }

  @Test
  void addressInUseIsRefused() {
    assertThatThrownBy(
            () ->
                run(
                    listening(),
                    script()
                        .inScope(
                            () -> server.value,
                            script().await(() -> AsyncServer.listen(server.value.localAddress())))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void optionsReachTheSystem() {
    run(
        connected()
            .run(() -> client.value.setOption(StandardSocketOptions.SO_KEEPALIVE, true))
            .run(
                () ->
                    assertThatThrownBy(
                            () -> client.value.setOption(StandardSocketOptions.SO_RCVBUF, -1))
                        .isInstanceOf(IllegalArgumentException.class)),
        closed());
  }

  // One at a time, and on the right loop

  /** A124. */
  @Test
  void secondReaderIsRefused() {
    run(
        connected()
            .run(() -> task.set(createTask(script().await(() -> peer.value.read(buffer)))))
            .await(() -> settled())
            .await(() -> peer.value.read(ByteBuffer.allocate(1)))
            .otherwise(swallow())
            .await(() -> client.value.write(bytes("x")))
            .await(() -> task.value)
            .then(log::add),
        closed());
    assertThat(log.get(0))
        .asString()
        .startsWith("IllegalStateException: a task waits already to read from AsyncSocket from /");
    assertThat(log.get(1)).isEqualTo(1);
  }

  @Test
  void secondWriterAndAHalfCloseBesideAWriterAreRefused() {
    run(
        connected()
            .run(
                () ->
                    task.set(
                        createTask(
                            script().await(() -> client.value.write(ByteBuffer.allocate(MUCH))))))
            .await(() -> settled())
            .await(() -> client.value.write(bytes("x")))
            .otherwise(swallow())
            .run(() -> client.value.shutdownOutput())
            .otherwise(swallow())
            .run(() -> task.value.cancel()),
        closed());
    assertThat(log.get(0)).asString().contains("a task waits already to write to AsyncSocket");
    assertThat(log.get(1)).asString().contains("Await that write before");
  }

  @Test
  void socketOfAnotherLoopIsRefused() {
    try (Runner other = new Runner(options)) {
      other.run(connected());
      assertThatThrownBy(() -> run(script().await(() -> client.value.read(buffer))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("belongs to another loop");
      assertThatThrownBy(() -> run(script().await(() -> client.value.closeAsync())))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("belongs to another loop");
      other.run(closed());
    }
  }

  @Test
  void otherThreadIsRefusedInDebugMode() {
    run(
        connected()
            .await(
                () ->
                    CompletableFuture.runAsync(
                        () ->
                            assertThatThrownBy(() -> client.value.shutdownOutput())
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("was used on thread"))),
        closed());
  }

  @Test
  void guestOfAHostHasNoSockets() {
    SteppedHost host = new SteppedHost();
    GuestLoop guest = new GuestLoop(host, RunOptions.defaults().onUncaught(reports::add));
    CompletableFuture<Object> opened =
        guest.loop().submit(script().await(() -> AsyncServer.listen(loopback())));
    host.runAll();
    CompletableFuture<Void> closed = guest.close();
    host.runAll();
    assertThat(closed).isCompleted();
    assertThatThrownBy(opened::join)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("which has no thread that could wait for sockets");
  }

  // Closing

  @Test
  void closingWakesWhoReadsWritesAndAccepts() {
    run(
        listening()
            .run(() -> task.set(createTask(script().await(() -> server.value.accept()))))
            .await(() -> settled())
            .await(() -> server.value.closeAsync())
            .await(() -> task.value)
            .otherwise(this::closedMeanwhile));
    run(
        connected()
            .run(() -> task.set(createTask(script().await(() -> peer.value.read(buffer)))))
            .await(() -> settled())
            .await(() -> peer.value.closeAsync())
            .await(() -> task.value)
            .otherwise(this::closedMeanwhile)
            .run(
                () ->
                    task.set(
                        createTask(
                            script().await(() -> client.value.write(ByteBuffer.allocate(MUCH))))))
            .await(() -> client.value.closeAsync())
            .await(() -> task.value)
            .otherwise(thrown -> log.add(thrown instanceof ClosedChannelException)),
        closed());
    assertThat(log).hasSize(3).last().isEqualTo(true);
    assertThat(log.get(0)).asString().contains("was closed while a task waited to accept from");
    assertThat(log.get(1)).asString().contains("was closed while a task waited to read from");
  }

  @Test
  void useOfAClosedSocketIsRefusedWithItsName() {
    run(
        connected()
            .await(() -> client.value.closeAsync())
            .await(() -> client.value.closeAsync())
            .run(() -> assertThat(client.value.isOpen()).isFalse())
            .await(() -> client.value.read(buffer))
            .otherwise(
                thrown -> {
                  assertThat(thrown)
                      .isInstanceOf(ClosedChannelException.class)
                      .hasMessageContaining("a task was to read from AsyncSocket from /");
                  return null;
                }),
        closed());
  }

  @Test
  void blockClosesItsSocket() {
    run(
        connected()
            .inScope(() -> client.value, script().await(() -> client.value.write(bytes("in time"))))
            .run(() -> assertThat(client.value.isOpen()).isFalse())
            .await(() -> peer.value.read(buffer))
            .run(() -> assertThat(text(buffer)).isEqualTo("in time")),
        closed());
  }

  /** A162. */
  @Test
  void loopClosesWhatIsLeftAndSaysWhereItWasOpened() {
    run(connected());
    assertThat(client.value.isOpen()).isFalse();
    assertThat(takeReports())
        .extracting(UncaughtEvent::message)
        .hasSize(2)
        .allMatch(
            message ->
                message.contains(", opened at ")
                    && message.contains("SocketTest.java")
                    && message.contains("was left open"));
  }

  @Test
  void loopOutsideDebugModeClosesWhatIsLeftInSilence() {
    options = options.debug(false);
    run(connected());
    assertThat(client.value.isOpen()).isFalse();
    assertThat(peer.value.isOpen()).isFalse();
  }

  @Test
  void openSocketIsLeftOver() {
    try (Runner runner = new Runner(options)) {
      runner.run(connected());
      assertThat(runner.leftovers())
          .hasSize(2)
          .allMatch(left -> left.contains("was left open. Open it in a try-with-resources block."));
      runner.run(closed());
      assertThat(runner.leftovers()).isEmpty();
    }
  }

  // The loop's sleep

  @Test
  void loopWithoutSocketsHasNoSelector() {
    Box<Loop> loop = new Box<>();
    run(script().run(() -> loop.set((Loop) runningLoop())).await(() -> sleep(seconds(1))));
    assertThat(loop.value.poller).isNull();
  }

  @Test
  void virtualTimeStandsStillWhileATaskWaitsForASocket() {
    CountDownLatch waiting = new CountDownLatch(1);
    Box<Long> began = new Box<>();
    Box<Thread> writer = new Box<>();
    run(
        listening()
            .run(
                () ->
                    writer.set(
                        new Thread(() -> connectAndWrite(server.value.localAddress(), waiting))))
            .run(() -> writer.value.start())
            .await(() -> server.value.accept())
            .then(made -> peer.set((AsyncSocket) made))
            .run(() -> task.set(createTask(sleeper(seconds(3600)))))
            .run(() -> began.set(runningLoop().time()))
            .run(() -> runningLoop().callSoon(waiting::countDown))
            .await(() -> peer.value.read(buffer))
            .run(() -> assertThat(runningLoop().time()).isEqualTo(began.value))
            .await(() -> task.value)
            .run(
                () ->
                    assertThat(runningLoop().time() - began.value)
                        .isEqualTo(seconds(3600).toNanos()))
            .await(() -> peer.value.closeAsync())
            .await(() -> server.value.closeAsync()));
  }

  @Test
  void otherThreadsWakeALoopThatSleepsInItsSelector() {
    int times = 2_000;
    Box<EventLoop> loop = new Box<>();
    Box<Promise<Object>> posted = new Box<>();
    Script<Object> main =
        listening()
            .run(() -> loop.set(runningLoop()))
            .run(() -> task.set(createTask(script().await(() -> server.value.accept()))))
            .await(() -> settled());
    for (int i = 0; i < times; i++) {
      main.run(() -> posted.set(new Promise<>()))
          .run(
              () ->
                  CompletableFuture.runAsync(
                      () -> loop.value.post(() -> posted.value.complete(null))))
          .await(() -> posted.value);
    }
    options = options.virtualTime(false).debug(false);
    run(main.run(() -> task.value.cancel()).await(() -> server.value.closeAsync()));
  }

  @Test
  void interruptEndsTheSleepInTheSelector() {
    Thread here = Thread.currentThread();
    Script<Object> main =
        script()
            .inScope(
                () -> server.value,
                script()
                    .run(() -> runningLoop().callSoon(() -> interruptSoon(here)))
                    .await(() -> server.value.accept()));
    assertThatThrownBy(() -> run(listening(), main)).isInstanceOf(CancelledError.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void busyLoopStillServesItsSockets() {
    Script<Object> reader = script().await(() -> peer.value.read(buffer));
    run(
        connected()
            .run(() -> task.set(createTask(reader)))
            .await(() -> settled())
            .await(() -> client.value.write(bytes("x")))
            .await(() -> new Busy(task)),
        closed());
  }

  // Helpers

  /** Runs scripts one after the other on one loop. */
  private void run(Script<?>... all) {
    try (Runner runner = new Runner(options)) {
      for (Script<?> each : all) {
        runner.run(each);
      }
    }
  }

  private Script<Object> listening() {
    return script()
        .await(() -> AsyncServer.listen(loopback()))
        .then(made -> server.set((AsyncServer) made));
  }

  private Script<Object> connected() {
    return listening()
        .await(() -> AsyncSocket.connect(server.value.localAddress()))
        .then(made -> client.set((AsyncSocket) made))
        .await(() -> server.value.accept())
        .then(made -> peer.set((AsyncSocket) made))
        .await(() -> server.value.closeAsync());
  }

  private Script<Object> closed() {
    return script().await(() -> client.value.closeAsync()).await(() -> peer.value.closeAsync());
  }

  private Object closedMeanwhile(Throwable thrown) {
    assertThat(thrown).isInstanceOf(AsynchronousCloseException.class);
    return log.add(thrown.getMessage());
  }

  /** Lets every task wait or end, whatever the order of a turn. */
  private static Script<Object> settled() {
    return script().await(() -> yieldNow()).await(() -> yieldNow());
  }

  /** Reads until a buffer is full. */
  private static Script<Object> readAll(AsyncSocket from, ByteBuffer into) {
    return script()
        .await(() -> from.read(into))
        .await(() -> into.hasRemaining() ? readAll(from, into) : Simmer.done());
  }

  /** Waits, within this step, until the selector has something to say. */
  private void select() {
    ((Loop) runningLoop()).poller.sleep(Durations.FOREVER);
  }

  private void selectIf(boolean wanted) {
    if (wanted) {
      select();
    }
  }

  private void cancelUnless(boolean later) {
    if (!later) {
      task.value.cancel();
    }
  }

  private static void connectAndWrite(InetSocketAddress address, CountDownLatch when) {
    try (SocketChannel channel = SocketChannel.open(address)) {
      when.await();
      channel.write(bytes("x"));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void interruptSoon(Thread thread) {
    new Thread(thread::interrupt).start();
  }

  /** Listens somewhere where no more connections are taken. */
  private ServerSocketChannel full() throws IOException {
    ServerSocketChannel full = ServerSocketChannel.open();
    full.bind(loopback(), 1);
    for (int i = 0; i < 8; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.connect(full.getLocalAddress());
      raw.add(channel);
    }
    return full;
  }

  private static InetSocketAddress free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  private static String text(ByteBuffer read) {
    return new String(read.array(), 0, read.position(), US_ASCII);
  }

  /** Gives way again and again until a task has ended, so that the loop never gets to sleep. */
  private static final class Busy extends Leaf<Object> {
    private final Box<Task<?>> until;

    Busy(Box<Task<?>> until) {
      this.until = until;
    }

    @Override
    Object begin(Loop loop) {
      if (until.value.isDone()) {
        return true;
      }
      park(loop);
      wake();
      return null;
    }

    @Override
    Object end(Loop loop) {
      return begin(loop);
    }

    @Override
    protected String label() {
      return "a busy loop";
    }
  }
}
