package dev.simmer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The generators whose bodies have begun and not ended; one that nobody refers to any more is
 * forgotten, except in debug mode, which reports it.
 */
final class OpenGenerators {
  private final Map<AsyncGenerator<?>, Long> open;
  private long opened;

  OpenGenerators(boolean debug) {
    open = debug ? new HashMap<>() : new WeakHashMap<>();
  }

  void opened(AsyncGenerator<?> generator) {
    open.put(generator, opened++);
  }

  void ended(AsyncGenerator<?> generator) {
    open.remove(generator);
  }

  /** Takes all, in the order they were opened. */
  List<AsyncGenerator<?>> drain() {
    List<AsyncGenerator<?>> generators = snapshot();
    open.clear();
    return generators;
  }

  /** Lists all, in the order they were opened. */
  List<AsyncGenerator<?>> snapshot() {
    List<Map.Entry<AsyncGenerator<?>, Long>> entries = new ArrayList<>(open.entrySet());
    entries.sort(Map.Entry.comparingByValue(Comparator.naturalOrder()));
    List<AsyncGenerator<?>> generators = new ArrayList<>();
    for (Map.Entry<AsyncGenerator<?>, Long> entry : entries) {
      generators.add(entry.getKey());
    }
    return generators;
  }
}
