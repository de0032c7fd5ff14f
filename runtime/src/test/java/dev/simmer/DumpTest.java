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
