package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that stops the loop's thread, made right in async code. */
class BlockingCallTest {

  @Test
  void sleepInAnAsyncMethodNamesTheReplacement() {
    var messages = Linted.async("Thread.sleep(50);").messages();
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).lines())
        .containsExactly(
            "[async-blocking-call] Thread.sleep blocks the event loop in Pages.load (sleep)",
            "    why:    the whole loop sleeps: no other task, timer or callback runs meanwhile",
            "    fix:    await(sleep(millis(50)))",
            "    see:    docs/diagnostics/async-blocking-call.md");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thread.sleep(Duration.ofMillis(5).toMillis(), 1); // [async-blocking-call] sleep",
        "TimeUnit.SECONDS.sleep(2); // [async-blocking-call] TimeUnit.SECONDS.toChronoUnit()",
        "new Thread(() -> {}).join(); // [async-blocking-call] thread",
        "synchronized (this) { wait(); } // [async-blocking-call] monitor",
        "LockSupport.parkNanos(9); // [async-blocking-call] park",
        "new ReentrantLock().newCondition().await(); // [async-blocking-call] lock",
        "new ReentrantLock().tryLock(1, TimeUnit.DAYS); // [async-blocking-call] lock",
        "new CountDownLatch(1).await(); // [async-blocking-call] latch",
        "new Semaphore(1).acquire(); // [async-blocking-call] AsyncSemaphore",
        "new CyclicBarrier(2).await(); // [async-blocking-call] AsyncBarrier",
        "new LinkedBlockingQueue<String>().take(); // [async-blocking-call] AsyncQueue",
        "new ArrayBlockingQueue<String>(1).put(\"\"); // [async-blocking-call] queue",
        "new LinkedBlockingQueue<String>().poll(1, TimeUnit.DAYS); // [async-blocking-call]",
        "new CompletableFuture<String>().join(); // [async-blocking-call] await(new",
        "Executors.newCachedThreadPool().submit(() -> 1).get(); // [async-blocking-call] toThread",
        "Executors.newCachedThreadPool().awaitTermination(1, TimeUnit.DAYS); // [async-blocking-call]",
        "new ProcessBuilder(\"ls\").start(); // [async-blocking-call] process",
        "Runtime.getRuntime().exec(new String[0]); // [async-blocking-call] process",
        "((Process) given).waitFor(); // [async-blocking-call] .onExit())",
        "((Process) given).getInputStream().readAllBytes(); // [async-blocking-call] process",
        "new FileInputStream(\"a\"); // [async-blocking-call] new FileInputStream",
        "Files.readString(Path.of(\"a\")); // [async-blocking-call] await(toThread(() -> Files.read",
        "Files.newBufferedReader(Path.of(\"a\")); // [async-blocking-call] file",
        "new Socket(\"localhost\", 80); // [async-blocking-call] net",
        "new ServerSocket(0).accept(); // [async-blocking-call] net",
        "InetAddress.getByName(\"localhost\"); // [async-blocking-call] dns",
        "new InetSocketAddress(\"localhost\", 1); // [async-blocking-call] createUnresolved(\"localhost\", 1)",
        "HttpClient.newHttpClient().send(null, null); // [async-blocking-call] sendAsync(null, null)",
        "new URL(\"http://a\").openStream(); // [async-blocking-call] http",
        "DriverManager.getConnection(\"jdbc:a\"); // [async-blocking-call] db",
        "((PreparedStatement) given).executeQuery(); // [async-blocking-call] db",
        "((ResultSet) given).next(); // [async-blocking-call] db",
        "System.in.read(); // [async-blocking-call] console",
        "System.console().readLine(); // [async-blocking-call] console",
        "new Scanner(System.in).nextLine(); // [async-blocking-call] console",
      })
  void blockingCallIsAnError(String statement) {
    Linted.async(
            statement.replace(
                "new ProcessBuilder(\"ls\").inheritIO().command(\"x\")",
                "new ProcessBuilder(\"ls\").inheritIO()"))
        .reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new ByteArrayInputStream(new byte[1]).read();",
        "new BufferedInputStream(new ByteArrayInputStream(new byte[1])).read();",
        "new BufferedReader(new StringReader(\"a\")).readLine();",
        "new Scanner(\"a b\").next();",
        "((InputStream) given).read();",
        "((BufferedReader) given).readLine();",
        "new DataOutputStream(new ByteArrayOutputStream()).writeInt(1);",
        "System.out.println(1);",
        "new LinkedBlockingQueue<String>().offer(\"\");",
        "new LinkedBlockingQueue<String>().poll();",
        "new LinkedBlockingQueue<String>().poll(0, TimeUnit.DAYS);",
        "new PriorityBlockingQueue<String>().put(\"\");",
        "new Semaphore(1).tryAcquire();",
        "new Semaphore(1).release();",
        "new CountDownLatch(1).countDown();",
        "new ReentrantLock().tryLock();",
        "new ReentrantLock().unlock();",
        "new CompletableFuture<String>().getNow(\"\");",
        "CompletableFuture.completedFuture(1).join();",
        "var f = new CompletableFuture<String>(); if (f.isDone()) { f.join(); }",
        "var f = new CompletableFuture<String>(); await(f); f.join();",
        "var f = new CompletableFuture<String>(); await(CompletableFuture.allOf(f)); f.join();",
        "var f = new CompletableFuture<String>(); var g = new CompletableFuture<String>();"
            + " var both = CompletableFuture.allOf(f, g); await(both); f.join(); g.join();",
        "var l = new ArrayList<CompletableFuture<String>>();"
            + " await(CompletableFuture.allOf(l.toArray(new CompletableFuture<?>[0])));"
            + " for (var f : l) { f.join(); }",
        "InetAddress.getByName(\"127.0.0.1\");",
        "InetAddress.getByName(\"::1\");",
        "new InetSocketAddress(\"10.0.0.1\", 80);",
        "new InetSocketAddress(80);",
        "InetSocketAddress.createUnresolved(\"a\", 80);",
        "java.nio.channels.Selector.open().selectNow();",
        "java.nio.channels.SocketChannel.open().configureBlocking(false);",
        "Executors.newCachedThreadPool().execute(() -> {});",
        "Executors.newCachedThreadPool().shutdown();",
        "Executors.newCachedThreadPool().submit(() -> { Thread.sleep(1); return 1; });",
        "new Thread(() -> { try { Thread.sleep(1); } catch (InterruptedException e) { } }).start();",
        "await(toThread(() -> Thread.sleep(1)));",
        "await(runIn(Runnable::run, () -> Thread.sleep(1)));",
        "Runnable later = () -> LockSupport.park(); later.hashCode();",
        "new Object() { void f() throws Exception { Thread.sleep(1); } };",
        "new File(\"a\").getName(); new File(\"a\").toPath();",
        "new ReentrantLock().lock();",
        "((Process) given).isAlive(); ((Process) given).onExit();",
        "UUID.randomUUID(); new java.security.SecureRandom().nextInt();",
      })
  void innocentCallIsLeftAlone(String statement) {
    Linted.async(statement).reportsWhatIsMarked();
  }

  @Test
  void fileBehindAWrapperIsFound() {
    Linted.members(
            """
            private final BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
            @Async Coroutine<String> line() throws IOException {
              return done(lines.readLine()); // [async-blocking-call] BufferedReader.readLine
            }
            @Async Coroutine<String> copy(FileInputStream file) throws IOException {
              InputStream buffered = new BufferedInputStream(file);
              buffered.read();
              InputStream fresh = new BufferedInputStream(Files.newInputStream(Path.of("a"))); // [async-blocking-call]
              fresh.read(); // [async-blocking-call] InputStream.read
              return done("");
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void whatIsUsuallyFastWarns() {
    var compilation = Linted.async("new File(\"a\").exists();").compile();
    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.warnings()).hasSize(1);
    assertThat(compilation.warnings().get(0).getMessage(null)).contains("can block");
  }

  @Test
  void asyncLambdaIsAsyncCode() {
    Linted.members(
            """
            void main() throws Exception {
              run(() -> {
                Thread.sleep(1); // [async-blocking-call] in an async lambda in Pages.main
                return done();
              });
              AsyncCallable<String> cold = () -> done(Files.readString(Path.of("a"))); // [async-blocking-call]
              AsyncFunction<String, String, Exception> f = s -> {
                Callable<Integer> plain = () -> { Thread.sleep(1); return 1; };
                return done(s + plain);
              };
              System.out.println(cold + "" + f);
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void loopCallbackIsAsyncCode() {
    Linted.members(
            """
            void start(EventLoop loop, Deferred<String> d, CountDownLatch latch) throws Exception {
              loop.callSoon(() -> LockSupport.park()); // [async-blocking-call] a callback of callSoon in Pages.start
              loop.callLater(millis(5), () -> Thread.yield()); // [async-blocking-call] createTask(() -> { await(yieldNow()); return done(); })
              loop.callAt(5, LockSupport::park); // [async-blocking-call] LockSupport.park
              loop.post(() -> { LockSupport.park(); }); // [async-blocking-call]
              d.onDone(done -> LockSupport.park()); // [async-blocking-call] onDone
              LockSupport.park();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void nonBlockingMethodsKeepTheirPromiseWhoeverOwnsTheAnnotation() {
    Linted.members(
            """
            @interface NonBlocking {}
            @interface Blocking {}
            @NonBlocking void peek() throws Exception {
              Thread.sleep(1); // [async-blocking-contract] in Pages.peek, which is @NonBlocking
            }
            @Blocking void crunch() {}
            @NonBlocking void trusted() {}
            void plain() throws Exception { Thread.sleep(1); crunch(); }
            @Async Coroutine<Void> use() {
              crunch(); // [async-blocking-call] annotated
              trusted();
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void implicitCloseOfAResourceIsACall() {
    Linted.unit(
            """
            package shop;
            import dev.simmer.*;
            class Pages {
              static class Pool implements AutoCloseable {
                @Deprecated public void close() {}
              }
              @Async Coroutine<Void> load() throws Exception {
                try (var connection = (java.sql.Connection) null; var pool = new Pool()) {
                  return Simmer.done();
                }
              }
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void aClassOfOnesOwnIsJudgedByItsBody() {
    Linted.members(
            """
            static class Instant<T> extends FutureTask<T> {
              Instant(Callable<T> c) { super(c); }
              @Override public T get() { return null; }
            }
            @Async Coroutine<String> load(Instant<String> now) {
              return done(now.get());
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void annotationThatCarriesAsyncMakesAnAsyncMethod() {
    Linted.members(
            """
            @Async @interface Handler {}
            @Handler Coroutine<String> load() throws Exception {
              Thread.sleep(1); // [async-blocking-call] sleep
              return done("");
            }
            @interface Other {}
            @Other Coroutine<String> plain() throws Exception {
              Thread.sleep(1);
              return done("");
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void ordinaryCodeMayBlock() {
    Linted.members("void f() throws Exception { Thread.sleep(1); System.in.read(); }")
        .reportsWhatIsMarked();
  }

  @Test
  void socketsOfTheLoopDoNotBlockIt() {
    Linted.async(
            """
            var address = InetSocketAddress.createUnresolved("localhost", 7000);
            try (AsyncServer server = await(AsyncServer.listen(address));
                AsyncSocket client = await(AsyncSocket.connect(server.localAddress()));
                AsyncSocket peer = await(server.accept())) {
              await(client.write(java.nio.ByteBuffer.allocate(1)));
              client.shutdownOutput();
              await(peer.read(java.nio.ByteBuffer.allocate(1)));
            }""")
        .reportsWhatIsMarked();
  }
}
