package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.dumpTasks;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.shield;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a dump of the tasks shows. Pins: A161. */
class DumpTest extends RuntimeTest {
  /** A161. */
  @Test
  void everyTaskStandsBelowTheOneThatAwaitsIt() {
    Box<TaskGroup> group = new Box<>();
    run(
        script()
            .run(
                () ->
                    createTask(
                        "outer",
                        script()
                            .inScope(
                                () -> group.set(taskGroup()),
                                script()
                                    .run(
                                        () ->
                                            group.value.createTask("child", sleeper(seconds(9)))))))
            .run(
                () ->
                    createTask(
                        "gatherer",
                        script()
                            .await(
                                () ->
                                    gather(
                                        createTask("one", sleeper(seconds(9))),
                                        shield(createTask("two", sleeper(seconds(9))))))))
            .await(() -> sleep(seconds(1)))
            .run(() -> log.add(dumpTasks())));
    assertThat(log.get(0))
        .asString()
        .contains("task 'Task-1' waits for nothing: it is running\n")
        .contains("\ntask 'outer' waits for the end of a taskGroup() block\n  at Script.step")
        .contains("\n    task 'child' waits for sleep of 9s\n      at Script.step")
        .contains("\ntask 'gatherer' waits for a gather of 2\n")
        .contains("\n    task 'one' waits for sleep of 9s\n")
        .contains("\n    task 'two' waits for sleep of 9s\n");
  }

  @Test
  void longChainsAndCirclesAreShownWhole() {
    int length = 3_000;
    List<Task<?>> chain = new ArrayList<>();
    List<Task<?>> circle = new ArrayList<>();
    run(
        script()
            .run(() -> chain.add(createTask("chain 0", sleeper(seconds(9)))))
            .run(
                () -> {
                  for (int link = 1; link < length; link++) {
                    Task<?> inner = chain.get(link - 1);
                    chain.add(createTask("chain " + link, script().await(() -> inner)));
                  }
                  for (int link = 0; link < length; link++) {
                    int next = (link + 1) % length;
                    circle.add(
                        createTask("circle " + link, script().await(() -> circle.get(next))));
                  }
                })
            .await(() -> sleep(seconds(1)))
            .run(() -> log.add(dumpTasks())));
    String dump = log.get(0).toString();
    assertThat(dump.lines())
        .filteredOn(line -> line.contains(" waits for "))
        .hasSize(2 * length + 1);
    assertThat(dump.lines()).allMatch(line -> line.length() < 300);
    assertThat(dump).doesNotContain("shown above").containsOnlyOnce("a deadlock, since the tasks");
  }

  @Test
  void circleOfTasksIsNamedAsADeadlock() {
    Box<Task<?>> a = new Box<>();
    Box<Task<?>> b = new Box<>();
    run(
        script()
            .run(() -> a.set(createTask("a", script().await(() -> b.value))))
            .run(() -> b.set(createTask("b", script().await(() -> a.value))))
            .await(() -> sleep(seconds(1)))
            .run(() -> log.add(dumpTasks())));
    assertThat(log.get(0))
        .asString()
        .containsOnlyOnce("a deadlock, since the tasks")
        .contains("        task 'a': a deadlock");
  }
}
