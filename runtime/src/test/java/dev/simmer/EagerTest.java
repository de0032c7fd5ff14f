package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.allTasks;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Eager tasks. Pins: A148-A150. */
class EagerTest extends RuntimeTest {
  private Object runEager(Script<?> main) {
    return Simmer.run(main, options.eagerTasks(true));
  }

  /** A148. */
  @Test
  void eagerTaskThatNeverWaitsHasEndedWhenItIsCreated() {
    runEager(
        script()
            .run(
                () -> {
                  Task<?> task = createTask(script().run(say("child")).then(v -> 7));
                  log.add("created");
                  assertThat(task.isDone()).isTrue();
                  assertThat(task.result()).isEqualTo(7);
                  assertThat(task.cancel()).isFalse();
                }));
    assertThat(log).containsExactly("child", "created");
  }

  /** A149. */
  @Test
  void eagerTaskThatWaitsGoesOnAsAnyOther() {
    Box<Task<?>> task = new Box<>();
    runEager(
        script()
            .run(
                () ->
                    task.set(
                        createTask(
                            script()
                                .run(say("one"))
                                .await(() -> sleep(seconds(1)))
                                .run(say("two"))
                                .await(() -> sleep(seconds(9)))
                                .otherwise(note()))))
            .run(say("created"))
            .await(() -> sleep(seconds(2)))
            .run(() -> assertThat(task.value.cancel()).isTrue())
            .await(() -> task.value)
            .otherwise(e -> null));
    assertThat(log).containsExactly("one", "created", "two", "CancelledError");
  }

  /** A150. */
  @Test
  void currentTaskAndContextAreTheEagerTasksDuringItsStepOnly() {
    ContextVar<String> var = ContextVar.of("var", "creator's");
    Box<Task<?>> creator = new Box<>();
    runEager(
        script()
            .run(() -> creator.set(currentTask()))
            .run(
                () ->
                    createTask(
                        script()
                            .run(() -> log.add(currentTask() == creator.value))
                            .run(() -> var.set("child's"))
                            .run(() -> log.add(allTasks().size()))))
            .run(() -> log.add(currentTask() == creator.value))
            .run(() -> log.add(var.get()))
            .run(() -> log.add(allTasks().size())));
    assertThat(log).containsExactly(false, 2, true, "creator's", 1);
  }

  @Test
  void groupWaitsForEagerChildrenToo() {
    Box<TaskGroup> group = new Box<>();
    runEager(
        script()
            .inScope(
                () -> group.set(taskGroup()),
                script()
                    .run(() -> group.value.createTask(done(1)))
                    .run(() -> group.value.createTask(sleeper(seconds(1)).run(say("child")))))
            .run(say("left")));
    assertThat(log).containsExactly("child", "left");
  }

  @Test
  void eagerTasksThatCreateEachOtherDoNotOverflowTheStack() {
    Box<Integer> count = new Box<>();
    count.set(0);
    runEager(script().run(() -> createTask(nest(count, 10_000))).await(() -> sleep(seconds(1))));
    assertThat(count.value).isEqualTo(10_000);
  }

  private static Script<Object> nest(Box<Integer> count, int left) {
    return script()
        .run(
            () -> {
              if (left > 0) {
                count.value++;
                createTask(nest(count, left - 1));
              }
            });
  }
}
