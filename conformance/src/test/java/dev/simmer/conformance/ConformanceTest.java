package dev.simmer.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.simmer.Coroutine;
import dev.simmer.Runner;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Simmer logs, line by line, what CPython logged; and CPython still logs that. */
class ConformanceTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

  /** Earlier ones differ here and there: the timeouts of 3.11.2 swallow cancels. */
  private static final PythonVersion OLDEST = PythonVersion.of("3.11.7");

  private static final List<Supplier<Subject>> SUBJECTS =
      List.of(
          Tasks::new,
          Cancels::new,
          Futures::new,
          Calls::new,
          Gathers::new,
          Groups::new,
          Timeouts::new,
          Waits::new,
          Shields::new,
          Locks::new,
          Conditions::new,
          Semaphores::new,
          Queues::new,
          Generators::new,
          Contexts::new,
          Runners::new,
          Threads::new,
          Eager::new);

  @TestFactory
  Stream<DynamicNode> everyScenarioLogsWhatPythonLogs() {
    return SUBJECTS.stream().map(ConformanceTest::scenariosOf);
  }

  private static DynamicNode scenariosOf(Supplier<Subject> subject) {
    String name = nameOf(subject.get());
    return dynamicContainer(
        name,
        methodsOf(subject.get())
            .map(
                scenario ->
                    dynamicTest(
                        scenario.getName(),
                        () -> {
                          Logs.Log recorded = recorded(name).logs().get(scenario.getName());
                          assertThat(recorded).as("the log Python wrote").isNotNull();
                          assertThat(scenario.getAnnotation(Scenario.class).value())
                              .as("the facts it shows")
                              .containsExactlyElementsOf(recorded.ids());
                          assertThat(logOf(subject.get(), scenario)).isEqualTo(recorded.lines());
                        })));
  }

  @Test
  void everyLogHasItsScenario() throws IOException {
    for (Supplier<Subject> subject : SUBJECTS) {
      assertThat(methodsOf(subject.get()).map(Method::getName))
          .containsExactlyInAnyOrderElementsOf(recorded(nameOf(subject.get())).logs().keySet());
    }
    try (Stream<Path> files = Files.list(SCENARIOS)) {
      assertThat(files.filter(file -> file.toString().endsWith(".log"))).hasSameSizeAs(SUBJECTS);
    }
  }

  /** Where there is no Python that could, this says so and is skipped. */
  @TestFactory
  List<DynamicTest> everyPythonStillLogsTheSame(@TempDir Path folder)
      throws IOException, InterruptedException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Python python : Python.all()) {
      if (python.version().compareTo(OLDEST) >= 0) {
        Path into = Files.createDirectories(folder.resolve(python.version().toString()));
        tests.add(dynamicTest("Python " + python.version(), () -> compare(python, into)));
      }
    }
    if (tests.isEmpty()) {
      tests.add(dynamicTest("no Python", () -> assumeTrue(false, "no Python " + OLDEST + " here")));
    }
    return tests;
  }

  private static void compare(Python python, Path folder) throws IOException, InterruptedException {
    python.run(SCENARIOS.resolve("record.py"), folder.toString());
    for (Supplier<Subject> subject : SUBJECTS) {
      String name = nameOf(subject.get());
      Logs recorded = recorded(name);
      Logs now = Logs.read(folder.resolve(name + ".log"));
      assertThat(lines(now, now.python()))
          .as("%s, whose logs are of %s", name, recorded.python())
          .isEqualTo(lines(recorded, now.python()));
    }
  }

  /** Returns the logs that a version of Python is expected to write. */
  private static Map<String, List<String>> lines(Logs logs, PythonVersion python) {
    return logs.logs().entrySet().stream()
        .filter(log -> log.getValue().since().compareTo(python) <= 0)
        .collect(Collectors.toMap(Map.Entry::getKey, log -> log.getValue().lines()));
  }

  private static Logs recorded(String name) throws IOException {
    return Logs.read(SCENARIOS.resolve(name + ".log"));
  }

  private static String nameOf(Subject subject) {
    return subject.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static Stream<Method> methodsOf(Subject subject) {
    return Arrays.stream(subject.getClass().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Scenario.class));
  }

  private static List<String> logOf(Subject subject, Method scenario) throws Exception {
    if (scenario.getReturnType() == void.class) {
      scenario.invoke(subject);
    } else {
      try (Runner runner = subject.runner(scenario.getAnnotation(Scenario.class).eager())) {
        runner.run(() -> (Coroutine<?>) scenario.invoke(subject));
      }
    }
    return subject.lines();
  }
}
