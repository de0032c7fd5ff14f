package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels block until they are told not to. */
class ChannelModeTest {

  private static Linted load(String statements) {
    return Linted.unit(
        """
        package shop;
        import static dev.simmer.Simmer.*;
        import dev.simmer.*;
        import java.net.*;
        import java.nio.*;
        import java.nio.channels.*;
        class Pages {
          private final ByteBuffer b = ByteBuffer.allocate(9);
          @Async Coroutine<Void> load(SocketAddress a) throws Exception {
        """
            + statements
            + "\nreturn done();\n}\n}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var c = SocketChannel.open();\nc.connect(a); // [async-blocking-call] SocketChannel.connect"
            + " blocks",
        "var c = SocketChannel.open();\nc.read(b); // [async-blocking-call] net",
        "var c = SocketChannel.open();\nc.write(b); // [async-blocking-call] net",
        "var c = SocketChannel.open();\nc.configureBlocking(true);\nc.read(b); //"
            + " [async-blocking-call] net",
        "ServerSocketChannel.open().bind(a).accept(); // [async-blocking-call]"
            + " ServerSocketChannel.accept blocks",
        "var s = ServerSocketChannel.open();\nvar c = s.accept(); // [async-blocking-call]\nc.read(b);"
            + " // [async-blocking-call] blocks",
        "var d = DatagramChannel.open().bind(a);\nd.receive(b); // [async-blocking-call]"
            + " DatagramChannel.receive blocks",
        "var d = DatagramChannel.open();\nd.send(b, a); // [async-blocking-call] can block",
        "var p = Pipe.open();\np.source().read(b); // [async-blocking-call] SourceChannel.read blocks",
        "var sink = Pipe.open().sink();\nsink.write(b); // [async-blocking-call] SinkChannel.write",
      })
  void channelIsBornInBlockingMode(String statements) {
    load(statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var c = SocketChannel.open(); c.configureBlocking(false); c.connect(a); c.read(b);",
        "var c = SocketChannel.open(); boolean m = b.hasArray(); c.configureBlocking(m); c.read(b);",
        "var c = (SocketChannel) SocketChannel.open().configureBlocking(false); c.read(b);",
        "var s = ServerSocketChannel.open(); s.configureBlocking(false); s.accept();",
        "var d = DatagramChannel.open(); d.configureBlocking(false); d.receive(b);",
        "var p = Pipe.open(); p.source().configureBlocking(false); p.source().read(b);",
        "var c = SocketChannel.open(); c.register(Selector.open(), 1); c.read(b);",
        "SelectionKey k = null; ((SocketChannel) k.channel()).read(b);",
        "var c = SocketChannel.open(); c.configureBlocking(false); var same = c; same.read(b);",
        "var c = SocketChannel.open(); c.bind(a); c.isConnected(); c.close();",
        "var s = ServerSocketChannel.open(); s.bind(a); s.getLocalAddress();",
        "var d = DatagramChannel.open(); d.connect(a); d.disconnect();",
        "await(toThread(() -> SocketChannel.open().read(b)));",
      })
  void channelThatWasToldNotToBlockIsLeftAlone(String statements) {
    load(statements).reportsWhatIsMarked();
  }

  @Test
  void channelOfUnknownModeWarnsUnlessItsClassKnowsOfModes() {
    String read = "static void read(SocketChannel c, ByteBuffer b) throws Exception { c.read(b); }";
    String async =
        "@Async Coroutine<Void> load(SocketChannel c, ByteBuffer b) throws Exception { c.read(b);"
            + " return done(); }";
    String imports = "import java.nio.*; import java.nio.channels.*;";
    var unknown = pages(imports, async).compile();
    assertThat(unknown.errors()).isEmpty();
    assertThat(unknown.warnings()).hasSize(1);
    assertThat(unknown.warnings().get(0).getMessage(null)).contains("SocketChannel.read can block");
    String calls = async.replace("c.read(b)", "read(c, b)") + read;
    assertThat(pages(imports, calls).messages()).singleElement().asString().contains("transitive");
    for (String known :
        List.of(
            "void set(SocketChannel c) throws Exception { c.configureBlocking(false); }",
            "void wait(Selector s) throws Exception { s.selectNow(); }",
            "void look(SelectionKey k) { k.isReadable(); }")) {
      assertThat(pages(imports, async + known).messages()).isEmpty();
      assertThat(pages(imports, calls + known).messages()).isEmpty();
    }
  }

  @Test
  void channelThatIsHandedOnMayHaveBeenToldElsewhere() {
    String setUp = "static void prepare(SocketChannel c) throws Exception { %s }";
    String load =
        "@Async Coroutine<Void> load(java.nio.ByteBuffer b) throws Exception { var c ="
            + " SocketChannel.open(); prepare(c); c.read(b); return done(); }";
    String imports = "import java.nio.channels.*;";
    String off = setUp.formatted("c.configureBlocking(false);");
    assertThat(pages(imports, off + load).messages()).isEmpty();
    String nothing = setUp.formatted("c.isOpen();");
    assertThat(pages(imports, nothing + load).compile().errors()).isEmpty();
  }

  @Test
  void classFileDoesNotShowTheModeSoItIsLeftAlone(@TempDir Path folder) throws IOException {
    String helper =
        "package shop; import java.nio.channels.*; public class Helper { public static void"
            + " read(SocketChannel c, java.nio.ByteBuffer b) throws Exception { c.read(b); } }";
    Path file = Files.writeString(folder.resolve("Helper.java"), helper);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), file.toString()))
        .isZero();
    String load =
        "@Async Coroutine<Void> load() throws Exception { Helper.read(null, null); return done(); }";
    assertThat(pages("", load).on(folder.toFile()).messages()).isEmpty();
    assertThat(pages("", load).on(folder.toFile()).option("-Asimmer.lint=prove").messages())
        .singleElement()
        .asString()
        .contains("Helper.read -> SocketChannel.read: Helper.java:1: can block (net)");
  }

  private static Linted pages(String imports, String members) {
    return Linted.unit(
        "package shop; import static dev.simmer.Simmer.*; import dev.simmer.*; "
            + imports
            + "\nclass Pages {\n"
            + members
            + "\n}\n");
  }
}
