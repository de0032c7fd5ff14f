package dev.simmer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Permutes the tasks that are ready in one turn. Callbacks keep their places, for their order is
 * promised; that of tasks that become ready together is not.
 */
final class Shuffle {
  private final Random random;

  Shuffle(long seed) {
    random = new Random(seed);
  }

  void permute(ReadyQueue ready) {
    List<Ready> nodes = new ArrayList<>();
    List<Ready> tasks = new ArrayList<>();
    for (Ready node = ready.poll(); node != null; node = ready.poll()) {
      nodes.add(node);
      if (isStep(node)) {
        tasks.add(node);
      }
    }
    Collections.shuffle(tasks, random);
    int taken = 0;
    for (Ready node : nodes) {
      ready.add(isStep(node) ? tasks.get(taken++) : node);
    }
  }

  private static boolean isStep(Ready node) {
    return node instanceof Task<?> task && !task.isDone();
  }
}
