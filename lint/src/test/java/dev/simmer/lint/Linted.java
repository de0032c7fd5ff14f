package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Source text compiled with the lint and nothing else on the processor path.
 *
 * <p>A line that must be reported ends with a comment holding the id, and if it matters a part of
 * the message: {@code // [async-blocking-call] Thread.sleep}. Whatever is reported on any other
 * line, or not reported where it should be, fails the test.
 */
final class Linted {

  private static final Pattern EXPECTED = Pattern.compile("// (\\[async-[a-z-]+])(.*)$");

  private static final Pattern ID = Pattern.compile("\\[async-[a-z-]+]");

  private final List<String> sources = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<File> classPath = new ArrayList<>();
  private boolean simmer = true;

  /** Starts from the members of a class {@code Pages} that imports Simmer's names and the usual. */
  static Linted members(String members) {
    return unit(
        """
        package shop;
        import static dev.simmer.Simmer.*;
        import dev.simmer.*;
        import java.io.*;
        import java.net.*;
        import java.net.http.*;
        import java.nio.file.*;
        import java.sql.*;
        import java.time.Duration;
        import java.util.*;
        import java.util.concurrent.*;
        import java.util.concurrent.locks.*;
        import java.util.function.*;
        class Pages {
        """
            + members
            + "\n}\n");
  }

  /** Starts from one statement or several in an {@code @Async} method that returns nothing. */
  static Linted async(String statements) {
    return members(
        "@Async Coroutine<Void> load(Object given) throws Exception {\n"
            + statements
            + "\nreturn done();\n}");
  }

  /** Starts from one whole compilation unit. */
  static Linted unit(String source) {
    return new Linted().and(source);
  }

  Linted and(String source) {
    sources.add(source);
    return this;
  }

  Linted option(String option) {
    options.add(option);
    return this;
  }

  Linted on(File root) {
    classPath.add(root);
    return this;
  }

  Linted withoutSimmer() {
    simmer = false;
    return this;
  }

  /** Fails unless exactly the marked lines are reported. */
  void reportsWhatIsMarked() {
    Compilation compilation = compile();
    List<String> wanted = new ArrayList<>();
    List<String> got = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : compilation.diagnostics()) {
      Matcher id = ID.matcher(text(diagnostic));
      if (id.find() && diagnostic.getSource() != null) {
        got.add(diagnostic.getSource().getName() + ":" + diagnostic.getLineNumber() + id.group());
        texts.add(diagnostic.getLineNumber() + text(diagnostic));
      } else if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        throw new AssertionError("the source does not compile: " + diagnostic);
      }
    }
    for (String source : sources) {
      collectMarks(source, wanted, texts);
    }
    assertThat(got).containsExactlyInAnyOrderElementsOf(wanted);
  }

  private static void collectMarks(String source, List<String> wanted, List<String> texts) {
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher expected = EXPECTED.matcher(lines.get(i));
      if (expected.find()) {
        String file = JavaFileObjects.forSourceString(nameOf(source), source).getName();
        wanted.add(file + ":" + (i + 1) + expected.group(1));
        String part = expected.group(2).strip();
        String prefix = (i + 1) + expected.group(1);
        assertThat(texts)
            .as("a message on line %d that says: %s", i + 1, part)
            .anyMatch(text -> text.startsWith(prefix) && text.contains(part));
      }
    }
  }

  /** Returns the messages of the lint, without position. */
  List<String> messages() {
    return compile().diagnostics().stream()
        .map(Linted::text)
        .filter(text -> ID.matcher(text).find())
        .toList();
  }

  Compilation compile() {
    Compiler compiler =
        Compiler.javac().withProcessors(new LintProcessor()).withOptions(options.toArray());
    if (!simmer || !classPath.isEmpty()) {
      compiler = compiler.withClasspath(classPath());
    }
    return compiler.compile(
        sources.stream()
            .map(source -> JavaFileObjects.forSourceString(nameOf(source), source))
            .toList());
  }

  private List<File> classPath() {
    Stream<File> own =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(File::new)
            .filter(entry -> simmer && entry.getPath().contains("runtime"));
    return Stream.concat(own, classPath.stream()).toList();
  }

  private static String text(Diagnostic<?> diagnostic) {
    return diagnostic.getMessage(Locale.ENGLISH);
  }

  private static String nameOf(String source) {
    Matcher type =
        Pattern.compile("(?m)^(?:public |final |abstract )*(?:class|interface|record|enum) (\\w+)")
            .matcher(source);
    Matcher pack = Pattern.compile("package ([\\w.]+);").matcher(source);
    String name = type.find() ? type.group(1) : "package-info";
    return pack.find() ? pack.group(1) + "." + name : name;
  }
}
