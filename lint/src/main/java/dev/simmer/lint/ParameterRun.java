package dev.simmer.lint;

import org.jspecify.annotations.Nullable;

/**
 * A place where a method runs a function that it was given.
 *
 * @param parameter which of its parameters
 * @param by what it hands the function to, or null where it calls it itself
 */
record ParameterRun(int parameter, @Nullable Handover by) {}
