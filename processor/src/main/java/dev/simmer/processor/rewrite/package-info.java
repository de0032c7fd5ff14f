/**
 * Rewrites class files: the pipeline from javac's bytes to a resumable body, in {@link
 * dev.simmer.processor.rewrite.ClassRewriter}. Knows nothing of javac.
 */
@org.jspecify.annotations.NullMarked
package dev.simmer.processor.rewrite;
