package dev.simmer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Generates the blocking face of a class or interface that is asynchronous, for callers outside the
 * loop: a class {@code BlockingX} for {@code X}, whose methods return results.
 *
 * <pre>{@code
 * @BlockingFacade
 * interface Pages {
 *   @Async Coroutine<String> load(String url) throws IOException;
 * }
 *
 * String text = new BlockingPages(pages).load("a"); // runs a loop for as long as the call takes
 * String same = new BlockingPages(pages, loop).load("a"); // on a loop of another thread
 * }</pre>
 *
 * <p>The methods keep their names, parameters, type variables, exceptions and documentation. Where
 * the calling thread is interrupted, the coroutine is cancelled. On the thread of the loop itself
 * they throw {@link IllegalStateException}, since it would wait for itself. Methods that return
 * generators, static methods and those of {@code Object} are left out; others are handed on.
 *
 * <p>Mirrors what is written by hand with {@code asyncio.run} and {@code
 * asyncio.run_coroutine_threadsafe}.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface BlockingFacade {}
