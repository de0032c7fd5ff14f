/** Generates programs, as trees that print as Java and that can be made smaller. */
@org.jspecify.annotations.NullMarked
package dev.simmer.differential.program;
