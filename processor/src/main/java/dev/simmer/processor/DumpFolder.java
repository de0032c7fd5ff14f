package dev.simmer.processor;

import dev.simmer.processor.rewrite.Dump;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what became of each method into a folder: {@code -Asimmer.dump=DIR}, one text file a
 * method below its package and class.
 */
final class DumpFolder implements Dump {
  private final Path folder;

  DumpFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public void method(String type, String method, String text) {
    Path file = folder.resolve(type).resolve(method.replaceAll("[^\\w$-]", "_") + ".txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("-Asimmer.dump: cannot write " + file, e);
    }
  }
}
