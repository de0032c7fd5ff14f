package dev.simmer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body may wait: Simmer's processor rewrites it into one that suspends and
 * resumes.
 *
 * <pre>{@code
 * @Async Coroutine<String> greet(String name) {
 *   await(sleep(millis(10)));
 *   return done("Hello " + name);
 * }
 * }</pre>
 *
 * <p>The method returns {@link Coroutine} or {@link AsyncGenerator}. On an abstract method it says
 * what implementations are and changes nothing by itself. Mirrors {@code async def}.
 *
 * <p>An annotation that carries it means the same where it is kept in class files:
 * {@code @AsyncTest} is one.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Async {}
