package dev.simmer;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What the lint's catalogue says of methods on a stack: its own rows, which lie in this jar too,
 * and those of the jars whose classes are on the stack. Read when the first step is slow.
 */
final class BlockingRows {
  private static final List<String> OWN = List.of("jdk.db", "libraries.db");
  private static final String FOLDER = "META-INF/simmer/blocking/";

  private final Map<String, List<BlockingRow>> byOwner = new HashMap<>();
  private final List<BlockingRow> patterns = new ArrayList<>();
  private final Set<String> read = new HashSet<>();

  BlockingRows() {
    for (String name : OWN) {
      try (InputStream rows = BlockingRows.class.getResourceAsStream("blocking/" + name)) {
        read(rows);
      } catch (IOException unreadable) {
        // A report without the name of a rule is still a report.
      }
    }
  }

  /** Returns what the nearest type says of the method, or null when none does or it is harmless. */
  @Nullable BlockingRow find(@Nullable Class<?> type, String typeName, String method) {
    for (String name : type == null ? Set.of(typeName) : nearestFirst(type)) {
      List<BlockingRow> rows = new ArrayList<>(byOwner.getOrDefault(name, List.of()));
      rows.addAll(patterns);
      BlockingRow nearest =
          rows.stream()
              .filter(row -> row.isAbout(name, method))
              .max(Comparator.comparingInt(BlockingRow::precision))
              .orElse(null);
      if (nearest != null) {
        return nearest.category() == null ? null : nearest;
      }
    }
    return null;
  }

  private Set<String> nearestFirst(Class<?> start) {
    Set<String> names = new LinkedHashSet<>();
    List<Class<?>> queue = new ArrayList<>(List.of(start));
    for (int i = 0; i < queue.size(); i++) {
      Class<?> type = queue.get(i);
      if (names.add(type.getName())) {
        readNextTo(type);
        if (type.getSuperclass() != null) {
          queue.add(type.getSuperclass());
        }
        queue.addAll(List.of(type.getInterfaces()));
      }
    }
    return names;
  }

  private void readNextTo(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return; // of the JDK
    }
    try {
      Path path = Path.of(source.getLocation().toURI());
      if (!read.add(path.toString())) {
        return;
      }
      if (Files.isDirectory(path)) {
        readFolder(path.resolve(FOLDER));
      } else {
        readJar(path.toFile());
      }
    } catch (IOException | URISyntaxException | IllegalArgumentException unreadable) {
      // Not a file: such a place has no rows.
    }
  }

  private void readFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.db")) {
        for (Path file : files) {
          try (InputStream rows = Files.newInputStream(file)) {
            read(rows);
          }
        }
      }
    }
  }

  private void readJar(File jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".db")) {
          try (InputStream rows = zip.getInputStream(entry)) {
            read(rows);
          }
        }
      }
    }
  }

  private void read(@Nullable InputStream rows) throws IOException {
    if (rows == null) {
      return;
    }
    BufferedReader lines = new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      BlockingRow row = BlockingRow.parse(line);
      if (row != null && row.owner().indexOf('*') >= 0) {
        patterns.add(row);
      } else if (row != null) {
        byOwner.computeIfAbsent(row.owner(), owner -> new ArrayList<>()).add(row);
      }
    }
  }
}
