package dev.simmer.testing;

import dev.simmer.Async;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * Marks an async method that is a test, which Simmer's own engine runs on the JUnit Platform; it
 * needs no {@code @Async} besides.
 *
 * <pre>{@code
 * @AsyncTest Coroutine<Void> lateAnswerIsCutOff() {
 *   var answer = await(waitFor(client.ask(), seconds(5))); // takes no time
 *   assertThat(answer).isEmpty();
 *   return done();
 * }
 * }</pre>
 *
 * <p>JUnit's own {@code @Test} does not run methods that return something. Each test has an
 * instance and a loop of its own, on which {@code @BeforeEach} and {@code @AfterEach} methods run
 * too; those may return {@code void} or a coroutine. {@code @BeforeAll}, {@code @AfterAll},
 * {@code @Disabled}, {@code @DisplayName} and {@code @Tag} mean what they mean elsewhere; JUnit's
 * extensions do not apply. Fails as {@link AsyncTests#runTest} does.
 *
 * <p>A method with parameters is run once for each of the arguments that {@link #source}, {@link
 * #ints} or {@link #strings} gives.
 */
@Async
@Documented
@Testable
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AsyncTest {
  /**
   * Names the static method of the test's class that returns the arguments, as a {@code Stream}, an
   * {@code Iterable} or an array: an {@code Object[]} for each run, or the only argument itself.
   *
   * @return the name of a method without parameters
   */
  String source() default "";

  /**
   * Gives the arguments of a method with one parameter.
   *
   * @return one for each run
   */
  int[] ints() default {};

  /**
   * Gives the arguments of a method with one parameter.
   *
   * @return one for each run
   */
  String[] strings() default {};

  /**
   * Runs the test once for each seed, with the tasks that are ready together in an order that
   * depends on the seed. Where none is given, the system property {@code simmer.test.shuffle}
   * decides.
   *
   * @return the seeds
   */
  long[] shuffle() default {};

  /**
   * Lets time jump to the next timer whenever nothing else can happen.
   *
   * @return false where the test needs the real clock
   */
  boolean virtualTime() default true;

  /**
   * Switches debug mode, which knows where more things were created.
   *
   * @return whether to check
   */
  boolean debug() default true;

  /**
   * Fails a test that leaves tasks, callbacks or generators behind.
   *
   * @return false where leaving them is what is tested
   */
  boolean leakCheck() default true;

  /**
   * Cancels and fails a test that has not ended after so long by the real clock.
   *
   * @return seconds
   */
  long timeoutSeconds() default 60;
}
