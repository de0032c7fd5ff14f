package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.FramePlan.Local;
import dev.simmer.processor.rewrite.FramePlan.Saved;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * A set of locals that a frame holds: one local, and what {@link #rest} holds.
 *
 * <p>The sets of a method form a tree. Those that share locals share the path to its root, the
 * empty set, and with it the code that saves these locals and the code that restores them; so a
 * method with many suspension points stays small.
 */
final class SavedLocals {
  /** The set without {@link #local}; null for the empty set. */
  final @Nullable SavedLocals rest;

  /** What this set holds beside the rest; null for the empty set. */
  final @Nullable Saved local;

  /** The sets that hold one local more. */
  final List<SavedLocals> larger = new ArrayList<>();

  /** The suspension points at which exactly this set is saved. */
  final List<SuspensionPoint> points = new ArrayList<>();

  private final int count;

  /** How many slots the set takes. */
  final FrameLayout size;

  /** The states of {@link #points} and of all larger sets are {@code first … end - 1}. */
  int first;

  int end;

  private SavedLocals(@Nullable SavedLocals rest, @Nullable Saved local, FrameLayout size) {
    this.rest = rest;
    this.local = local;
    this.size = size;
    count = rest == null ? 0 : rest.count + 1;
  }

  /** The empty set of a method whose frames always hold so many references. */
  static SavedLocals none(int references) {
    return new SavedLocals(null, null, new FrameLayout(references, 0, 0));
  }

  /** This set and one more local, as a new branch. */
  SavedLocals and(Local added) {
    Type type = added.type();
    SavedLocals set =
        new SavedLocals(this, new Saved(added.index(), type, size.next(type)), size.plus(type));
    larger.add(set);
    return set;
  }

  /** The largest set of this branch that holds none but the given locals. */
  SavedLocals largestWithin(Set<Local> locals) {
    SavedLocals largest = this;
    for (SavedLocals set : larger) {
      Saved saved = Objects.requireNonNull(set.local);
      if (locals.contains(new Local(saved.local(), saved.type()))) {
        SavedLocals found = set.largestWithin(locals);
        largest = found.count > largest.count ? found : largest;
      }
    }
    return largest;
  }

  /** Numbers the states of this set and all larger ones; returns the next number. */
  int number(int state) {
    first = state;
    end = state + points.size();
    for (SavedLocals set : larger) {
      end = set.number(end);
    }
    return end;
  }

  /** The locals of the set, those of the rest first. */
  List<Saved> locals() {
    List<Saved> all = rest == null ? new ArrayList<>() : rest.locals();
    if (local != null) {
      all.add(local);
    }
    return all;
  }
}
