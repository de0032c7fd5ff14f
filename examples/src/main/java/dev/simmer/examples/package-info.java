/** Programs a newcomer runs first; {@code examples/README.md} lists them in reading order. */
@NullMarked
package dev.simmer.examples;

import org.jspecify.annotations.NullMarked;
