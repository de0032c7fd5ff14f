package dev.simmer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body may await.
 *
 * <pre>{@code
 * {@literal @}Async Coroutine<String> fetch(URI url) throws IOException {
 *   var response = await(http.get(url));
 *   return done(response.body());
 * }
 * }</pre>
 *
 * <p>The method returns a {@code Coroutine} or an {@code AsyncGenerator}. On an abstract or
 * interface method the annotation says what implementations are and changes nothing by itself.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Async {}
