package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A test that JUnit would not run does not compile. */
class TestMethodRuleTest {
  @Test
  void methodThatJUnitTakesForATestReturnsNoCoroutine() {
    MarkedSource.members(
            """
               @org.junit.jupiter.api.Test Coroutine<Void> plain() { return done(); }
            // ^ [async-test-never-runs] @Test method plain() returns Coroutine<Void>, and JUnit does not run it
            @Async @org.junit.jupiter.api.Test Coroutine<Void> async() { await(quote()); return done(); }
            //     ^ [async-test-never-runs] @Test method async() returns Coroutine<Void>, and JUnit does not run it
               @org.junit.jupiter.api.RepeatedTest(2) Coroutine<Void> repeated() { return done(); }
            // ^ [async-test-never-runs] @RepeatedTest method repeated() returns Coroutine<Void>, and JUnit does not run it
               @org.junit.jupiter.params.ParameterizedTest Coroutine<Void> parameterised(int n) { return done(); }
            // ^ [async-test-never-runs] @ParameterizedTest method parameterised() returns Coroutine<Void>, and JUnit does not run it
               @org.junit.jupiter.api.TestTemplate Coroutine<Void> template() { return done(); }
            // ^ [async-test-never-runs] @TestTemplate method template() returns Coroutine<Void>, and JUnit does not run it
               @org.junit.jupiter.api.TestFactory Coroutine<Void> factory() { return done(); }
            // ^ [async-test-never-runs] @TestFactory method factory() returns Coroutine<Void>, and JUnit does not run it
               @org.junit.Test public Coroutine<Void> four() { return done(); }
            // ^ [async-test-never-runs] @Test method four() returns Coroutine<Void>, and JUnit does not run it
               @org.junit.jupiter.api.Test AsyncGenerator<Integer> generator() { return ticks(); }
            // ^ [async-test-never-runs] @Test method generator() returns AsyncGenerator<Integer>, and JUnit does not run it
            """)
        .matches();
  }

  @Test
  void annotationThatIsComposedOfATestIsOne() {
    MarkedSource.members(
            """
            @org.junit.jupiter.api.Test
            @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
            @interface Fast {}
               @Fast Coroutine<Void> composed() { return done(); }
            // ^ [async-test-never-runs] @Fast method composed() returns Coroutine<Void>, and JUnit does not run it
            """)
        .matches();
  }

  @Test
  void whatJUnitRunsOrDoesNotTakeForATestIsLeftAlone() {
    MarkedSource.members(
            """
            @interface Test {}
            @org.junit.jupiter.api.Test void test() { run(() -> { await(quote()); return done(); }); }
            @org.junit.jupiter.api.TestFactory List<Object> factory() { return List.of(); }
            @Test Coroutine<Void> another() { return done(); }
            @Deprecated @Async Coroutine<Void> helper() { await(quote()); return done(); }
            """)
        .matches();
  }

  @Test
  void messageOffersBothFormsThatRun() {
    assertThat(
            MarkedSource.members(
                    "@org.junit.jupiter.api.Test Coroutine<Void> late() { return done(); }\n")
                .onlyMessage())
        .contains(
            "fix:    @AsyncTest of simmer-testing in place of @Test; or void late() { runTest(");
  }
}
