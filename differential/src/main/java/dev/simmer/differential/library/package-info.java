/**
 * Code that nobody here wrote: methods of well-known libraries are copied as coroutines, rewritten,
 * verified, and called beside the originals.
 */
@org.jspecify.annotations.NullMarked
package dev.simmer.differential.library;
