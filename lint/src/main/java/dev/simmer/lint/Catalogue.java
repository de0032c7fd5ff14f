package dev.simmer.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known about methods whose bodies are not looked into: which of them block, who runs the
 * functions handed to them, and what they return.
 *
 * <p>A row is about the method it names and every override. The nearest type with a matching row
 * decides; within one type the row that spells out more decides.
 */
final class Catalogue {

  private final Map<String, List<Row>> rowsByOwner = new HashMap<>();
  private final List<Row> ownerPatterns = new ArrayList<>();
  private final List<Row> calledBack = new ArrayList<>();

  /** Whether some row says that a method of that name is called back. */
  private final Map<String, Boolean> isCalledBack = new HashMap<>();

  private final Set<String> names = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();

  /** Whether some row names such a method. */
  private final Map<String, Boolean> isNamed = new HashMap<>();

  /** Whether some row says who runs the functions that such a method is handed. */
  private final Map<String, Boolean> isKnownToRun = new HashMap<>();

  /** Of which types a row is about every method, theirs or those of a type above. */
  private final Map<String, Boolean> isAboutAll = new HashMap<>();

  /** What the rows come to for the types that somebody has asked about. */
  private final Map<String, List<Row>> rowsOf = new HashMap<>();

  void add(Row row) {
    if (!row.isAboutAll()) {
      (row.prefix() ? prefixes : names).add(row.name());
    }
    if (row.knowledge() instanceof Row.CalledOn) {
      calledBack.add(row);
    }
    if (row.isOwnerPattern()) {
      ownerPatterns.add(row);
    } else {
      rowsByOwner.computeIfAbsent(row.owner(), owner -> new ArrayList<>()).add(row);
    }
    rowsOf.clear();
    isAboutAll.clear();
    isNamed.clear();
    isCalledBack.clear();
    isKnownToRun.clear();
  }

  private List<Row> rowsOf(String type) {
    List<Row> known = rowsOf.get(type);
    if (known == null) {
      known = new ArrayList<>(rowsByOwner.getOrDefault(type, List.of()));
      for (Row row : ownerPatterns) {
        if (row.ownerMatches(type)) {
          known.add(row);
        }
      }
      known.sort(Comparator.comparingInt(Row::precision).reversed());
      rowsOf.put(type, known);
    }
    return known;
  }

  /** Tells quickly that no row is about such a call, which is so for most. */
  boolean knowsNothingOf(List<String> types, String method) {
    return !isNamed.computeIfAbsent(method, this::isNamed)
        && !isAboutAll.computeIfAbsent(types.get(0), type -> isAboutAll(types));
  }

  private boolean isNamed(String method) {
    return names.contains(method) || prefixes.stream().anyMatch(method::startsWith);
  }

  private boolean isAboutAll(List<String> types) {
    return types.stream().anyMatch(type -> rowsOf(type).stream().anyMatch(Row::isAboutAll));
  }

  /**
   * Returns whether the method blocks, as far as the catalogue knows: blocks, harmless, through.
   */
  Optional<Row> blocking(List<String> typesNearestFirst, String method, String parameters) {
    return find(typesNearestFirst, method, parameters, null);
  }

  /** Returns who runs argument {@code index} of the method, or null when nothing is known. */
  Row.@Nullable Runs runs(
      List<String> typesNearestFirst, String method, String parameters, int index) {
    for (String type : typesNearestFirst) {
      for (Row row : rowsOf(type)) {
        if (row.knowledge() instanceof Row.RunsArgument runs
            && runs.isAbout(index)
            && row.matches(method, parameters)) {
          return runs.on();
        }
      }
    }
    return null;
  }

  /** Tells whether a loop runs a function that is handed to some method of this name. */
  boolean runsOnLoop(List<String> types, String method) {
    for (String type : types) {
      for (Row row : rowsOf(type)) {
        if (row.knowledge() instanceof Row.RunsArgument runs
            && runs.on() == Row.Runs.LOOP
            && row.nameMatches(method)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns who calls the method where a program implements it, or null when nothing is known. */
  Row.@Nullable Runs callerOf(List<String> typesNearestFirst, String method) {
    if (!isCalledBack.computeIfAbsent(method, this::isCalledBack)) {
      return null; // which is so for most
    }
    for (String type : typesNearestFirst) {
      for (Row row : rowsOf(type)) {
        if (row.knowledge() instanceof Row.CalledOn called && row.nameMatches(method)) {
          return called.runs();
        }
      }
    }
    return null;
  }

  private boolean isCalledBack(String method) {
    return calledBack.stream().anyMatch(row -> row.nameMatches(method));
  }

  /** Tells quickly that nobody is known to run functions for methods of that name. */
  boolean knowsNoRunnerOf(String method) {
    return !isKnownToRun.computeIfAbsent(method, this::isKnownToRun);
  }

  private boolean isKnownToRun(String method) {
    return Stream.concat(
            rowsByOwner.values().stream().flatMap(List::stream), ownerPatterns.stream())
        .anyMatch(row -> row.knowledge() instanceof Row.RunsArgument && row.nameMatches(method));
  }

  /** Returns the exact type of what the method returns, or null when nothing is known. */
  @Nullable String returns(List<String> typesNearestFirst, String method, String parameters) {
    return find(typesNearestFirst, method, parameters, Row.Returns.class)
        .map(row -> ((Row.Returns) row.knowledge()).type())
        .orElse(null);
  }

  /**
   * Returns what {@code method} of an object of this type does when another object calls it:
   * parameters are unknown there, so any row with that name counts.
   */
  Optional<Row> blockingByName(List<String> typesNearestFirst, String method) {
    for (String type : typesNearestFirst) {
      for (Row row : rowsOf(type)) {
        if (isAboutBlocking(row) && row.nameMatches(method)) {
          return Optional.of(row);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Row> find(
      List<String> typesNearestFirst,
      String method,
      String parameters,
      @Nullable Class<? extends Row.Knowledge> wanted) {
    for (String type : typesNearestFirst) {
      for (Row row : rowsOf(type)) {
        boolean kind = wanted == null ? isAboutBlocking(row) : wanted.isInstance(row.knowledge());
        if (kind && row.matches(method, parameters)) {
          return Optional.of(row);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isAboutBlocking(Row row) {
    return row.knowledge() instanceof Row.Blocks
        || row.knowledge() instanceof Row.Harmless
        || row.knowledge() instanceof Row.Through;
  }
}
