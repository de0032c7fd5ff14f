package dev.simmer.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Set<String> names = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();

  void add(Row row) {
    (row.prefix() ? prefixes : names).add(row.name());
    List<Row> rows = rowsByOwner.computeIfAbsent(row.owner(), owner -> new ArrayList<>());
    rows.add(row);
    rows.sort(Comparator.comparingInt(Row::precision).reversed());
  }

  /** Tells quickly that no row is about methods of that name, which is so for most calls. */
  boolean knowsNothingOf(String method) {
    return !names.contains(method) && prefixes.stream().noneMatch(method::startsWith);
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
      for (Row row : rowsByOwner.getOrDefault(type, List.of())) {
        if (row.knowledge() instanceof Row.RunsArgument runs
            && runs.argument() == index
            && row.matches(method, parameters)) {
          return runs.on();
        }
      }
    }
    return null;
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
      for (Row row : rowsByOwner.getOrDefault(type, List.of())) {
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
      for (Row row : rowsByOwner.getOrDefault(type, List.of())) {
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
