package dev.simmer.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The rows of the catalogue one by one, for those who look at the rows themselves. */
final class Rows {

  private Rows() {}

  /** Returns the rows of one of the lint's own files. */
  static List<Row> of(String file) {
    String resource = CatalogueReader.FOLDER + file;
    try (InputStream stream = Rows.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().flatMap(line -> parse(line).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** Returns the row, or nothing for a comment. */
  static Optional<Row> parse(String line) {
    try {
      return Optional.ofNullable(RowParser.parse(line));
    } catch (RowParser.MalformedRow e) {
      throw new IllegalStateException(line, e);
    }
  }
}
