package dev.simmer.lint;

import org.jspecify.annotations.Nullable;

/**
 * A place where a method runs a function that it was given.
 *
 * @param parameter which of its parameters
 * @param elsewhere whether it does not run it before it returns, but leaves that to others: then
 *     nobody knows on which thread it is run, even if another place runs it at once
 * @param by what it hands the function to, or null where it calls it itself
 */
record ParameterRun(int parameter, boolean elsewhere, @Nullable Handover by) {}
