/**
 * What generated programs call. Every class here exists in each world, bound to that world's {@code
 * dev.simmer}.
 */
@org.jspecify.annotations.NullMarked
package dev.simmer.differential.probe;
