/**
 * Generates the other face of a type: asynchronous for one that blocks, blocking for one that
 * waits.
 */
@org.jspecify.annotations.NullMarked
package dev.simmer.processor.facade;
