package dev.simmer.differential;

import dev.simmer.differential.world.World;

/**
 * A pair of worlds, for one thread.
 *
 * @param oracle what programs mean
 * @param subject what the rewriter makes of them
 */
public record Worlds(World oracle, World subject) {

  /** Makes the worlds of a worker. */
  public interface Maker {
    /** Makes a new pair. */
    Worlds make();
  }
}
