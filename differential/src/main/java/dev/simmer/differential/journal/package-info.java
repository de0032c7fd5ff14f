/** What a run of a generated program does, as both worlds write it down. */
@org.jspecify.annotations.NullMarked
package dev.simmer.differential.journal;
