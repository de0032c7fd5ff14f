/**
 * The two worlds in which a program runs: compiled plainly against a shadow of the library, and
 * compiled for real.
 */
@org.jspecify.annotations.NullMarked
package dev.simmer.differential.world;
