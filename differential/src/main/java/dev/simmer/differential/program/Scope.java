package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables in reach and the place where they are. */
final class Scope {
  final Place place;
  final int depth;
  private final @Nullable Scope outer;
  private final boolean captures;
  private final List<Variable> variables = new ArrayList<>();

  private Scope(Place place, @Nullable Scope outer, boolean captures) {
    this.place = place;
    this.outer = outer;
    this.captures = captures;
    depth = outer == null ? 0 : outer.depth + 1;
  }

  static Scope of(Place place) {
    return new Scope(place, null, false);
  }

  Scope block() {
    return new Scope(place, this, false);
  }

  Scope block(Place newPlace) {
    return new Scope(newPlace, this, false);
  }

  /** The body of a lambda or a local class: only final variables of the outside are in reach. */
  Scope capturing(Place newPlace) {
    return new Scope(newPlace, this, true);
  }

  void declare(Variable variable) {
    variables.add(variable);
  }

  List<Variable> readable(Kind kind) {
    List<Variable> found = new ArrayList<>();
    collect(kind, found, false);
    return found;
  }

  List<Variable> assignable(Kind kind) {
    List<Variable> found = readable(kind);
    found.removeIf(Variable::isFinal);
    return found;
  }

  private void collect(Kind kind, List<Variable> found, boolean onlyFinal) {
    for (Variable variable : variables) {
      if (variable.kind() == kind && (!onlyFinal || variable.isFinal())) {
        found.add(variable);
      }
    }
    if (outer != null) {
      outer.collect(kind, found, onlyFinal || captures);
    }
  }
}
