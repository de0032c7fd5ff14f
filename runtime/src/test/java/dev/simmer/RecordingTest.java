package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Flight Recorder recording holds of tasks. */
class RecordingTest extends RuntimeTest {
  private static final String START = "dev.simmer.TaskStart";
  private static final String END = "dev.simmer.TaskEnd";
  private static final String SUSPENSION = "dev.simmer.TaskSuspension";
  private static final String SLOW = "dev.simmer.SlowStep";
  private static final List<String> ALL = List.of(START, END, SUSPENSION, SLOW);

  @TempDir Path folder;

  @Test
  void startSaysWhichTaskCreatedItAndWhere() throws IOException {
    Script<Object> child = script().run(() -> createTask("grandchild", script()));
    List<RecordedEvent> starts =
        recorded(
            all(START),
            script().await(() -> createTask("child", child)).await(() -> yieldNow()).as());
    assertThat(starts)
        .extracting(this::name, event -> event.getLong("parentTaskId"))
        .containsExactly(
            tuple("Task-1", 0L),
            tuple("child", id(starts, "Task-1")),
            tuple("grandchild", id(starts, "child")));
    assertThat(starts)
        .allSatisfy(event -> assertThat(event.getThread().getJavaName()).isEqualTo(here()))
        .extracting(event -> event.getLong("loopId"))
        .containsOnly(starts.get(0).getLong("loopId"))
        .doesNotContain(0L);
    assertThat(starts.get(0).getString("place")).startsWith("dev.simmer.RuntimeTest.run(");
    assertThat(starts.get(1).getString("place")).contains("(RecordingTest.java:");
    assertThat(starts.get(2).getString("place")).contains("(RecordingTest.java:");
    assertThat(starts.get(1).getStackTrace().getFrames())
        .extracting(frame -> frame.getMethod().getName())
        .anyMatch(method -> method.contains("startSaysWhichTaskCreatedItAndWhere"));
  }

  @Test
  void endSaysHowATaskEndedAndSpansItsLife() throws IOException {
    Box<Task<?>> failing = new Box<>();
    Box<Task<?>> unstarted = new Box<>();
    List<RecordedEvent> ends =
        recorded(
            all(END),
            script()
                .run(
                    () -> {
                      createTask("good", script().await(() -> sleep(seconds(1))));
                      failing.set(createTask("bad", script().then(raise(new IOException("x")))));
                      unstarted.set(createTask("unstarted", script()));
                      unstarted.value.cancel();
                    })
                .await(() -> sleep(seconds(2)))
                .run(() -> failing.value.exception()));
    assertThat(ends)
        .extracting(this::name, event -> event.getString("outcome"), this::thrown)
        .containsExactlyInAnyOrder(
            tuple("good", "succeeded", null),
            tuple("bad", "failed", "java.io.IOException"),
            tuple("unstarted", "cancelled", null),
            tuple("Task-1", "succeeded", null));
    RecordedEvent main = of(ends, "Task-1");
    assertThat(ends)
        .allSatisfy(
            event -> {
              assertThat(event.getStartTime()).isBeforeOrEqualTo(event.getEndTime());
              assertThat(event.getStartTime()).isAfterOrEqualTo(main.getStartTime());
              assertThat(event.getEndTime()).isBeforeOrEqualTo(main.getEndTime());
            });
    assertThat(main.getDuration()).isPositive();
  }

  @Test
  void suspensionSaysWhatWasAwaitedAndWhere() throws IOException {
    List<RecordedEvent> waits =
        recorded(
            all(SUSPENSION),
            script()
                .await(() -> createTask("sleeper", sleeper(seconds(9))))
                .inScope(() -> groupOf("child", sleeper(seconds(2))), script()));
    assertThat(waits)
        .extracting(
            this::name, event -> event.getString("awaited"), event -> event.getString("place"))
        .contains(
            tuple("Task-1", "task 'sleeper'", "Script.step(Script.java:1)"),
            tuple("sleeper", "sleep of 9s", "Script.step(Script.java:1)"),
            tuple("Task-1", "the end of a taskGroup() block", "Script.step(Script.java:3)"));
    assertThat(of(waits, "Task-1").getLong("awaitedTaskId")).isEqualTo(id(waits, "sleeper"));
    assertThat(of(waits, "sleeper").getLong("awaitedTaskId")).isZero();
  }

  private static TaskGroup groupOf(String name, Coroutine<?> child) {
    TaskGroup group = taskGroup();
    group.createTask(name, child);
    return group;
  }

  @Test
  void suspensionThatIsCancelledSaysWhatWasAwaited() throws IOException {
    Box<Task<?>> sleeper = new Box<>();
    List<RecordedEvent> waits =
        recorded(
            all(SUSPENSION),
            script()
                .run(() -> sleeper.set(createTask("sleeper", sleeper(seconds(9)))))
                .await(() -> sleep(seconds(1)))
                .run(() -> sleeper.value.cancel())
                .await(() -> yieldNow()));
    assertThat(of(waits, "sleeper").getString("awaited")).isEqualTo("sleep of 9s");
    assertThat(of(waits, "sleeper").getString("place")).isEqualTo("Script.step(Script.java:1)");
  }

