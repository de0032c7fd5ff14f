package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runtime needs no module of the JDK but {@code java.base}. */
@Timeout(60)
class SmallImageTest {
  @Test
  void loopRunsWithoutTheModulesOfJmxAndFlightRecorder() throws Exception {
    assertThat(outputOf("--limit-modules", "java.base"))
        .isEqualTo("jfr: false, jmx: false, ran: task 'child' (succeeded)");
  }

  /** So that the other test cannot pass by a mistake in how it is run. */
  @Test
  void sameProgramFindsTheModulesWhereTheyAre() throws Exception {
    assertThat(outputOf()).isEqualTo("jfr: true, jmx: true, ran: task 'child' (succeeded)");
  }

  private static String outputOf(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-Xverify:all");
    return ChildProcess.outputOf(all, Program.class).strip();
  }

  /** A run in debug mode, which starts everything that watches a loop. */
  static final class Program {
    public static void main(String[] args) {
      Box<Task<?>> child = new Box<>();
      Script<Object> main =
          script()
              .run(() -> child.value = createTask("child", script().await(() -> sleep(millis(1)))))
              .await(() -> child.value);
      Simmer.run(main, RunOptions.defaults().debug(true).onUncaught(event -> {}));
      System.out.println(
          "jfr: "
              + isThere("jdk.jfr.Event")
              + ", jmx: "
              + isThere("java.lang.management.ManagementFactory")
              + ", ran: "
              + child.value);
    }

    private static boolean isThere(String type) {
      try {
        Class.forName(type);
        return true;
      } catch (ClassNotFoundException e) {
        return false;
      }
    }
  }

  private static final class Box<T> {
    T value;
  }
}
