package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Productions to choose from, each with a weight.
 *
 * @param <M> what makes a piece; it gives null where the production does not fit
 */
final class Grammar<M> {
  private static final int ATTEMPTS = 12;

  private final Chance chance;
  private final List<Row<M>> rows = new ArrayList<>();
  private int total;

  private record Row<M>(int weight, M maker) {}

  /** Makes a piece out of a production. */
  interface Attempt<M> {
    @Nullable Node make(M maker);
  }

  Grammar(Chance chance) {
    this.chance = chance;
  }

  void add(int weight, M maker) {
    rows.add(new Row<>(weight, maker));
    total += weight;
  }

  /** Tries productions until one fits; null when none of a dozen did. */
  @Nullable Node choose(Attempt<M> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Node node = attempt.make(draw());
      if (node != null) {
        return node;
      }
    }
    return null;
  }

  private M draw() {
    int at = chance.between(1, total);
    for (Row<M> row : rows) {
      at -= row.weight;
      if (at <= 0) {
        return row.maker;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }
}
