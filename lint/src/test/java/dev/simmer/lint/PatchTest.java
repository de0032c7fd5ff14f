package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mechanical fixes as a patch: it applies, does what it says, and leaves nothing to report. */
class PatchTest {

  private static final String ALL =
      "-Asimmer.lint=async-unnecessary-await:warn,async-sync-twin:warn";

  private static final String MEMBERS =
      """
        @Async Coroutine<String> page(int n) { await(yieldNow()); return done("" + n); }
        String load(int n) { return "" + n; }
        @Async Coroutine<String> loadAsync(int n) { await(yieldNow()); return done(load(n)); }
        static class Store implements AutoCloseable {
          @Async Coroutine<String> find(long id) { await(yieldNow()); return done("" + id); }
          public void close() {}
        }
        static Store open() { return new Store(); }
      """;

  private Path folder;

  /** Paths in a patch are relative to the folder the compiler runs in, so it has to be there. */
  @BeforeEach
  void makeFolder() throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    folder = Files.createTempDirectory(target, "patch");
  }

  private Path patch() {
    return folder.resolve("lint.patch");
  }

  private Path write(String source) throws IOException {
    return Files.writeString(folder.resolve("Pages.java"), source);
  }

  private static String unit(String members) {
    return """
    package shop;

    import static dev.simmer.Simmer.*;

    import dev.simmer.*;
    import java.time.Duration;

    class Pages {
    """
        + MEMBERS
        + members
        + "}\n";
  }

  /** Returns what javac said; without a listener, as on a command line. */
  private String compile(Path source, String... more) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, null);
    var said = new StringWriter();
    List<String> options =
        new ArrayList<>(List.of("-encoding", "UTF-8", "-d", folder.toString(), ALL));
    options.addAll(List.of(more));
    var task = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source));
    task.setProcessors(List.of(new LintProcessor()));
    task.call();
    return said.toString();
  }

  private void apply() throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "apply", "--verbose", patch().toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
    assertThat(said).contains("Applied patch");
  }

  private void fixes(String before, String after) throws Exception {
    Path source = write(before);
    assertThat(compile(source, "-Asimmer.lint.patch=" + patch()))
        .contains("[async-", "wrote its 1 fixes into");
    apply();
    assertThat(source).hasContent(after);
    assertThat(compile(source)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page(1);|await(page(1));", // [async-unawaited-coroutine]
        "if (n > 1) page(n);|if (n > 1) await(page(n));",
        "text = \"a\" + page(1) + text;|text = \"a\" + await(page(1)) + text;", // [async-coroutine-as-value]
        "System.out.println(page(n));|System.out.println(await(page(n)));",
        "await(sleep(Duration.ZERO));|await(yieldNow());", // [async-zero-sleep]
        "text = load(1) + load;|text = await(loadAsync(1)) + load;", // [async-sync-twin]
        "text = this.load(n).trim();|text = await(this.loadAsync(n)).trim();",
      })
  void statementIsFixedInPlace(String beforeAndAfter) throws Exception {
    String[] statement = beforeAndAfter.split("\\|");
    String method =
        """
          @Async Coroutine<Void> run(int n, String text, String load) {
            %s
            return done();
          }
        """;
    fixes(unit(method.formatted(statement[0])), unit(method.formatted(statement[1])));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  @Async Coroutine<String> none() { await(yieldNow()); return null; }|  @Async Coroutine<String> none() { await(yieldNow()); return done(null); }", // [async-null-coroutine]
        "  @Async Coroutine<String> same() { return done(await(page(1))); }|  @Async Coroutine<String> same() { return page(1); }", // [async-unnecessary-await]
        "  Coroutine<String> find() { try (var s = open()) { return s.find(1); } }|  @Async\n  Coroutine<String> find() { try (var s = open()) { return s.find(1); } }", // [async-coroutine-escapes-resource]
        "  /** Finds. */ public final Coroutine<String> find() { try (var s = open()) { return s.find(1); } }|  /** Finds. */ @Async public final Coroutine<String> find() { try (var s = open()) { return s.find(1); } }",
        "  @SuppressWarnings(\"async-blocking\")\n  void plain() {}|  void plain() {}", // [async-unused-suppression]
        "  @SuppressWarnings({\"async-blocking\", \"unused\"}) void plain() {}|  @SuppressWarnings({\"unused\"}) void plain() {}",
        "  @SuppressWarnings({\"unused\", \"async-bloking\"}) void plain() {}|  @SuppressWarnings({\"unused\"}) void plain() {}",
        "  @Deprecated @SuppressWarnings(value = \"async-state\") void plain() {}|  @Deprecated void plain() {}",
      })
  void memberIsFixedInPlace(String beforeAndAfter) throws Exception {
    String[] member = beforeAndAfter.split("\\|");
    fixes(unit(member[0] + "\n"), unit(member[1] + "\n"));
  }

  @Test
  void severalHunksApplyTogether() throws Exception {
    String blank = "\n".repeat(20);
    Path file =
        write(
            unit(
                """
                  @Async Coroutine<Void> a() {
                    page(1);
                    page(2); page(3);
                    return done();
                  }
                """
                    + blank
                    + "  @SuppressWarnings(\"async-state\")\n  Coroutine<String> find() { return page(1); }\n"
                    + blank
                    + "  @Async Coroutine<String> none() { await(yieldNow()); return null; }\n"));
    assertThat(compile(file, "-Asimmer.lint.patch=" + patch())).contains("wrote its 5 fixes");
    assertThat(Files.readAllLines(patch()))
        .filteredOn(line -> line.startsWith("@@"))
        .containsExactly("@@ -15,8 +15,8 @@", "@@ -39,8 +39,7 @@", "@@ -61,5 +60,5 @@");
    apply();
    assertThat(compile(file)).isEmpty();
    assertThat(Files.readString(file))
        .contains("await(page(1));\n    await(page(2)); await(page(3));")
        .doesNotContain("SuppressWarnings");
  }

  @Test
  void sourceKeepsItsLineEndsAndQualifiesWhatItDoesNotImport() throws Exception {
    String before =
        """
        package shop;

        class Pages {
          @dev.simmer.Async dev.simmer.Coroutine<Void> run() {
            run(); // näher
            return null;
          }
        }"""
            .replace("\n", "\r\n");
    Path source = write(before);
    assertThat(compile(source, "-Asimmer.lint.patch=" + patch())).contains("wrote its 2 fixes");
    apply();
    assertThat(Files.readString(source))
        .isEqualTo(
            before
                .replace("run(); //", "dev.simmer.Simmer.await(run()); //")
                .replace("null", "dev.simmer.Simmer.done(null)"));
    assertThat(compile(source)).isEmpty();
  }

  @Test
  void whatIsNotMechanicalOrNotReportedIsNotInThePatch() throws Exception {
    Files.writeString(patch(), "an old one");
    Path source =
        write(
            unit(
                """
                  void ordinary() { page(1); }
                  @Async Coroutine<Void> blocks() throws Exception { Thread.sleep(1); return done(); }
                  @SuppressWarnings("async") @Async Coroutine<Void> suppressed() { page(1); return done(); }
                  @Async Coroutine<Object> other() { return done(await(page(1))); }
                  static final String ID = "async-blocking";
                  @SuppressWarnings(ID) void constant() {}
                """));
    assertThat(compile(source, "-Asimmer.lint.patch=" + patch()))
        .contains("[async-unawaited-coroutine]", "[async-blocking-call]")
        .contains("[async-unnecessary-await]")
        .contains("[async-unused-suppression]")
        .doesNotContain("wrote its");
    assertThat(patch()).doesNotExist();
  }

  @Test
  void fixesThatOverlapComeOneAfterTheOther() throws Exception {
    Path source =
        write(
            unit(
                """
                  @Async Coroutine<Void> run(Object o) {
                    createTask(page(("" + page(1)).length()));
                    o = "" + page(("" + page(2)).length());
                    return done();
                  }
                """));
    assertThat(compile(source, "-Asimmer.lint.patch=" + patch())).contains("wrote its 2 fixes");
    apply();
    assertThat(compile(source, "-Asimmer.lint.patch=" + patch())).contains("wrote its 1 fixes");
    apply();
    assertThat(Files.readString(source))
        .contains("o = \"\" + await(page((\"\" + await(page(2))).length()));");
  }

  @Test
  void sourceInAnotherEncodingIsLeftOut() throws IOException {
    String source =
        unit("  // näher\n  @Async Coroutine<Void> run() { page(1); return done(); }\n");
    Path file = folder.resolve("Pages.java");
    Files.write(file, source.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(compile(file, "-encoding", "ISO-8859-1", "-Asimmer.lint.patch=" + patch()))
        .contains("[async-unawaited-coroutine]")
        .doesNotContain("wrote its");
  }

  @Test
  void fileThatCannotBeWrittenIsAnError() throws IOException {
    Path source = write(unit("  @Async Coroutine<Void> run() { page(1); return done(); }\n"));
    assertThat(compile(source, "-Asimmer.lint.patch=" + folder.resolve("a/b")))
        .contains("-Asimmer.lint.patch: ", "cannot be written");
  }
}
