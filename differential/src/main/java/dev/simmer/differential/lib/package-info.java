/**
 * Plain Java that generated programs use: it knows nothing of coroutines and is the same in both
 * worlds.
 */
@org.jspecify.annotations.NullMarked
package dev.simmer.differential.lib;
