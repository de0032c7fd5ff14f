package dev.simmer.lint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue's text, ours and that of other jars alike, into a {@link Catalogue}. */
final class CatalogueReader {

  /** Where every jar may keep rows about its own classes, in files that end with {@code .db}. */
  static final String FOLDER = "META-INF/simmer/blocking/";

  static final String SUFFIX = ".db";

  private final Catalogue catalogue;
  private final Consumer<String> complaints;

  /**
   * Creates a reader.
   *
   * @param catalogue where the rows go
   * @param complaints receives a sentence for each line that is not a row
   */
  CatalogueReader(Catalogue catalogue, Consumer<String> complaints) {
    this.catalogue = catalogue;
    this.complaints = complaints;
  }

  void read(InputStream stream, String name) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    int number = 0;
    for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      try {
        Row row = RowParser.parse(line);
        if (row != null) {
          catalogue.add(row);
        }
      } catch (RowParser.MalformedRow e) {
        complaints.accept("%s:%d: %s".formatted(name, number, e.getMessage()));
      }
    }
  }
}
