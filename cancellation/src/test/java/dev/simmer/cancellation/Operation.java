package dev.simmer.cancellation;

import java.util.List;
import java.util.function.Supplier;

/**
 * A suspending operation, and the public methods that it stands for.
 *
 * @param covers as {@link PublicApi} writes them
 */
record Operation(String name, Supplier<World> world, List<String> covers) {
  static Operation of(String name, Supplier<World> world, String... covers) {
    return new Operation(name, world, List.of(covers));
  }

  @Override
  public String toString() {
    return name;
  }
}
