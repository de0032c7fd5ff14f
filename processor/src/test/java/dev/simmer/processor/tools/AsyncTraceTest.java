package dev.simmer.processor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.ExceptionGroup;
import dev.simmer.processor.Later;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the trace of an exception shows that crosses awaits. Pins: T39, T40, T69, T86, A25. */
class AsyncTraceTest {
  private static final Sample CHAIN =
      Sample.of(
          """
          @Async static Coroutine<Object> test() throws Exception {
            var chain =
              outer(); return done(
                  await(chain)); // @test
          }
          @Async static Coroutine<Integer> outer() throws Exception {
            int n = 1;
            return done(n
              + await(middle(n))); // @outer
          }
          @Async private static Coroutine<Integer> middle(int n) throws Exception {
            String s = await(later("x"));
            return done(await(inner(s)) + n); // @middle
          }
          @Async static Coroutine<Integer> inner(String s) throws Exception {
            await(later(1));
            throw new IOException(s); // @inner
          }
          """);

  @ParameterizedTest
  @EnumSource
  void exceptionShowsTheAwaitingMethodsOfItsTask(Later.Mode mode) { // T39, T40, T69
    Throwable thrown = CHAIN.thrown(mode);
    assertThat(CHAIN.places(thrown)).isEqualTo("inner@inner middle@middle outer@outer test@test");
    assertThat(thrown.getStackTrace()[0])
        .hasToString("P.inner(P.java:" + CHAIN.line("inner") + ")");
  }

  @ParameterizedTest
  @EnumSource
  void traceEndsWithTheRunnerAndHoldsNothingOfTheLoop(Later.Mode mode) { // T40
    assertThat(Arrays.stream(CHAIN.thrown(mode).getStackTrace()).map(Object::toString))
        .anyMatch(element -> element.contains("AsyncTraceTest.traceEndsWithTheRunner"))
        .noneMatch(element -> element.contains("dev.simmer.support"))
        .noneMatch(element -> element.contains("dev.simmer.Loop"))
        .noneMatch(element -> element.contains("P$$Simmer"));
  }

