/** Coroutines, tasks and a single-threaded loop: asyncio's model for Java. */
@NullMarked
package dev.simmer;

import org.jspecify.annotations.NullMarked;
