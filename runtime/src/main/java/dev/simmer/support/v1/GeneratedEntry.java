package dev.simmer.support.v1;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the visible method of a rewritten pair, whose only work is to create the coroutine.
 * Coverage tools leave methods alone that carry an annotation with "Generated" in its name, so only
 * the body is counted.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GeneratedEntry {}
