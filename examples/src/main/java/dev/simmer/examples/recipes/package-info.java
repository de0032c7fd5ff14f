/** What asyncio's guides teach, one small program each, beside the Python it mirrors. */
@NullMarked
package dev.simmer.examples.recipes;

import org.jspecify.annotations.NullMarked;
