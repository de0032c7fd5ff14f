package dev.simmer.examples.pipeline;

import static dev.simmer.Simmer.allTasks;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.CancelledError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline hashes what there is, keeps its queue short, and stops when it is cancelled. */
@Timeout(30)
class PipelineTest {
  private static final String HASH_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path root;
  private final StringWriter printed = new StringWriter();
  private Summary summary;

  @BeforeEach
  void startSummary() {
    summary = new Summary(new PrintWriter(printed), root);
  }

  @Test
  void everyFileOfTheTreeIsHashedOnce() throws IOException {
    for (int n = 0; n < 30; n++) {
      Path directory = Files.createDirectories(root.resolve("d" + n % 5).resolve("e" + n % 2));
      Files.writeString(directory.resolve("f" + n), "abc");
    }
    run(new Pipeline(root, 4, 3, summary).hashAll());
    assertThat(summary.files()).isEqualTo(30);
    assertThat(printed.toString().lines().distinct())
        .hasSize(30)
        .allMatch(line -> line.startsWith(HASH_OF_ABC + "  d"));
  }

  @Test
  void queueHoldsBackTheWalkWhileTheWorkersAreBusy() throws IOException {
    for (int n = 0; n < 50; n++) {
      Files.writeString(root.resolve("f" + n), "abc");
    }
    run(new Pipeline(root, 1, 3, summary).hashAll());
    assertThat(summary.files()).isEqualTo(50);
    assertThat(summary.deepestQueue()).isBetween(1, 3);
  }

  @Test
  void directoryThatCannotBeReadIsSkippedAndNamed() {
    run(new Pipeline(root.resolve("nowhere"), 2, 3, summary).hashAll());
    assertThat(summary.skipped()).isEqualTo(1);
    assertThat(printed.toString()).startsWith("skipped nowhere: java.nio.file.NoSuchFileException");
  }

  @Test
  void cancelEndsEveryTaskAndKeepsWhatWasDone() throws IOException {
    Files.writeString(root.resolve("a"), "abc");
    EndlessFile.create(root.resolve("z"));
    run(
        () -> {
          var hashing = createTask(new Pipeline(root, 2, 3, summary).hashAll());
          while (summary.files() == 0) {
            await(sleep(Duration.ofMillis(5)));
          }
          hashing.cancel();
          try {
            await(hashing);
            throw new AssertionError("the cancel was lost");
          } catch (CancelledError expected) {
            assertThat(allTasks()).hasSize(1);
          }
          return done();
        });
    assertThat(summary.files()).isEqualTo(1);
  }
}
