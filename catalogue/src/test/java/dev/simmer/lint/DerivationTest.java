package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue's rows about the JDK are those that its class files give, reviewed. */
class DerivationTest {

  private static final Path TABLES = Path.of("tables");

  private static Table derived;

  @BeforeAll
  static void derive() throws IOException {
    derived = Derivation.onThisJdk();
  }

  /** On another build of the same release the differences are shown: they may be the JDK's. */
  @Test
  void theClassFilesOfThisJdkGiveTheTableInTheRepository() throws IOException {
    Path file = TABLES.resolve("jdk-" + Runtime.version().feature() + ".txt");
    assumeTrue(Files.exists(file), "no table for this release: " + file);
    Table recorded = Table.read(file);
    List<String> differences = recorded.differences(derived);
    if (recorded.build().equals(derived.build())) {
      assertThat(differences)
          .as("what Derivation finds on the very build that %s was made on", file)
          .isEmpty();
    } else if (!differences.isEmpty()) {
      System.out.printf(
          "%s is of build %s, this is %s:%n", file, recorded.build(), derived.build());
      differences.forEach(System.out::println);
    }
  }

  @Test
  void theTableOf21IsWhatTheOthersSayOfItsMethods() throws IOException {
    assumeTrue(Runtime.version().feature() >= 25, "needs javac --release 21, and the newer table");
    Table older = Table.read(TABLES.resolve("jdk-17.txt"));
    Table newer = Table.read(TABLES.resolve("jdk-25.txt"));
    assertThat(Table.read(TABLES.resolve("jdk-21.txt"))).isEqualTo(Table.between(older, newer, 21));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk-17.txt", "jdk-21.txt", "jdk-25.txt"})
  void everyLineOfATableHasBeenReviewed(String file) throws IOException {
    assertThat(Table.read(TABLES.resolve(file)).unjudged()).isEmpty();
  }

  @Test
  void everyRowIsAboutAMethodOfSomeRelease() throws IOException {
    List<String> inNone = new ArrayList<>(absent("jdk-17.txt"));
    inNone.retainAll(absent("jdk-25.txt"));
    assertThat(inNone).isEmpty();
  }

  private static List<String> absent(String file) throws IOException {
    return Table.read(TABLES.resolve(file)).lines().stream()
        .filter(line -> line.endsWith(Table.ABSENT))
        .toList();
  }

  /** Whoever adds a row or a cut makes some reasons moot; those go. */
  @ParameterizedTest
  @ValueSource(strings = {"refused.txt", "hidden.txt"})
  void everyReasonIsNeededInSomeTable(String file) throws IOException {
    Patterns reasons = Patterns.read(file);
    try (Stream<Path> tables = Files.list(TABLES)) {
      for (Path table : tables.toList()) {
        for (String line : Table.read(table).lines()) {
          if (line.contains(Table.REFUSED) || line.endsWith(Table.HIDDEN)) {
            reasons.matches(subject(line));
          }
        }
      }
    }
    assertThat(reasons.unused()).isEmpty();
  }

  private static JdkMethod subject(String line) {
    int hash = line.indexOf('#');
    int open = line.indexOf('(');
    String descriptor = line.substring(open, line.indexOf(')') + 1);
    return new JdkMethod(
        line.substring(0, hash), line.substring(hash + 1, open), descriptor, 0, List.of());
  }

  @Test
  void aMethodThatNobodyHasJudgedIsShown() {
    Table before = new Table("1", List.of("a#b() | file C | n#m", "a#c() | refused | n#m"));
    Table now = new Table("1", List.of("a#b() | file C | n#m", "a#d() | unreviewed | n#m"));
    assertThat(before.differences(now))
        .containsExactly("- a#c() | refused | n#m", "+ a#d() | unreviewed | n#m");
    assertThat(now.unjudged()).containsExactly("a#d() | unreviewed | n#m");
  }

  /** Of what everybody knows to block or not to, with the dispatch in between that hides it. */
  @Test
  void theSearchFindsWhatBlocksAndLeavesAloneWhatDoesNot() {
    Set<String> found = new TreeSet<>();
    List<String> lines = new ArrayList<>(derived.lines());
    lines.removeIf(line -> line.endsWith(Table.HIDDEN) || line.endsWith(Table.ABSENT));
    lines.forEach(line -> found.add(line.substring(0, line.indexOf('('))));
    assertThat(found)
        .contains(
            "java.lang.Thread#sleep",
            "java.io.File#exists",
            "java.nio.file.Files#readAllBytes",
            "java.util.concurrent.ArrayBlockingQueue#take",
            "java.util.concurrent.FutureTask#get",
            "java.net.InetAddress#getByName",
            "java.net.Socket#connect",
            "java.lang.ProcessBuilder#start")
        .doesNotContain(
            "java.util.ArrayList#add",
            "java.lang.String#format",
            "java.util.concurrent.ConcurrentHashMap#put",
            "java.util.concurrent.ArrayBlockingQueue#offer(",
            "java.util.concurrent.ArrayBlockingQueue#peek",
            "java.io.ByteArrayInputStream#read",
            "java.time.LocalDate#now",
            "java.util.Arrays#sort",
            "java.net.InetAddress#getLoopbackAddress");
  }
}
