package dev.simmer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A fault of one line in a source of the runtime, and the tests that must notice it. */
record Fault(List<Pin> pins, Path file, String code, String faulty) {
  private static final Path LIST = Path.of("src/test/resources/faults.txt");
  private static final Path SOURCES = Path.of("src/main/java/dev/simmer");

  /**
   * A fact, and the test that pins it; {@code hangs} where the fault makes the test wait for ever.
   */
  record Pin(String fact, String test, boolean hangs) {
    String className() {
      return test.substring(0, test.indexOf('.'));
    }

    String methodName() {
      return test.substring(test.indexOf('.') + 1);
    }
  }

  /** Reads the list: blocks of lines, with an empty line between them. */
  static List<Fault> all() throws IOException {
    List<Fault> faults = new ArrayList<>();
    for (String block : Files.readString(LIST).split("\\R(?:[ \t]*\\R)+")) {
      List<String> lines = block.lines().filter(line -> !line.startsWith("#")).toList();
      if (!lines.isEmpty()) {
        faults.add(read(lines));
      }
    }
    return faults;
  }

  private static Fault read(List<String> lines) {
    List<String> pins = lines.stream().takeWhile(line -> line.matches("A\\d+ .*")).toList();
    return new Fault(
        pins.stream().map(Fault::pin).toList(),
        SOURCES.resolve(lines.get(pins.size())),
        marked("-", lines),
        marked("+", lines));
  }

  private static Pin pin(String line) {
    String[] words = line.split(" ");
    return new Pin(words[0], words[1], List.of(words).contains("hangs"));
  }

  private static String marked(String mark, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(1).strip() + "\n")
        .collect(Collectors.joining());
  }

  /** Returns how often the lines stand in the source; once, if the fault fits. */
  int occurrences() throws IOException {
    return source().split(Pattern.quote("\n" + code), -1).length - 1;
  }

  /** Returns the source with the fault in. */
  String faultySource() throws IOException {
    return source().replace("\n" + code, "\n" + faulty);
  }

  /** Returns the source without its indentation. */
  private String source() throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(line -> "\n" + line.strip()).collect(Collectors.joining()) + "\n";
    }
  }

  @Override
  public String toString() {
    return pins.stream().map(Pin::fact).distinct().toList() + " " + file.getFileName();
  }
}
