package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.toThread;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What JMX clients see of the running loops. */
@Timeout(60)
class LoopsBeanTest extends RuntimeTest {
  private final long before = RunningLoops.nextNumber();
  private final LoopsBean patient = new LoopsBean(Duration.ofMinutes(1), this::loops);
  private final LoopsBean impatient = new LoopsBean(Duration.ofMillis(1), this::loops);

  /** The loops of this test: earlier ones may have left a guest that has no host any more. */
  private List<RunningLoops.Running> loops() {
    return RunningLoops.all().stream().filter(each -> each.loop().number > before).toList();
  }

  /** A161. */
  @Test
  void loopShowsItsTasksToAnotherThreadWhileItWaits() {
    Object shown =
        run(
            script()
                .run(() -> createTask("sleeper", sleeper(seconds(9))))
                .await(() -> toThread(patient::dumpTasks)));
    assertThat(shown)
        .asString()
        .startsWith("loop ")
        .contains(" on thread '" + Thread.currentThread().getName() + "', tasks: 2\n")
        .contains("\ntask 'Task-1' waits for work on another thread")
        .contains("\ntask 'sleeper' waits for sleep of 9s\n  at Script.step(Script.java:1)\n");
  }

  @Test
  void everyLoopOfTheProcessIsShownOldestFirst() {
    Script<Object> inner =
        script()
            .run(() -> createTask("of the second", sleeper(seconds(9))))
            .await(() -> toThread(() -> List.of(patient.dumpTasks(), patient.getLoops())));
    Object shown =
        run(
            script()
                .run(() -> createTask("of the first", sleeper(seconds(9))))
                .await(() -> toThread(() -> Simmer.run(inner, options))));
    List<?> both = (List<?>) shown;
    assertThat(both.get(0))
        .asString()
        .containsSubsequence(
            "loop ", "task 'of the first'", "loop ", "task 'of the second' waits for sleep of 9s");
    assertThat((List<?>) both.get(1))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).asString().endsWith("', tasks: 2"));
  }

  /** A161. */
  @Test
  void loopThatIsHeldIsShownWithWhatHoldsItInsteadOfWaitedFor() {
    Box<String> shown = new Box<>();
    run(script().await(() -> createTask("stuck", script().run(() -> hold(impatient, shown)))));
    assertThat(shown.value)
        .contains(
            "tasks: 2, held by a step of task 'stuck' at dev.simmer.LoopsBeanTest.hold(LoopsBeanTest.java:")
        .contains("so its tasks cannot be shown. Await what that waits for")
        .contains("\n    at java.base/java.lang.Thread.join(", ".Loop.turn(");
  }

  private static void hold(LoopsBean asked, Box<String> shown) throws InterruptedException {
    Thread loop = Thread.currentThread();
    Runnable look =
        () -> {
          while (loop.getState() != Thread.State.WAITING) {
            Thread.onSpinWait(); // it has not come to join(...) yet
          }
          shown.set(asked.dumpTasks());
        };
    Thread client = new Thread(look, "client");
    client.start();
    client.join();
  }

  @Test
  void guestShowsItsTasksInATurnOfItsHostUntilItIsClosed() throws Exception {
    ScheduledExecutorService host = Executors.newSingleThreadScheduledExecutor();
    CountDownLatch begun = new CountDownLatch(1);
    GuestLoop guest = new GuestLoop(host);
    guest.loop().submit(script().run(begun::countDown).await(() -> sleep(seconds(900))));
    begun.await();
    assertThat(patient.dumpTasks()).contains("', tasks: 1\ntask 'Task-1' waits for sleep of 15m");
    assertThat(host.submit(patient::dumpTasks).get()).contains("task 'Task-1' waits for sleep");
    guest.close().get();
    assertThat(loops()).isEmpty();
    host.shutdown();
  }

  @Test
  void guestThatNobodyClosesIsCollected() {
    SteppedHost host = new SteppedHost();
    new GuestLoop(host).loop().post(() -> log.add("ran"));
    host.runAll();
    assertThat(log).containsExactly("ran");
    spinUntil(
        () -> {
          System.gc();
          return loops().isEmpty();
        });
  }

  @Test
  void loopMayLookAtItself() {
    Box<String> shown = new Box<>();
    run(script().run(() -> shown.set(patient.dumpTasks())));
    assertThat(shown.value).contains("task 'Task-1' waits for nothing: it is running");
  }

  /** A161. */
  @Test
  void loopThatHasEndedIsNotShown() {
    run(script().run(() -> log.add(loops().size())));
    log.add(loops().size());
    try {
      run(script().run(() -> log.add(loops().size())).then(raise(new IllegalStateException("x"))));
    } catch (IllegalStateException expected) {
      log.add(loops().size());
    }
    assertThat(log).containsExactly(1, 0, 1, 0);
  }

  /** In a process of its own, where no loop of another test is left. */
  @Test
  void beanIsThereWhileLoopsRunAndBesideThatOfAnotherCopyOfSimmer() throws Exception {
    assertThat(ChildProcess.outputOf(List.of(), Program.class).lines())
        .containsExactly(
            "in a run: [dev.simmer:type=Loops] with 1 loop",
            "afterwards: []",
            "in the next: []",
            "shown too late: []",
            "beside another: [dev.simmer:type=Loops, dev.simmer:type=Loops,copy=2]",
            "afterwards: [dev.simmer:type=Loops]");
  }

  /** Shows and hides the bean without waiting for that. */
  static final class Program {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    public static void main(String[] args) throws Exception {
      ObjectName name = new ObjectName("dev.simmer:type=Loops");
      Simmer.run(
          script()
              .run(RunningLoops::show)
              .run(
                  () -> {
                    LoopsMXBean bean = JMX.newMXBeanProxy(SERVER, name, LoopsMXBean.class);
                    say("in a run", " with " + bean.getLoops().size() + " loop");
                  }));
      say("afterwards", "");
      Simmer.run(script().run(() -> say("in the next", "")));
      RunningLoops.show();
      say("shown too late", "");
      SERVER.registerMBean(
          new StandardMBean(
              new LoopsBean(Duration.ZERO, List::of), LoopsMXBean.class, /* isMXBean= */ true),
          name);
      Simmer.run(script().run(RunningLoops::show).run(() -> say("beside another", "")));
      say("afterwards", "");
    }

    private static void say(String when, String what) throws Exception {
      System.out.println(
          when
              + ": "
              + SERVER.queryNames(new ObjectName("dev.simmer:*"), null).stream()
                  .map(Object::toString)
                  .sorted()
                  .toList()
              + what);
    }
  }
}
