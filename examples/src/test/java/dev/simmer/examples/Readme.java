package dev.simmer.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of the README. */
public final class Readme {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private final String text;

  private Readme(String text) {
    this.text = text;
  }

  static Readme read() throws IOException {
    return new Readme(Files.readString(Javac.ROOT.resolve("README.md")));
  }

  /** Returns the part under a heading, up to the next one of that level. */
  Readme section(String heading) {
    int start = text.indexOf("\n## " + heading + "\n");
    if (start < 0) {
      throw new AssertionError("README.md has no section " + heading);
    }
    int end = text.indexOf("\n## ", start + 1);
    return new Readme(text.substring(start, end < 0 ? text.length() : end));
  }

  List<String> blocks(String language) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  /** Returns the words of the only shell command of this part. */
  List<String> command() {
    String command = blocks("sh").get(0);
    return List.of(command.replace("\\\n", " ").strip().split("\\s+"));
  }

  /** Returns the part of the command that says where the processor is. */
  public static List<String> compilerPaths() throws IOException {
    List<String> words = read().section("What the compiler says").command();
    return words.subList(words.indexOf("-cp"), words.size() - 1);
  }
}
