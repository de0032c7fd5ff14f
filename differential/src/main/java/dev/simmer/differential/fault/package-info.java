/** Seeds faults into the rewriter, one at a time, to measure what the generator finds. */
@org.jspecify.annotations.NullMarked
package dev.simmer.differential.fault;
