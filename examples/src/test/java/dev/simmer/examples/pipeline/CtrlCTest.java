package dev.simmer.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.examples.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, in a process of its own, stopped from outside. */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "a process cannot be asked to end there, only killed")
@Timeout(60)
class CtrlCTest {
  @TempDir Path root;

  @Test
  void signalStopsTheWorkAndTheSummarySaysWhatWasDone() throws Exception {
    Files.writeString(root.resolve("a"), "abc");
    EndlessFile.create(root.resolve("z"));
    Process process = start("pipeline", root.toString());
    try (var output = process.inputReader()) {
      assertThat(output.readLine()).endsWith("  a");
      process.toHandle().destroy(); // unlike Process.destroy it leaves the output open
      assertThat(output.readLine()).startsWith("Stopped: 1 files hashed, 3 bytes, 0 skipped");
      assertThat(output.readLine()).isNull();
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
  }

  private static Process start(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
