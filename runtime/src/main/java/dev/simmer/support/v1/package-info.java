/**
 * What rewritten methods call: the binary interface between emitted code and the runtime, version
 * 1.
 *
 * <p>Not for programs to use. Jars compiled by one version of the processor keep running on later
 * runtimes because this package does not change its meaning; a different shape of emitted code gets
 * a package of its own beside it.
 */
@org.jspecify.annotations.NullMarked
package dev.simmer.support.v1;
