package dev.simmer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a whole: what it lists, and what it says to a wrong word. */
class MainTest {
  @Test
  void helpListsThePrograms() {
    var run = CommandLineRun.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("upstream", "pipeline", "accounts");
  }

  @Test
  void noProgramIsOneSentenceAndExitCode2() {
    assertWrong(CommandLineRun.of(), "simmer-examples: Missing required subcommand");
  }

  @Test
  void unknownProgramIsOneSentenceAndExitCode2() {
    assertWrong(
        CommandLineRun.of("upsteam"), "simmer-examples: Unmatched argument at index 0: 'upsteam'");
  }

  @Test
  void directoryThatDoesNotExistIsNamed() {
    assertWrong(
        CommandLineRun.of("pipeline", "no/such/place"),
        "pipeline: there is no directory 'no/such/place'");
  }

  @Test
  void fileInPlaceOfADirectoryIsNamed(@TempDir Path temp) throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "abc");
    assertWrong(
        CommandLineRun.of("pipeline", file.toString()),
        "pipeline: '" + file + "' is a file, not a directory");
  }

  @Test
  void workersOutOfRangeAreNamed() {
    assertWrong(
        CommandLineRun.of("pipeline", ".", "--workers", "0"),
        "pipeline: --workers must be a whole number from 1 to 64, but was 0");
  }

  private static void assertWrong(CommandLineRun run, String sentence) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(sentence);
    assertThat(run.err().lines()).hasSize(1);
  }
}
