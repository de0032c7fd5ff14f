package dev.simmer.dispatch;

import java.util.ArrayList;
import java.util.List;

/** What ran, in the order in which it ran. */
public final class Journal {
  private static final List<String> LINES = new ArrayList<>();

  private Journal() {}

  public static void note(String line) {
    LINES.add(line);
  }

  public static List<String> lines() {
    return List.copyOf(LINES);
  }

  public static void clear() {
    LINES.clear();
  }
}
