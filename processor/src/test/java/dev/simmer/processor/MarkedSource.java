package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Java source that says which messages of ours its compilation gives, and where.
 *
 * <p>A comment below the guilty line holds a caret under the guilty column and the first line of
 * the message; {@code note:} comes before the text of a note.
 *
 * <pre>
 *   int total = await(quote());
 *   //               ^ [async-await-outside] await() in total(), which is not @Async
 * </pre>
 *
 * <p>What is not marked must not be reported. Errors of javac's own are compared too, unless the
 * source is one that javac itself rejects.
 */
final class MarkedSource {
  private static final String HEADER =
      """
      package test;
      import static dev.simmer.Simmer.*;
      import dev.simmer.*;
      import java.io.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      """;

  private static final Pattern MARKER = Pattern.compile("^\\s*//\\s*\\^ (.*)$");

  private final String text;
  private final Compilation compilation;

  private MarkedSource(String text) {
    this.text = text;
    this.compilation =
        Compiler.javac()
            .withProcessors(new SimmerProcessor())
            .compile(JavaFileObjects.forSourceString("test.Example", text));
  }

  /** Compiles one or more classes, the first called {@code Example}. */
  static MarkedSource compile(String classes) {
    return new MarkedSource(HEADER + classes);
  }

  /** Compiles members of a class {@code Example} that has a few things to await. */
  static MarkedSource members(String members) {
    return compile(
        """
        class Example {
          static Coroutine<Integer> quote() { return done(1); }
          static AsyncGenerator<Integer> ticks() { return null; }
        """
            + members
            + "}\n");
  }

  /** Fails unless exactly the marked messages were given, and nothing else was wrong. */
  void matches() {
    assertThat(reported(false)).as(text).containsExactlyInAnyOrderElementsOf(marked());
  }

  /** The same for a source that javac rejects for reasons of its own. */
  void matchesBesideErrorsOfJavac() {
    assertThat(compilation.errors()).as("errors of javac's own").isNotEmpty();
    assertThat(reported(true)).as(text).containsExactlyInAnyOrderElementsOf(marked());
  }

  /** Returns the whole text of the only message of ours. */
  String onlyMessage() {
    List<String> messages =
        compilation.diagnostics().stream()
            .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
            .filter(message -> message.startsWith("[async-"))
            .toList();
    assertThat(messages).as(text).hasSize(1);
    return messages.get(0);
  }

  private Collection<String> reported(boolean oursOnly) {
    return compilation.diagnostics().stream()
        .filter(MarkedSource::matters)
        .filter(diagnostic -> !oursOnly || diagnostic.getMessage(Locale.ROOT).startsWith("[async-"))
        .map(MarkedSource::describe)
        .toList();
  }

  /** Javac's remarks on unchecked code and the like are no concern of the checks. */
  private static boolean matters(Diagnostic<?> diagnostic) {
    return diagnostic.getKind() == Diagnostic.Kind.ERROR
        || diagnostic.getMessage(Locale.ROOT).startsWith("[async-");
  }

  private static String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
    String kind = diagnostic.getKind() == Diagnostic.Kind.NOTE ? "note: " : "";
    String message = diagnostic.getMessage(Locale.ROOT);
    return "%d:%d %s%s"
        .formatted(
            diagnostic.getLineNumber(),
            diagnostic.getColumnNumber(),
            kind,
            message.lines().findFirst().orElse(""));
  }

  private List<String> marked() {
    List<String> expected = new ArrayList<>();
    List<String> lines = text.lines().toList();
    int guilty = 0;
    for (int line = 1; line <= lines.size(); line++) {
      Matcher marker = MARKER.matcher(lines.get(line - 1));
      if (marker.matches()) {
        int column = lines.get(line - 1).indexOf('^') + 1;
        expected.add("%d:%d %s".formatted(guilty, column, marker.group(1)));
      } else {
        guilty = line;
      }
    }
    return expected;
  }
}
