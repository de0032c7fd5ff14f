package dev.simmer.examples.pipeline;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A file that takes hours to read and no room to keep: it is all hole. */
final class EndlessFile {
  private static final long FOUR_TERABYTES = 4L << 40;

  private EndlessFile() {}

  static void create(Path file) throws IOException {
    try (var hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(FOUR_TERABYTES);
    }
  }
}
