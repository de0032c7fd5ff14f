package dev.simmer.lint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From the class files of this JDK to a {@link Table}: which methods reach a native method that
 * waits, and what the catalogue says of them.
 *
 * <pre>
 * class files ─► who calls whom ─► what reaches a native method that waits ─► methods of the API ─► table
 *                 without cuts.txt           through no ends.txt             rows, refused.txt, hidden.txt
 * </pre>
 *
 * <p>The table is compared with the one in the repository. A method in it that is neither a row nor
 * refused, and a row that is neither found nor known to be hidden, is unreviewed.
 */
final class Derivation {

  /** Of the modules that wait themselves, those small enough to tell why. */
  private static final List<String> MODULES = List.of("java.base", "java.net.http");

  private final JdkImage image;
  private final Reachability reached;
  private final Catalogue catalogue = new Catalogue();
  private final List<Row> rows = Rows.of("jdk.db");
  private final Patterns refused = Patterns.read("refused.txt");
  private final Patterns hidden = Patterns.read("hidden.txt");

  private Derivation() throws IOException {
    image = JdkImage.read(MODULES);
    reached =
        Reachability.search(
            image,
            Patterns.read("natives.txt"),
            Patterns.read("cuts.txt"),
            Patterns.read("ends.txt"));
    rows.forEach(catalogue::add);
  }

  static Table onThisJdk() throws IOException {
    return Table.of(new Derivation());
  }

  /**
   * Writes {@code jdk-RELEASE.txt} into the folder that is the only argument. Of 21 there are no
   * class files; JDK 25 has its signatures, and makes a table from the two beside it.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Table table = onThisJdk();
    table.write(folder.resolve("jdk-" + Runtime.version().feature() + ".txt"));
    System.out.println(table.lines().size() + " lines");
    table.unjudged().forEach(System.out::println);
    if (Runtime.version().feature() == 25) {
      Table older = Table.read(folder.resolve("jdk-17.txt"));
      Table.between(older, table, 21).write(folder.resolve("jdk-21.txt"));
    }
  }

  /** Returns a line for each method of the API that the search has found. */
  Stream<String> found() {
    return image
        .methods()
        .filter(image::isApi)
        .filter(reached::reaches)
        .map(method -> Table.line(method.id(), verdict(method), endOf(reached.way(method))));
  }

  private static String endOf(List<JdkMethod> way) {
    JdkMethod last = way.get(way.size() - 1);
    return last.owner() + "#" + last.name();
  }

  private String verdict(JdkMethod method) {
    Optional<Row> row = catalogue.blocking(types(method), method.name(), method.parameters());
    if (row.isPresent() && row.get().knowledge() instanceof Row.Blocks blocks) {
      return verdict(blocks);
    }
    if (row.isPresent() && row.get().knowledge() instanceof Row.Through) {
      return "as what it wraps";
    }
    return refused.matches(method) ? Table.REFUSED : Table.UNREVIEWED;
  }

  private static String verdict(Row.Blocks blocks) {
    return blocks.category() + " " + blocks.tier().letter();
  }

  private List<String> types(JdkMethod method) {
    return method.name().equals("<init>")
        ? List.of(method.owner())
        : image.nearestFirst(method.owner());
  }

  /** Returns a line for each row about blocking that no method found belongs to. */
  Stream<String> hidden() {
    List<JdkMethod> found = image.methods().filter(image::isApi).filter(reached::reaches).toList();
    return rows.stream()
        .filter(row -> row.knowledge() instanceof Row.Blocks)
        .filter(row -> found.stream().noneMatch(method -> decides(row, method)))
        .map(
            row ->
                Table.line(row.subject(), verdict((Row.Blocks) row.knowledge()), whyNotFound(row)));
  }

  private String whyNotFound(Row row) {
    if (hidden.matches(asMethod(row))) {
      return Table.HIDDEN;
    }
    return image.methods().noneMatch(method -> decides(row, method))
        ? Table.ABSENT
        : Table.UNREVIEWED;
  }

  private boolean decides(Row row, JdkMethod method) {
    return types(method).contains(row.owner()) && row.matches(method.name(), method.parameters());
  }

  private static JdkMethod asMethod(Row row) {
    String name = row.name() + (row.prefix() ? "*" : "");
    return new JdkMethod(row.owner(), name, "()", 0, List.of());
  }
}
