/** Measures what the README says Simmer costs. */
@NullMarked
package dev.simmer.examples.cost;

import org.jspecify.annotations.NullMarked;
