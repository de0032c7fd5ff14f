package dev.simmer.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known about one release of the JDK, as text.
 *
 * <pre>
 * # build 17.0.15+6-Debian-1deb12u1                                            where it was derived
 * java.io.File#exists() | file L | java.io.UnixFileSystem#getBooleanAttributes0
 * java.io.File#toURI() | refused | java.io.UnixFileSystem#getBooleanAttributes0
 * java.sql.Statement#execute*(*) | db C | hidden
 * </pre>
 *
 * <p>The first column is a method that programs can call, or a row of the catalogue that the search
 * does not find; the second what the catalogue says; the third the native method that waits.
 *
 * @param build the build of the JDK it was derived on
 * @param lines the lines, sorted
 */
record Table(String build, List<String> lines) {

  private static final String BUILD = "# build ";

  /**
   * Neither a row nor refused, or a row that the search should have found: somebody has to look.
   */
  static final String UNREVIEWED = "unreviewed";

  /** Found, and for a reason no row. */
  static final String REFUSED = "refused";

  /** A row, and for a reason not found. */
  static final String HIDDEN = "hidden";

  /** A row about a method of another release. */
  static final String ABSENT = "absent";

  static Table of(Derivation derivation) {
    return new Table(
        Runtime.version().toString(),
        Stream.concat(derivation.found(), derivation.hidden()).sorted().toList());
  }

  static String line(String subject, String verdict, String why) {
    return subject + " | " + verdict + " | " + why;
  }

  /**
   * Returns the table of a release between two, as far as it can be had without its class files:
   * what they say of the methods that it has.
   */
  static Table between(Table older, Table newer, int release) {
    Signatures signatures = Signatures.of(release);
    return new Table(
        newer.build + ", for the signatures of " + release,
        Stream.concat(newer.lines.stream(), older.lines.stream())
            .collect(
                Collectors.toMap(Table::subject, line -> line, (one, other) -> one, TreeMap::new))
            .values()
            .stream()
            .filter(line -> !line.endsWith(ABSENT))
            .filter(line -> signatures.has(Rows.parse(subject(line) + " any C").orElseThrow()))
            .toList());
  }

  private static String subject(String line) {
    return line.substring(0, line.indexOf(" | "));
  }

  static Table read(Path file) throws IOException {
    List<String> all = Files.readAllLines(file);
    return new Table(
        all.get(0).substring(BUILD.length()),
        all.stream().filter(line -> !line.startsWith("#")).toList());
  }

  void write(Path file) throws IOException {
    Files.write(file, Stream.concat(Stream.of(BUILD + build), lines.stream()).toList());
  }

  /**
   * Returns what stands in one of the two alone, marked with {@code -} here and {@code +} there.
   */
  List<String> differences(Table other) {
    TreeMap<String, String> marks = new TreeMap<>();
    lines.forEach(line -> marks.put(line, "- "));
    other.lines.forEach(line -> marks.merge(line, "+ ", (mine, theirs) -> ""));
    return marks.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> entry.getValue() + entry.getKey())
        .toList();
  }

  /** Returns the lines that nobody has judged: no row, and no reason why there is none. */
  List<String> unjudged() {
    return lines.stream().filter(line -> line.contains(UNREVIEWED)).toList();
  }
}
