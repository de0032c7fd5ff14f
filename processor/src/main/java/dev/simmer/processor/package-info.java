/**
 * Checks and rewrites {@code @Async} methods and async lambdas while javac compiles them.
 *
 * <p>Everything here is package-private but the processor itself. What a user can do wrong is
 * reported when javac has attributed a class ({@code AsyncChecks}).
 */
@NullMarked
package dev.simmer.processor;

import org.jspecify.annotations.NullMarked;
