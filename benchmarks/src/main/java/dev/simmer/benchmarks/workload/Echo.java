package dev.simmer.benchmarks.workload;

import java.io.IOException;
import java.util.function.IntConsumer;

/** W8: a server that sends back what it gets. */
public interface Echo {
  /** How many bytes a request has, and its answer. */
  int SIZE = 64;

  /** Listens at a free port of the loopback interface, tells which, and serves for ever. */
  void serve(IntConsumer port) throws IOException, InterruptedException;
}
