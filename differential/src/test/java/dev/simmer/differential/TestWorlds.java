package dev.simmer.differential;

import dev.simmer.differential.world.Oracle;
import dev.simmer.differential.world.Subject;
import dev.simmer.processor.SimmerProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Worlds for tests, in a folder of the test. */
record TestWorlds(Path folder) implements Worlds.Maker {
  @Override
  public Worlds make() {
    try {
      Path own = Files.createTempDirectory(folder, "worker");
      return new Worlds(Oracle.in(own), new Subject(SimmerProcessor::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int newestRelease() {
    return Runtime.version().feature();
  }
}
