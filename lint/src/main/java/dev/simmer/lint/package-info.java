/**
 * Reports, while javac compiles, what would block an event loop and which coroutines nobody awaits.
 *
 * <p>Start reading at {@link dev.simmer.lint.Lint}: it follows the compilation and hands every
 * analysed class to the fact collector, whose facts the checks judge.
 */
@NullMarked
package dev.simmer.lint;

import org.jspecify.annotations.NullMarked;
