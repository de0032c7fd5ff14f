package dev.simmer.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for what tests compile, which are gone when the tests' JVM ends. */
public final class Scratch {
  private static final Path ROOT = create();

  private Scratch() {}

  private static Path create() {
    try {
      Path root = Files.createTempDirectory("simmer-tests");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an empty folder. */
  public static Path folder() throws IOException {
    return Files.createTempDirectory(ROOT, "");
  }

  private static void delete(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // What cannot be deleted stays; no test depends on it.
    }
  }
}
