package dev.simmer.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Checks what the command line refuses. */
class CommandTest {
  private final StringWriter errors = new StringWriter();

  @Test
  void releaseThatThisJdkLacksIsRefusedInASentence() {
    assertThat(execute("run", "--release", "16")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--release 16 cannot be compiled here: choose one from 17 to");
  }

  @Test
  void noWorkersAreRefused() {
    assertThat(execute("run", "--workers", "0")).isEqualTo(2);
    assertThat(errors.toString()).contains("must be 1 or more");
  }

  @Test
  void librariesThatCannotBeFetchedAreNoDifference() {
    assertThat(execute("libraries", "--maven", "no-such-command")).isEqualTo(2);
    assertThat(errors.toString()).contains("no-such-command");
    assertThat(execute("libraries", "--arguments", "-1")).isEqualTo(2);
  }

  @Test
  void unknownOptionIsRefused() {
    assertThat(execute("run", "--metods", "1")).isEqualTo(2);
  }

  private int execute(String... arguments) {
    CommandLine command = Differential.command();
    command.setErr(new PrintWriter(errors, true));
    return command.execute(arguments);
  }
}
