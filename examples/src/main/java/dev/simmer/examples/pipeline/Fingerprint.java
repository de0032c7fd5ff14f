package dev.simmer.examples.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a file's content, and how many bytes that was. */
record Fingerprint(String sha256, long bytes) {
  private static final int CHUNK = 64 * 1024;

  /**
   * Reads the whole file, and blocks while it does; an interrupt ends it after the chunk at hand.
   */
  static Fingerprint of(Path file) throws IOException {
    MessageDigest digest = newDigest();
    byte[] chunk = new byte[CHUNK];
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (Thread
            .interrupted()) { // reading a file ignores interrupts, so whoever reads has to look
          throw new InterruptedIOException("interrupted after " + bytes + " bytes of " + file);
        }
        digest.update(chunk, 0, n);
        bytes += n;
      }
    }
    return new Fingerprint(HexFormat.of().formatHex(digest.digest()), bytes);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
