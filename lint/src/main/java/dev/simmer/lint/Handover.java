package dev.simmer.lint;

/**
 * A function that is handed to a method of the program, which may run it or not.
 *
 * @param call leads to the method
 * @param argument which of its arguments the function is
 */
record Handover(Edge call, int argument) {}
