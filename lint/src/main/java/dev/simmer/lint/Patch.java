package dev.simmer.lint;

import dev.simmer.lint.Rewrite.Change;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;

/**
 * Writes the mechanical fixes of what was reported as a unified diff: {@code
 * -Asimmer.lint.patch=FILE}.
 *
 * <p>Paths in it are relative to the folder that the compiler runs in, those of sources elsewhere
 * to the root. Of fixes that overlap only the first is in it; the others come when the code is
 * compiled again.
 */
final class Patch {
  static final String OPTION = "simmer.lint.patch";

  private final Path file;
  private final Path root;
  private final Map<URI, List<Edit>> edits = new LinkedHashMap<>();
  private int fixes;

  /**
   * Creates a patch without fixes.
   *
   * @param file where to write it
   * @param root what the paths in it are relative to
   */
  Patch(Path file, Path root) {
    this.file = file;
    this.root = root;
  }

  void add(Edit edit) {
    edits.computeIfAbsent(edit.file().toUri(), uri -> new ArrayList<>()).add(edit);
  }

  /**
   * Writes the file, or deletes what is left of an earlier one where there is nothing to fix.
   *
   * @return how many fixes it has, or -1 where nothing was written
   */
  int write() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<URI, List<Edit>> entry : edits.entrySet()) {
      if ("file".equals(entry.getKey().getScheme())) {
        text.append(diff(Path.of(entry.getKey()), entry.getValue()));
      }
    }
    if (fixes == 0) {
      Files.deleteIfExists(file);
    } else {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    }
    return fixes == 0 ? -1 : fixes;
  }

  private String diff(Path path, List<Edit> wanted) throws IOException {
    JavaFileObject source = wanted.get(0).file();
    String text = String.valueOf(source.getCharContent(true));
    ParsedSource parsed = ParsedSource.of(source, text);
    if (parsed == null || !isUtf8(path, text)) {
      return "";
    }
    List<List<Change>> accepted = new ArrayList<>();
    for (Edit edit : wanted) {
      var place = parsed.find(edit);
      List<Change> changes = place == null ? List.of() : edit.rewrite().changes(place, parsed);
      if (!changes.isEmpty() && accepted.stream().noneMatch(other -> overlap(other, changes))) {
        accepted.add(changes);
      }
    }
    if (accepted.isEmpty()) {
      return "";
    }
    fixes += accepted.size();
    List<Change> all = new ArrayList<>();
    accepted.forEach(all::addAll);
    all.sort(Comparator.comparingInt(Change::start));
    return UnifiedDiff.of(nameOf(path), text, all);
  }

  /** A patch has one encoding for all files; a file in another one is left alone. */
  private static boolean isUtf8(Path path, String text) throws IOException {
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), Files.readAllBytes(path));
  }

  private static boolean overlap(List<Change> one, List<Change> other) {
    return one.get(0).start() <= other.get(other.size() - 1).end()
        && other.get(0).start() <= one.get(one.size() - 1).end();
  }

  private String nameOf(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path base = root.toAbsolutePath().normalize();
    Path from = absolute.startsWith(base) ? base : absolute.getRoot();
    return from.relativize(absolute).toString().replace('\\', '/');
  }
}
