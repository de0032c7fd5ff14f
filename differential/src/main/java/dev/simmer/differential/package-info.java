/** Differential testing of the rewriter: programs that behave the same with and without it. */
@org.jspecify.annotations.NullMarked
package dev.simmer.differential;
