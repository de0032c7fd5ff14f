package dev.simmer.benchmarks;

import dev.simmer.benchmarks.workload.Echo;
import java.io.IOException;

/** Runs a contestant's server of W8, prints its port, and serves until it is killed. */
final class EchoServer {
  private EchoServer() {}

  /** Takes the contestant's name. */
  public static void main(String[] args) throws IOException, InterruptedException {
    endWithParent();
    Contestants.named(args[0]).implementation(Echo.class).serve(System.out::println);
  }

  /** The parent holds the other end of this stream, and never writes. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.read();
              } catch (IOException e) {
                // Then nobody is there either.
              }
              Runtime.getRuntime().halt(0);
            });
    watch.setDaemon(true);
    watch.start();
  }
}
