package dev.simmer.lint;

import dev.simmer.lint.Rewrite.Change;
import java.util.ArrayList;
import java.util.List;

/** Writes changes of one file as a unified diff, with three lines around each. */
final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /**
   * Lines that are replaced.
   *
   * @param first the number of the first one, from 0
   * @param count how many there are
   * @param now what stands there now
   */
  private record Block(int first, int count, List<String> now) {
    int end() {
      return first + count;
    }
  }

  private final String name;
  private final String text;
  private final List<String> lines;

  private UnifiedDiff(String name, String text) {
    this.name = name;
    this.text = text;
    this.lines = lines(text);
  }

  /**
   * Returns the diff.
   *
   * @param name the path of the file, with slashes
   * @param changes in the order of the text, none of which overlap
   */
  static String of(String name, String text, List<Change> changes) {
    return new UnifiedDiff(name, text).write(changes);
  }

  /** Splits a text behind each end of a line, which a line keeps. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  private String write(List<Change> changes) {
    StringBuilder diff = new StringBuilder();
    diff.append("--- a/").append(name).append("\n+++ b/").append(name).append('\n');
    int moved = 0;
    List<Block> hunk = new ArrayList<>();
    for (Block block : blocks(changes)) {
      if (!hunk.isEmpty() && block.first() - hunk.get(hunk.size() - 1).end() > 2 * CONTEXT) {
        moved += hunk(hunk, moved, diff);
        hunk.clear();
      }
      hunk.add(block);
    }
    hunk(hunk, moved, diff);
    return diff.toString();
  }

  /** Joins changes of the same lines. */
  private List<Block> blocks(List<Change> changes) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < changes.size(); ) {
      int first = lineAt(changes.get(i).start());
      int last = first;
      int next = i;
      while (next < changes.size() && lineAt(changes.get(next).start()) <= last) {
        last = Math.max(last, lineAt(changes.get(next).end()));
        next++;
      }
      blocks.add(new Block(first, last + 1 - first, now(first, last, changes.subList(i, next))));
      i = next;
    }
    return blocks;
  }

  private int lineAt(int offset) {
    int line = 0;
    int end = 0;
    while (line < lines.size() - 1 && end + lines.get(line).length() <= offset) {
      end += lines.get(line).length();
      line++;
    }
    return line;
  }

  private List<String> now(int first, int last, List<Change> changes) {
    int from = lines.subList(0, first).stream().mapToInt(String::length).sum();
    int to = from + lines.subList(first, last + 1).stream().mapToInt(String::length).sum();
    StringBuilder now = new StringBuilder();
    for (Change change : changes) {
      now.append(text, from, change.start()).append(change.text());
      from = change.end();
    }
    return lines(now.append(text, from, to).toString());
  }

  /** Writes blocks that are near each other; returns by how many lines the file has grown. */
  private int hunk(List<Block> blocks, int moved, StringBuilder diff) {
    if (blocks.isEmpty()) {
      return 0;
    }
    Block last = blocks.get(blocks.size() - 1);
    int from = Math.max(0, blocks.get(0).first() - CONTEXT);
    int to = Math.min(lines.size(), last.end() + CONTEXT);
    int grown = blocks.stream().mapToInt(block -> block.now().size() - block.count()).sum();
    diff.append(
        "@@ -%d,%d +%d,%d @@%n"
            .formatted(from + 1, to - from, from + 1 + moved, to - from + grown)
            .replace("\r\n", "\n"));
    int at = from;
    for (Block block : blocks) {
      append(" ", lines.subList(at, block.first()), diff);
      append("-", lines.subList(block.first(), block.end()), diff);
      append("+", block.now(), diff);
      at = block.end();
    }
    append(" ", lines.subList(at, to), diff);
    return grown;
  }

  private static void append(String mark, List<String> lines, StringBuilder diff) {
    for (String line : lines) {
      diff.append(mark).append(line);
      if (!line.endsWith("\n")) {
        diff.append("\n\\ No newline at end of file\n");
      }
    }
  }
}
