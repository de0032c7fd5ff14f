package dev.simmer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The generators whose bodies have begun and not ended; one that nobody refers to any more is
 * forgotten.
 */
final class OpenGenerators {
  private final Map<AsyncGenerator<?>, Long> open = new WeakHashMap<>();
  private long opened;

  void opened(AsyncGenerator<?> generator) {
    open.put(generator, opened++);
  }

  void ended(AsyncGenerator<?> generator) {
    open.remove(generator);
  }

  /** Takes all, in the order they were opened. */
  List<AsyncGenerator<?>> drain() {
    List<Map.Entry<AsyncGenerator<?>, Long>> entries = new ArrayList<>(open.entrySet());
    entries.sort(Map.Entry.comparingByValue(Comparator.naturalOrder()));
    List<AsyncGenerator<?>> generators = new ArrayList<>();
    for (Map.Entry<AsyncGenerator<?>, Long> entry : entries) {
      generators.add(entry.getKey());
    }
    open.clear();
    return generators;
  }
}
