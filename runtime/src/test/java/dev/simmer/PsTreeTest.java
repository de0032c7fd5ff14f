package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.toThread;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the runtime's jar prints of another process. */
@Timeout(60)
class PsTreeTest extends RuntimeTest {
  private final String here = Long.toString(ProcessHandle.current().pid());

  @Test
  void tasksOfAnotherProcessArePrinted() {
    Object printed =
        run(
            script()
                .run(RunningLoops::show)
                .run(() -> createTask("sleeper", sleeper(seconds(9))))
                .await(() -> toThread(() -> printedOf(here))));
    assertThat(printed)
        .asString()
        .contains(
            "loop ", "\ntask 'sleeper' waits for sleep of 9s\n  at Script.step(Script.java:1)\n");
  }

  @Test
  void processWithoutALoopIsNamed() throws Exception {
    assertThat(ChildProcess.outputOf(List.of("-Djdk.attach.allowAttachSelf=true"), Itself.class))
        .contains("No loop has been running for a second or more in process ");
  }

  /** A process without a loop, which looks into itself. */
  static final class Itself {
    public static void main(String[] args) throws Exception {
      PsTree.main(new String[] {Long.toString(ProcessHandle.current().pid())});
    }
  }

  @Test
  void whatIsNoProcessIsNamed() throws Exception {
    assertThat(printedOf("nobody")).startsWith("Cannot look into process nobody: ");
  }

  private static String printedOf(String process) throws Exception {
    return ChildProcess.outputOf(List.of(), PsTree.class, process);
  }
}