  @Test
  void whatIsShorterThanItsThresholdIsNotRecorded() throws IOException {
    Consumer<Recording> settings =
        recording -> {
          recording.enable(END).withThreshold(Duration.ofDays(1));
          recording.enable(SUSPENSION).withThreshold(Duration.ofDays(1));
          recording.enable(SLOW).withThreshold(Duration.ofDays(1));
        };
    assertThat(recorded(settings, script().await(() -> sleep(seconds(1))))).isEmpty();
  }

  @Test
  void eventThatIsOffIsNotRecorded() throws IOException {
    assertThat(recorded(all(END), script().await(() -> sleep(seconds(1)))))
        .extracting(event -> event.getEventType().getName())
        .containsExactly(END);
  }

  @Test
  void recordingMayBeginAndEndWhileTheLoopRuns() throws IOException {
    Box<Recorder> whileOn = new Box<>();
    Box<Recorder> afterwards = new Box<>();
    try (Recording recording = new Recording()) {
      List.of(START, END, SUSPENSION).forEach(each -> recording.enable(each).withoutThreshold());
      run(
          script()
              .run(() -> createTask("early", sleeper(seconds(1))))
              .await(() -> yieldNow())
              .run(recording::start)
              .await(() -> yieldNow())
              .run(() -> whileOn.set(Loop.running("test").recorder))
              .run(() -> createTask("late", script()))
              .await(() -> sleep(seconds(2)))
              .run(recording::stop)
              .await(() -> yieldNow())
              .run(() -> afterwards.set(Loop.running("test").recorder)));
      assertThat(events(recording))
          .extracting(event -> event.getEventType().getName(), this::name)
          .contains(tuple(START, "late"), tuple(END, "late"), tuple(SUSPENSION, "Task-1"))
          .extracting(tuple -> tuple.toList().get(1))
          .doesNotContain("early");
    }
    assertThat(whileOn.value).isNotNull();
    assertThat(afterwards.value).isNull();
  }

  @Test
  void slowStepNamesTheTaskAndTheLineThatHeldTheLoop() throws IOException {
    Consumer<Recording> settings =
        all(SLOW)
            .andThen(recording -> recording.enable(SLOW).withThreshold(Duration.ofMillis(200)));
    Script<Object> main =
        script()
            .run(() -> runningLoop().slowCallbackThreshold(millis(5)))
            .await(() -> createTask("stuck", script().run(RecordingTest::holdTheLoop)));
    assertThat(recorded(settings, main))
        .anySatisfy(
            event -> {
              assertThat(name(event)).isEqualTo("stuck");
              assertThat(event.getString("place"))
                  .startsWith("dev.simmer.RecordingTest.holdTheLoop(RecordingTest.java:");
              assertThat(event.getString("stack")).contains("holdTheLoop", "Loop.turn");
              assertThat(event.getDuration()).isGreaterThan(Duration.ofMillis(300));
            });
  }

  private static void holdTheLoop() {
    long end = System.nanoTime() + millis(310).toNanos();
    Watchdog watchdog = Loop.currentOrNull().watchdog;
    long longest = end + seconds(10).toNanos();
    while (System.nanoTime() < (watchdog.sample() == null ? longest : end)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void everyEventAndFieldHasALabelAndEveryEventADescription() throws IOException {
    recorded(all(), script());
    List<EventType> types =
        FlightRecorder.getFlightRecorder().getEventTypes().stream()
            .filter(type -> type.getName().startsWith("dev.simmer."))
            .toList();
    assertThat(types).extracting(EventType::getName).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(types)
        .allSatisfy(
            type -> {
              assertThat(type.getCategoryNames()).containsExactly("Simmer");
              assertThat(type.getLabel()).isNotBlank();
              assertThat(type.getDescription()).isNotBlank().doesNotEndWith(".");
              assertThat(type.getFields()).allMatch(field -> field.getLabel() != null);
            });
  }

  /** Settings by which these events are recorded, however short, and the others are not. */
  private static Consumer<Recording> all(String... names) {
    return recording -> {
      ALL.forEach(recording::disable);
      List.of(names).forEach(each -> recording.enable(each).withoutThreshold());
    };
  }

  /** Returns what is recorded while {@code main} runs, in the order it began. */
  private List<RecordedEvent> recorded(Consumer<Recording> settings, Script<?> main)
      throws IOException {
    try (Recording recording = new Recording()) {
      settings.accept(recording);
      recording.start();
      run(main);
      recording.stop();
      return events(recording);
    }
  }

  private List<RecordedEvent> events(Recording recording) throws IOException {
    Path file = folder.resolve("tasks.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("dev.simmer."))
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
  }

  private static RecordedEvent of(List<RecordedEvent> events, String task) {
    return events.stream()
        .filter(event -> task.equals(event.getString("taskName")))
        .findFirst()
        .orElseThrow();
  }

  private static long id(List<RecordedEvent> events, String task) {
    return of(events, task).getLong("taskId");
  }

  private String name(RecordedEvent event) {
    return event.getString("taskName");
  }

  private String thrown(RecordedEvent event) {
    return event.getClass("thrownClass") == null ? null : event.getClass("thrownClass").getName();
  }

  private static String here() {
    return Thread.currentThread().getName();
  }
}
