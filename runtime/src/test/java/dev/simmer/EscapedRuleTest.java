package dev.simmer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.support.v1.Trampoline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** The report of a slow step says which rule of the lint it escaped. */
class EscapedRuleTest {

  private static final StackTraceElement LOOP = frame("dev.simmer.Loop", "runOnce");
  private static final StackTraceElement TRAMPOLINE =
      frame("dev.simmer.support.v1.Trampoline", "run");
  private static final StackTraceElement ASYNC = frame(Rewritten.class.getName(), "load");
  private static final StackTraceElement PLAIN = frame(Rewritten.class.getName(), "count");

  /** As the processor leaves a method. */
  static final class Rewritten {
    private static void load(Trampoline trampoline, int state) {}

    private static void count() {}
  }

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, "Some.java", 1);
  }

  private static String rule(StackTraceElement... stack) {
    return EscapedRule.of(stack, EscapedRuleTest.class.getClassLoader());
  }

  @Test
  void aCallInAnAsyncMethodIsABlockingCall() {
    assertThat(rule(frame("java.lang.Thread", "sleep"), ASYNC, TRAMPOLINE, LOOP))
        .isEqualTo(
            "Thread.sleep is a call that the lint reports (sleep): [async-blocking-call] is off or"
                + " suppressed there, or did not see it.");
  }

  @Test
  void aCallFurtherBelowIsTransitive() {
    assertThat(rule(frame("java.lang.Thread", "sleep"), PLAIN, ASYNC, TRAMPOLINE, LOOP))
        .contains("Thread.sleep", "[async-blocking-transitive]");
  }

  @Test
  void aCallbackIsAsyncCodeToo() {
    assertThat(rule(frame("java.lang.Thread", "sleep"), PLAIN, TRAMPOLINE, LOOP))
        .contains("[async-blocking-call]");
  }

  /** What the user called, not what that came to inside the JDK. */
  @Test
  void theOutermostCallThatBlocksIsNamed() {
    assertThat(
            rule(
                frame("jdk.internal.misc.Unsafe", "park"),
                frame("java.util.concurrent.locks.LockSupport", "park"),
                frame(LinkedBlockingQueue.class.getName(), "take"),
                ASYNC,
                LOOP))
        .startsWith("LinkedBlockingQueue.take is a call that the lint reports (queue)");
    assertThat(BlockingQueue.class).isAssignableFrom(LinkedBlockingQueue.class);
  }

  @Test
  void slowAndParallelCallsAndLocksHaveRulesOfTheirOwn() {
    assertThat(rule(frame("java.lang.System", "gc"), ASYNC, LOOP)).contains("[async-slow-call]");
    assertThat(rule(frame("java.util.Arrays", "parallelSort"), ASYNC, LOOP))
        .contains("[async-parallel-join]");
    assertThat(rule(frame("java.util.concurrent.locks.ReentrantLock", "lock"), ASYNC, LOOP))
        .contains("[async-lock-contention]");
  }

  @Test
  void whatTheCatalogueDoesNotKnowHasNoRule() {
    assertThat(rule(PLAIN, ASYNC, LOOP)).isNull();
    assertThat(rule(frame("java.util.concurrent.LinkedTransferQueue", "put"), ASYNC, LOOP))
        .isNull();
    assertThat(rule(frame("com.acme.NotHere", "work"), ASYNC, LOOP)).isNull();
    assertThat(rule()).isNull();
  }

  /** Whoever calls {@code run} may have been called by anything. */
  @Test
  void theFramesBelowTheLoopAreNotTheStepsOwn() {
    assertThat(rule(PLAIN, ASYNC, LOOP, frame("java.util.concurrent.FutureTask", "get"), PLAIN))
        .isNull();
  }

  @Test
  void theJarOfAClassOnTheStackSpeaksToo() throws Exception {
    Path folder =
        Files.createDirectories(rootOf(EscapedRuleTest.class).resolve("META-INF/simmer/blocking"));
    Path rows = folder.resolve("escaped-rule-test.db");
    Files.writeString(
        rows,
        "# ours\n"
            + Slow.class.getName()
            + "#fetch*(*) net C\n!"
            + Slow.class.getName()
            + "#fetchCached(*)\n");
    try {
      BlockingRows fresh = new BlockingRows();
      assertThat(fresh.find(Slow.class, Slow.class.getName(), "fetchAll")).isNotNull();
      assertThat(fresh.find(Below.class, Below.class.getName(), "fetchAll")).isNotNull();
      assertThat(fresh.find(Slow.class, Slow.class.getName(), "fetchCached")).isNull();
      assertThat(fresh.find(Slow.class, Slow.class.getName(), "count")).isNull();
    } finally {
      Files.delete(rows);
    }
  }

  static class Slow {}

  static final class Below extends Slow {}

  private static Path rootOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** The lint reads the same text with a parser of its own, which knows more. */
  @Test
  void everyRowAboutBlockingIsUnderstood() throws IOException {
    for (String name : List.of("jdk.db", "libraries.db")) {
      List<String> lines;
      try (var rows = BlockingRows.class.getResourceAsStream("blocking/" + name)) {
        lines = new String(rows.readAllBytes()).lines().toList();
      }
      List<String> unread = new ArrayList<>();
      for (String line : lines) {
        boolean about =
            !line.isBlank()
                && !line.startsWith("#")
                && !line.matches(".*(through|returns|runs-arg|on)=.*");
        if (about && !line.startsWith("!") && BlockingRow.parse(line) == null) {
          unread.add(line);
        }
      }
      assertThat(lines).hasSizeGreaterThan(300);
      assertThat(unread).isEmpty();
    }
  }
}
