package dev.simmer.differential.journal;

import java.util.List;

/**
 * How one run goes.
 *
 * @param seed decides which awaitables suspend in a mix
 * @param injections what happens at which awaits
 */
public record Plan(Mode mode, long seed, List<Injection> injections) {
  /** Plans a run in which nothing is injected. */
  public static Plan of(Mode mode, long seed) {
    return new Plan(mode, seed, List.of());
  }
}
