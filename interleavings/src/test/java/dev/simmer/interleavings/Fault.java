package dev.simmer.interleavings;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mistake for the runtime's sources, and who must find it. They are in {@code faults.txt}.
 *
 * @param name what is wrong
 * @param finders {@code explored} or {@code stressed}, by what, and what that sees then
 * @param file the source
 * @param changes what is written instead of what
 */
record Fault(String name, List<String> finders, String file, List<Change> changes) {
  private static final String FOLDER = "runtime/src/main/java/dev/simmer";

  private static final Pattern FINDER =
      Pattern.compile("(?<tool>explored|stressed) (?<by>\\w+): (?<sign>.+)");

  private static final String INBOX = "Inbox.java";

  /** Sleeping, as the explorer can see it. */
  private static final List<Change> EXPLORED =
      List.of(
          new Change(
              List.of("private @Nullable Thread owner;"),
              List.of(
                  "private @Nullable Thread owner;",
                  "private final Parking parking = new Parking();")),
          new Change(List.of("LockSupport.parkNanos(this, nanos);"), List.of("parking.park();")),
          new Change(List.of("LockSupport.unpark(owner);"), List.of("parking.unpark();")));

  /** Lines as they are, and with the mistake. */
  record Change(List<String> code, List<String> faulty) {
    /** Makes the change in its one place, however that is indented. */
    String applyTo(String source) {
      String lines =
          code.stream()
              .map(line -> Pattern.quote(line.strip()))
              .collect(Collectors.joining("\\s+"));
      Matcher places = Pattern.compile(lines).matcher(source);
      if (places.results().count() != 1) {
        throw new IllegalStateException("not once in the source: " + code);
      }
      return places.replaceFirst(Matcher.quoteReplacement(String.join("\n", faulty)));
    }
  }

  /** Reads all that {@code finder} must find with something, by that. */
  static Stream<Found> all(String finder) throws IOException {
    List<Found> all = new ArrayList<>();
    for (Fault fault : read()) {
      for (String by : fault.finders) {
        Matcher found = FINDER.matcher(by);
        if (found.matches() && found.group("tool").equals(finder)) {
          all.add(new Found(fault, found.group("by"), found.group("sign")));
        }
      }
    }
    return all.stream();
  }

  /**
   * A fault, and one that must find it.
   *
   * @param sign what it must see: the rule that does not hold, or the result that is forbidden
   */
  record Found(Fault fault, String by, String sign) {
    @Override
    public String toString() {
      return by + ": " + fault.name;
    }
  }

  private static List<Fault> read() throws IOException {
    try (InputStream in = Fault.class.getResourceAsStream("/faults.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("\n\\s*\n"))
          .map(block -> block.lines().filter(line -> !line.startsWith("#")).toList())
          .filter(lines -> !lines.isEmpty())
          .map(Fault::parse)
          .toList();
    }
  }

  private static Fault parse(List<String> lines) {
    List<String> finders = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    int line = 1;
    while (FINDER.matcher(lines.get(line)).matches()) {
      finders.add(lines.get(line++));
    }
    String file = lines.get(line++);
    while (line < lines.size()) {
      Change change = new Change(new ArrayList<>(), new ArrayList<>());
      while (line < lines.size() && lines.get(line).startsWith("-")) {
        change.code.add(lines.get(line++).substring(1));
      }
      while (line < lines.size() && lines.get(line).startsWith("+")) {
        change.faulty.add(lines.get(line++).substring(1));
      }
      if (change.code.isEmpty()) {
        throw new IllegalArgumentException("neither - nor +: " + lines.get(line));
      }
      changes.add(change);
    }
    return new Fault(lines.get(0), finders, file, changes);
  }

  /** Compiles the source with the mistake into {@code target}. */
  void compileInto(Path target) throws IOException {
    compile(target, Map.of(file, changes));
  }

  /** Compiles it for the explorer, which has to see where the loop sleeps. */
  void compileForExplorer(Path target) throws IOException {
    List<Change> all = new ArrayList<>(changes);
    if (file.equals(INBOX)) {
      all.addAll(EXPLORED);
      compile(target, Map.of(INBOX, all));
    } else {
      compile(target, Map.of(INBOX, EXPLORED, file, all));
    }
  }

  /** Compiles what the explorer needs, without a mistake. */
  static void compileFaultlessForExplorer(Path target) throws IOException {
    compile(target, Map.of(INBOX, EXPLORED));
  }

  private static void compile(Path target, Map<String, List<Change>> changes) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-implicit:none", "-d", target.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    for (var each : changes.entrySet()) {
      String source = Files.readString(sources().resolve(each.getKey()));
      for (Change change : each.getValue()) {
        source = change.applyTo(source);
      }
      Path faulty = target.resolve("src").resolve(each.getKey());
      Files.createDirectories(faulty.getParent());
      Files.writeString(faulty, source);
      arguments.add(faulty.toString());
    }
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    if (ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(out, out, arguments.toArray(String[]::new))
        != 0) {
      throw new IllegalStateException("a mistake does not compile:\n" + messages);
    }
  }

  /** Finds the sources from the module's folder, and from that of the repository. */
  private static Path sources() {
    return Stream.of("..", ".")
        .map(root -> Path.of(root, FOLDER.split("/")))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no " + FOLDER + File.separator));
  }
}
