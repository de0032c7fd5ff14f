package dev.simmer.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import dev.simmer.lint.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers where async methods and lambdas stand in the source, for what is found wrong with them
 * only when they are rewritten: by then javac has forgotten the trees of the class.
 *
 * <p>A class file knows its lines, so code is found by its first one.
 */
final class AsyncPlaces {
  private final Trees trees;
  private final Map<String, List<Place>> placesByClass = new HashMap<>();

  AsyncPlaces(Trees trees) {
    this.trees = trees;
  }

  private record Place(CompilationUnitTree unit, Tree tree, long firstLine, long lastLine) {
    boolean contains(int line) {
      return firstLine <= line && line <= lastLine;
    }

    long length() {
      return lastLine - firstLine;
    }
  }

  /**
   * Remembers a method or lambda.
   *
   * @param topLevelClass the qualified name of the class it is in
   */
  void add(String topLevelClass, CompilationUnitTree unit, Tree tree) {
    SourcePositions positions = trees.getSourcePositions();
    LineMap lines = unit.getLineMap();
    long start = positions.getStartPosition(unit, tree);
    long end = positions.getEndPosition(unit, tree);
    // With -g:none javac keeps no line map, nor does the class file have lines to be found by.
    if (lines != null && start >= 0 && end >= start) {
      placesByClass
          .computeIfAbsent(topLevelClass, name -> new ArrayList<>())
          .add(new Place(unit, tree, lines.getLineNumber(start), lines.getLineNumber(end)));
    }
  }

  /**
   * Prints an error at the innermost method or lambda around a line.
   *
   * @return false when none is known there
   */
  boolean error(String topLevelClass, int line, Message message) {
    Optional<Place> place =
        placesByClass.getOrDefault(topLevelClass, List.of()).stream()
            .filter(candidate -> candidate.contains(line))
            .min(Comparator.comparingLong(Place::length));
    place.ifPresent(
        found -> new Reporter(trees, found.unit()).error(found.tree(), found.tree(), message));
    return place.isPresent();
  }

  /** Lets go of a class whose class files are all written. */
  void forget(String topLevelClass) {
    placesByClass.remove(topLevelClass);
  }
}
