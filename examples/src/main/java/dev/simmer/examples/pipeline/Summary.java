package dev.simmer.examples.pipeline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints what was done file by file, and in the end all of it in a few lines. Only the loop's
 * thread adds to it.
 */
final class Summary {
  private final PrintWriter out;
  private final Path root;
  private final long start = System.nanoTime();
  private int files;
  private long bytes;
  private int skipped;
  private int deepestQueue;

  Summary(PrintWriter out, Path root) {
    this.out = out;
    this.root = root;
  }

  void queued(int depth) {
    deepestQueue = Math.max(deepestQueue, depth);
  }

  void hashed(Path file, Fingerprint fingerprint) {
    files++;
    bytes += fingerprint.bytes();
    out.printf("%s  %s%n", fingerprint.sha256(), root.relativize(file));
    out.flush();
  }

  void skipped(Path path, IOException reason) {
    skipped++;
    out.printf("skipped %s: %s%n", root.relativize(path), reason);
    out.flush();
  }

  /** Prints the closing lines, after {@code end}: how it came to them. */
  void print(String end) {
    out.printf(
        Locale.ROOT,
        "%s: %,d files hashed, %,d bytes, %d skipped, in %.2f s; the queue held at most %d.%n",
        end,
        files,
        bytes,
        skipped,
        (System.nanoTime() - start) / 1e9,
        deepestQueue);
    out.flush();
  }

  int files() {
    return files;
  }

  int skipped() {
    return skipped;
  }

  int deepestQueue() {
    return deepestQueue;
  }
}
