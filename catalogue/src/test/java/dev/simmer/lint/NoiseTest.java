package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the noise test does with a library, and with the verdicts about it. */
class NoiseTest {

  private static final String SOURCE =
      """
      package acme;
      import java.nio.file.*;
      public final class Shop {
        static final String MENU = read();
        Shop() throws Exception { Thread.sleep(1); }
        static String read() { return ""; }
        String load(Path path) throws Exception { return text(path); }
        String text(Path path) throws Exception { return Files.readString(path); }
        Runnable later(Path path) { return () -> { try { text(path); } catch (Exception e) { } }; }
      }
      """;

  private static final String HEAD =
      """
      # Reports

      | Library | Place | Rule | Says | Verdict | Why |
      |---|---|---|---|---|---|
      """;

  @TempDir private Path folder;

  private NoiseLibrary library(String source) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Files.createDirectories(folder.resolve("class-path"));
    try (OutputStream file = Files.newOutputStream(sources.resolve("acme-1.0-sources.jar"));
        ZipOutputStream jar = new ZipOutputStream(file)) {
      jar.putNextEntry(new ZipEntry("acme/Shop.java"));
      jar.write(source.getBytes());
      jar.putNextEntry(new ZipEntry("META-INF/versions/9/acme/Shop.java"));
      jar.write("no Java".getBytes());
    }
    return NoiseLibrary.in(folder).get(0);
  }

  @Test
  void aLibraryIsLintedAsItIsAndWithEveryMethodTakenForAsyncCode() throws IOException {
    NoiseLibrary library = library(SOURCE);
    assertThat(library.name()).isEqualTo("acme-1.0");
    assertThat(library.lines()).isEqualTo(10);
    assertThat(library.lint(false)).isEmpty();
    assertThat(library.lint(true))
        .extracting(NoiseReport::toString)
        .containsExactlyInAnyOrder(
            "acme-1.0 acme/Shop.java:7:56 [async-blocking-transitive] Shop.text reaches"
                + " Files.readString, which blocks the event loop in Shop.load (file);"
                + " path: Shop.load -> Shop.text -> Files.readString",
            "acme-1.0 acme/Shop.java:8:68 [async-blocking-call] Files.readString blocks the event"
                + " loop in Shop.text (file)");
  }

  @Test
  void aLibraryThatDoesNotCompileIsToldOf() throws IOException {
    NoiseLibrary library = library("package acme; class Shop extends Missing {}");
    assertThatThrownBy(() -> library.lint(false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("acme-1.0 does not compile")
        .hasMessageContaining("Missing");
  }

  @Test
  void aDrawIsTheSameAgainAndFewOthersWhenSomeReportsAreGone() {
    List<NoiseReport> reports =
        IntStream.range(0, 3000).mapToObj(i -> report("A.java:" + i + ":1", "it blocks")).toList();
    List<NoiseReport> drawn = Noise.draw(reports);
    assertThat(drawn).hasSize(200).isEqualTo(Noise.draw(reports));
    List<NoiseReport> fewer = new ArrayList<>(reports);
    fewer.removeAll(drawn.subList(0, 20));
    Set<NoiseReport> same = new HashSet<>(Noise.draw(fewer));
    same.retainAll(drawn);
    assertThat(same).hasSize(180);
  }

  @Test
  void aVerdictBelongsToWhatTheLintSaid() throws IOException {
    Path file = folder.resolve("drawn.md");
    Files.writeString(
        file,
        HEAD
            + "| acme-1.0 | A.java:1:1 | async-blocking-call | it blocks | right | it reads |\n"
            + "| acme-1.0 | A.java:2:1 | async-blocking-call | it blocks | wrong | it is done |\n"
            + "| acme-1.0 | A.java:3:1 | async-blocking-call | it blocks | ? |  |\n");
    List<NoiseReport> reports =
        List.of(
            report("A.java:1:1", "it blocks"),
            report("A.java:2:1", "it blocks"),
            report("A.java:3:1", "it blocks"),
            report("A.java:1:1", "it blocks elsewhere"));
    Verdicts verdicts = Verdicts.read(file).of(reports);
    assertThat(verdicts.right()).isEqualTo(1);
    assertThat(verdicts.wrong()).isEqualTo(1);
    assertThat(verdicts.missing()).containsExactly(reports.get(2), reports.get(3));
    assertThat(verdicts.byRule()).containsEntry("async-blocking-call", "1 of 4");
    verdicts.write(file);
    assertThat(Verdicts.read(file).of(reports)).isEqualTo(verdicts);
    assertThat(Files.readString(file)).startsWith(HEAD).contains("| right | it reads |");
  }

  private static NoiseReport report(String place, String fact) {
    return new NoiseReport("acme-1.0", place, "async-blocking-call", fact, "");
  }
}
