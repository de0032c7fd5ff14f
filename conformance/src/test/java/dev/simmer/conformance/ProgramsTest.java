package dev.simmer.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random programs log, line by line, what CPython logs when it runs them. */
class ProgramsTest {
  private static final Path FOLDER = Path.of("src/test/resources/programs");
  private static final Path RECORDED = FOLDER.resolve("programs.log");
  private static final int RECORDED_PROGRAMS = 150;

  /** More of them, which nobody has recorded: {@code -Dconformance.programs=20000}. */
  private static final int MORE = Integer.getInteger("conformance.programs", 300);

  @TempDir private Path folder;

  @Test
  void recordedProgramsLogWhatPythonLogged() throws IOException {
    assertThat(compare(RECORDED)).isEqualTo(RECORDED_PROGRAMS);
  }

  @Test
  void newPythonsMakeAndLogTheSame() throws IOException, InterruptedException {
    Python python = newest();
    Path now = folder.resolve("programs.log");
    python.run(FOLDER.resolve("programs.py"), "0", "" + RECORDED_PROGRAMS, now.toString());
    assertThat(withoutHeader(now)).isEqualTo(withoutHeader(RECORDED));
  }

  @Test
  void programsOfOtherSeedsLogWhatPythonLogs() throws IOException, InterruptedException {
    Python python = newest();
    Path now = folder.resolve("more.log");
    python.run(FOLDER.resolve("programs.py"), "1000", "" + MORE, now.toString());
    assertThat(compare(now)).isEqualTo(MORE);
  }

  /** Returns the newest Python, unless it is older than the one that wrote what is recorded. */
  private static Python newest() throws IOException, InterruptedException {
    List<Python> all = Python.all();
    Optional<Python> newest = all.stream().reduce((older, newer) -> newer);
    PythonVersion needed = Logs.writtenBy(RECORDED);
    assumeTrue(
        newest.isPresent() && newest.get().version().compareTo(needed) >= 0,
        "there is no Python " + needed + " here, nor a newer one");
    return newest.orElseThrow();
  }

  /** Runs the programs of a file and compares their logs; returns how many there are. */
  private static int compare(Path file) throws IOException {
    String[] programs = Files.readString(file).split("\n== ");
    for (int i = 1; i < programs.length; i++) {
      List<String> lines = programs[i].lines().filter(line -> !line.isEmpty()).toList();
      String source = lines.get(1);
      assertThat(Program.log(source))
          .as("program %s: %s", lines.get(0), source)
          .isEqualTo(lines.subList(2, lines.size()));
    }
    return programs.length - 1;
  }

  private static String withoutHeader(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(text.indexOf('\n'));
  }
}
