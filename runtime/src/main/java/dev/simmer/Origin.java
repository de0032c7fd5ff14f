package dev.simmer;

import org.jspecify.annotations.Nullable;

/** Where tasks come from; one object serves all that come from the same place. */
class Origin {
  final Loop loop;

  /** Where they were created, as far as that is known for free, see {@link Loop#takePlace}. */
  final @Nullable Object place;

  /** The context variables they start with, and have until one of them sets some. */
  final Context context;

  Origin(Loop loop, @Nullable Object place, Context context) {
    this.loop = loop;
    this.place = place;
    this.context = context;
  }

  /** Returns the same in another context. */
  Origin in(Context other) {
    return new Origin(loop, place, other);
  }

  /**
   * The places of a loop. Only origins in the context that the loop has itself are kept, as others
   * would keep the values of their context alive.
   */
  static final class Places {
    private static final int SIZE = 64;

    private final Origin nowhere;
    private final @Nullable Origin[] latest = new @Nullable Origin[SIZE];

    Places(Origin nowhere) {
      this.nowhere = nowhere;
    }

    Origin of(@Nullable Object place, Context context) {
      if (context != nowhere.context) {
        return new Origin(nowhere.loop, place, context);
      }
      if (place == null) {
        return nowhere;
      }
      int index = place.hashCode() & (SIZE - 1);
      Origin known = latest[index];
      if (known != null && known.place == place) {
        return known;
      }
      Origin made = new Origin(nowhere.loop, place, context);
      latest[index] = made;
      return made;
    }
  }
}
