/**
 * Hashes a directory tree: a producer, a bounded queue, some workers, and an orderly end at Ctrl-C.
 */
@NullMarked
package dev.simmer.examples.pipeline;

import org.jspecify.annotations.NullMarked;
