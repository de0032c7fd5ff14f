package dev.simmer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Generates the asynchronous face of a class or interface that blocks: a class {@code AsyncX} for
 * {@code X}, whose methods return coroutines and run on threads of its own.
 *
 * <pre>{@code
 * @AsyncFacade
 * interface Accounts extends AutoCloseable {
 *   Account find(long id) throws SQLException;
 * }
 *
 * AsyncAccounts accounts = new AsyncAccounts(new JdbcAccounts(dataSource));
 * Account account = await(accounts.find(7)); // the loop goes on meanwhile
 * }</pre>
 *
 * <p>The methods keep their names, parameters, type variables, exceptions and documentation.
 * Cancelling an await interrupts the thread that has begun the work, and withdraws work that has
 * not begun. Static methods and those of {@code Object} are left out; methods that return something
 * to await already are handed on. The face of an {@code AutoCloseable} is an {@link
 * AsyncCloseable}.
 *
 * <p>Mirrors what is written by hand with {@code loop.run_in_executor}.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface AsyncFacade {
  /**
   * Names the types that block where they are not the annotated one, such as one of a jar. Their
   * faces are generated into the annotated type's package.
   *
   * @return the types; none for the annotated type itself
   */
  Class<?>[] value() default {};

  /**
   * Bounds the threads of each face that is not given an executor. They end when they are idle.
   *
   * @return how many; one for an object that must not be used by two threads, such as a connection
   */
  int threads() default 8;
}
