package dev.simmer.differential.program;

/**
 * A local variable.
 *
 * @param isFinal whether lambdas and local classes may capture it
 */
record Variable(String name, Kind kind, boolean isFinal) {}