  @ParameterizedTest
  @EnumSource
  void placeWhereTheTaskWasCreatedFollowsItsMethods(Later.Mode mode) { // T40
    Sample sample =
        Sample.of(
            """
            @Async static Coroutine<Object> test() throws Exception {
              var task =
                createTask(failing(1)); // @created
              await(later(2));
              return done(await(task));
            }
            @Async static Coroutine<Object> failing(int n) throws IOException {
              await(deeper(n)); // @failing
              return done(n);
            }
            @Async private static Coroutine<Object> deeper(int n) throws IOException {
              await(later(n));
              throw new IOException("x"); // @deeper
            }
            """);
    assertThat(sample.places(sample.thrown(mode)))
        .isEqualTo("deeper@deeper failing@failing test@created");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var made = gather(List.of(bad(), bad())); | await(made);",
        "var made = gather(bad(), bad(), (a, b) -> a); | await(made);",
        "var made = gather(List.of(1, 2), n -> bad()); | await(made);",
        "var made = gatherSettled(List.of(bad())); | if (made != null) throw ((Outcome.Failure<?>) await(made).get(0)).exception();",
        "var made = shield(bad()); | await(made);",
        "var made = asCompleted(List.of(1), n -> bad()); | for (var task : each(made)) await(task);",
        "var made = staggeredRace(null, () -> bad()); | try { await(made); } catch (ExceptionGroup e) { throw e.getCause(); }",
        "var made = createTask(bad()); | await(made);",
        "var made = createTask(\"named\", () -> bad()); | await(made);",
        "try (var group = taskGroup()) { | group.createTask(bad()); | }",
        "try (var group = taskGroup()) { | group.createTask(\"named\", () -> bad()); | }"
      })
  void everyCallThatCreatesTasksNotesItsPlace(String creation) {
    Sample sample =
        Sample.of(
            """
            @Async static Coroutine<Object> test() throws Throwable {
              %s
              return done(0);
            }
            @Async static Coroutine<Object> bad() throws IOException {
              await(later(1));
              throw new IOException("x"); // @bad
            }
            """
                .formatted(marked(creation)));
    for (Later.Mode mode : Later.Mode.values()) {
      Throwable thrown = sample.thrown(mode);
      Throwable leaf = thrown instanceof ExceptionGroup group ? group.exceptions().get(0) : thrown;
      assertThat(sample.places(leaf).replaceFirst(" lambda\\S+", ""))
          .as("in mode %s", mode)
          .isEqualTo("bad@bad test@created");
    }
  }

  /** The line that creates the task gets the mark: the first, or the one inside the block. */
  private static String marked(String creation) {
    String[] lines = creation.split(" \\| ");
    int created = lines.length == 2 ? 0 : 1;
    lines[created] += " // @created";
    return String.join("\n", lines);
  }

  @ParameterizedTest
  @EnumSource
  void failureMadeElsewhereShowsTheMethodsThatAwaitIt(Later.Mode mode) { // T40
    Sample sample =
        Sample.of(
            """
            @Async static Coroutine<Object> test() throws Exception {
              return done(await(reading(new IOException("elsewhere")))); // @test
            }
            @Async static Coroutine<Object> reading(Exception e) throws Exception {
              Object line = await(failing(e)); // @reading
              return done(line);
            }
            """);
    // The exception was made where `test` called the constructor, before anything waited.
    assertThat(sample.places(sample.thrown(mode))).isEqualTo("test@test reading@reading test@test");
  }

  @Test
  void failureOfAnotherThreadShowsTheMethodsThatAwaitIt() { // T40
    Sample sample =
        Sample.of(
            """
            @Async static Coroutine<Object> test() throws Exception {
              return done(await(reading())); // @test
            }
            @Async static Coroutine<Object> reading() throws Exception {
              return done(await(toThread(() -> read()))); // @reading
            }
            static Object read() throws IOException { throw new IOException("disk"); } // @read
            """);
    Throwable thrown = sample.thrown(Later.Mode.SUSPENDING);
    assertThat(sample.places(thrown).replaceFirst(" lambda\\S+", ""))
        .isEqualTo("read@read reading@reading test@test");
  }

  @ParameterizedTest
  @EnumSource
  void sameExceptionAwaitedByManyAndThrownAgainDoesNotGrow(Later.Mode mode) { // A25
    Sample sample =
        Sample.of(
            """
            @Async static Coroutine<Object> test() throws Exception {
              var shared = createTask(bad()); // @created
              var promise = new Promise<Object>();
              var all = new ArrayList<Task<Object>>();
              for (int i = 0; i < 50; i++) {
                all.add(createTask(waiting(shared)));
                all.add(createTask(passingOn(shared, promise)));
                all.add(createTask(waiting(promise)));
              }
              for (var task : all) {
                try { await(task); } catch (Exception e) { log(e.getStackTrace().length); }
              }
              return done(await(shared));
            }
            @Async static Coroutine<Object> waiting(Awaitable<Object> shared) throws Exception {
              try { await(later(0)); return done(await(shared)); } finally { await(later(1)); }
            }
            @Async static Coroutine<Object> passingOn(Awaitable<Object> shared, Promise<Object> to) throws Exception {
              try { return done(await(shared)); }
              catch (Exception e) { if (!to.isDone()) to.fail(e); throw e; }
            }
            @Async static Coroutine<Object> bad() throws IOException {
              await(later(1));
              throw new IOException("x"); // @bad
            }
            """);
    Throwable thrown = sample.thrown(mode);
    assertThat(sample.places(thrown)).isEqualTo("bad@bad test@created");
    assertThat(Later.trace().trim().split(" "))
        .hasSize(150)
        .containsOnly(String.valueOf(thrown.getStackTrace().length));
  }

  @ParameterizedTest
  @EnumSource
  void failedPromiseAwaitedInALoopDoesNotGrow(Later.Mode mode) { // A25
    Sample sample =
        Sample.of(
            """
            @Async static Coroutine<Object> test() throws Exception {
              var failure = new IOException("x"); // @made
              var promise = new Promise<Object>();
              promise.fail(failure);
              for (int i = 0; i < 100; i++) {
                try { await(promise); } // @first
                catch (Exception e) { await(later(1)); log(e.getStackTrace().length); }
              }
              throw failure;
            }
            """);
    assertThat(sample.places(sample.thrown(mode))).isEqualTo("test@made test@first");
    assertThat(List.of(Later.trace().trim().split(" ")).subList(1, 100))
        .hasSize(99)
        .containsOnly(Later.trace().trim().split(" ")[99]);
  }

  @ParameterizedTest
  @EnumSource
  void exceptionHeldBackByAFinallyThatWaitsNamesEachMethodOnce(Later.Mode mode) { // T27, T40
    Sample sample =
        Sample.of(
            """
            @Async static Coroutine<Object> test() throws Exception {
              return done(await(outer())); // @test
            }
            @Async static Coroutine<Object> outer() throws Exception {
              return done(await(inner())); // @outer
            }
            @Async static Coroutine<Object> inner() throws Exception {
              try {
                if (true) throw new IOException("x"); // @thrown
              } finally {
                await(later(1));
              }
              return done(0);
            }
            """);
    assertThat(sample.places(sample.thrown(mode))).isEqualTo("inner@thrown outer@outer test@test");
  }

  @ParameterizedTest
  @EnumSource
  void causeAndSuppressedReadLikeTheException(Later.Mode mode) { // T40
    Sample sample =
        Sample.of(
            """
            @Async static Coroutine<Object> test() throws Exception {
              return done(await(outer())); // @test
            }
            @Async static Coroutine<Object> outer() throws Exception {
              await(later(1));
              try {
                throw new IOException("cause"); // @cause
              } catch (IOException e) {
                var wrapper = new IllegalStateException(e); // @wrapper
                wrapper.addSuppressed(new RuntimeException("beside")); // @suppressed
                throw wrapper;
              }
            }
            """);
    Throwable thrown = sample.thrown(mode);
    assertThat(sample.places(thrown)).isEqualTo("outer@wrapper test@test");
    assertThat(sample.places(thrown.getCause())).isEqualTo("outer@cause test@test");
    assertThat(sample.places(thrown.getSuppressed()[0])).isEqualTo("outer@suppressed test@test");
  }

  @ParameterizedTest
  @EnumSource
  void groupShowsTheBlockThatThrowsItAndItsMembersTheirTasks(Later.Mode mode) {
    for (String body : List.of("", "await(later(2)); throw new IllegalStateException(\"body\");")) {
      Sample sample =
          Sample.of(
              """
              @Async static Coroutine<Object> test() throws Exception {
                return done(await(block())); // @test
              }
              @Async static Coroutine<Object> block() throws Exception {
                try (var group = taskGroup()) { // @block
                  group.createTask(bad()); // @created
                  if (group != null) { %s }
                } // @end
                return done(0);
              }
              @Async static Coroutine<Object> bad() throws IOException {
                await(later(1));
                throw new IOException("x"); // @bad
              }
              """
                  .formatted(body));
      ExceptionGroup group = (ExceptionGroup) sample.thrown(mode);
      assertThat(sample.places(group)).as(body).matches("block@(block|end) test@test");
      if (body.isEmpty()) {
        assertThat(sample.places(group.exceptions().get(0))).isEqualTo("bad@bad block@created");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void exceptionsThatRefuseATraceStillArrive(Later.Mode mode) {
    Sample sample =
        Sample.of(
            """
            static class Bare extends Exception { Bare() { super(null, null, false, false); } }
            static class Hostile extends RuntimeException {
              public StackTraceElement[] getStackTrace() { throw new IllegalStateException("no trace"); }
            }
            static class Cyclic extends Exception {
              public Throwable getCause() { return this; }
            }
            @Async static Coroutine<Object> test() throws Exception {
              for (Exception each : List.of(new Bare(), new Hostile(), new Cyclic())) {
                try { await(failing(each)); } catch (Exception e) { log(e == each); }
                try { await(throwing(each)); } catch (Exception e) { log(e == each); }
              }
              throw new Bare();
            }
            @Async static Coroutine<Object> throwing(Exception e) throws Exception {
              await(later(1));
              throw e;
            }
            """);
    assertThat(sample.thrown(mode).getStackTrace()).isEmpty();
    assertThat(Later.trace()).isEqualTo("true true true true true true ");
  }

  @ParameterizedTest
  @EnumSource(names = {"SUSPENDING", "OTHER_THREAD"})
  void tailCallIsAbsentUnlessCompiledForDebugging(Later.Mode mode) { // T86, T40
    String members =
        """
        @Async static Coroutine<Object> test() throws Exception {
          return done(await(passing())); // @test
        }
        @Async static Coroutine<Object> passing() throws Exception {
          return bad(); // @passing
        }
        @Async static Coroutine<Object> bad() throws IOException {
          await(later(1));
          throw new IOException("x"); // @bad
        }
        """;
    Sample plain = Sample.of(members);
    assertThat(plain.places(plain.thrown(mode))).isEqualTo("bad@bad test@test");
    Sample debug = Sample.of(members, "-Asimmer.debug=true");
    assertThat(debug.places(debug.thrown(mode))).isEqualTo("bad@bad passing@passing test@test");
  }
}
