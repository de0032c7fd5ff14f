package dev.simmer.lint;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Calls what each row of the catalogue is about, in generated code, and sees that the lint says so.
 */
final class Recall {

  private static final Pattern ID = Pattern.compile("\\[(async-[a-z-]+)]");

  private final Callers callers;
  private final Map<String, Row> rowOf = new HashMap<>();
  private final List<String> uncalled = new ArrayList<>();

  /**
   * Writes a class for each row.
   *
   * @param rows the rows; those that do not speak of blocking are not called
   * @param byHand the calls of rows about types that exist in the catalogue only
   * @param owners gives the types that a row is about
   */
  Recall(List<Row> rows, Map<String, Callers.Call> byHand, Function<Row, List<String>> owners) {
    Catalogue catalogue = new Catalogue();
    rows.forEach(catalogue::add);
    JavacTask types = javac(List.of(), diagnostic -> {}, List.of());
    this.callers = new Callers(types, catalogue);
    for (Row row : rows) {
      if (row.knowledge() instanceof Row.Blocks) {
        write(row, byHand, owners.apply(row));
      }
    }
  }

  private void write(Row row, Map<String, Callers.Call> byHand, List<String> owners) {
    String name = "Row" + rowOf.size();
    Callers.Call call = byHand.get(row.subject());
    if (call != null) {
      callers.write(name, call);
      rowOf.put(name, row);
    } else if (owners.stream().anyMatch(owner -> callers.write(name, row, owner))) {
      rowOf.put(name, row);
    } else {
      uncalled.add(row.subject());
    }
  }

  /** Returns the rows that have no method which a program can call. */
  List<String> uncalled() {
    return uncalled;
  }

  int called() {
    return rowOf.size();
  }

  /** Returns the rows that are not reported as they should, each with what is missing. */
  List<String> missed() throws IOException {
    Map<String, TreeSet<String>> reported = reported(callers.sources(), "strict");
    List<String> missed = new ArrayList<>();
    rowOf.forEach(
        (name, row) ->
            expected(row)
                .filter(id -> !reported.getOrDefault(name, new TreeSet<>()).contains(id))
                .map(id -> row.subject() + " " + id + " in\n" + callers.sources().get(name))
                .forEach(missed::add));
    return missed;
  }

  /** Returns which rules each of these classes breaks, by the name of the class. */
  static Map<String, TreeSet<String>> reported(Map<String, String> sources, String preset)
      throws IOException {
    Map<String, TreeSet<String>> reported = new HashMap<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : lint(sources, preset)) {
      Matcher id = ID.matcher(diagnostic.getMessage(Locale.ENGLISH));
      if (id.find() && diagnostic.getSource() != null) {
        String name = diagnostic.getSource().getName().replaceAll(".*/|\\.java", "");
        reported.computeIfAbsent(name, n -> new TreeSet<>()).add(id.group(1));
      }
    }
    return reported;
  }

  /** Returns what the lint says of these classes, by name. */
  static List<String> messages(Map<String, String> sources) throws IOException {
    return lint(sources, "strict").stream().map(found -> found.getMessage(Locale.ENGLISH)).toList();
  }

  /** Compiles without the lint. */
  static void compileTo(Path folder, Map<String, String> sources) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options = List.of("-proc:none", "-d", folder.toString());
    if (!javac(options, diagnostics, files(sources)).call()) {
      throw new IllegalStateException("this does not compile: " + diagnostics.getDiagnostics());
    }
  }

  private static List<Diagnostic<? extends JavaFileObject>> lint(
      Map<String, String> sources, String preset) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    String classes = Files.createTempDirectory("recall").toString();
    List<String> options = new ArrayList<>(List.of("-Asimmer.lint=" + preset, "-d", classes));
    options.addAll(List.of("-Xmaxerrs", "100000", "-Xmaxwarns", "100000"));
    JavacTask task = javac(options, diagnostics, files(sources));
    task.setProcessors(List.of(new LintProcessor()));
    task.call();
    for (Diagnostic<?> diagnostic : diagnostics.getDiagnostics()) {
      boolean ours = ID.matcher(diagnostic.getMessage(Locale.ENGLISH)).find();
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR && !ours) {
        throw new IllegalStateException("this does not compile: " + diagnostic);
      }
    }
    return diagnostics.getDiagnostics();
  }

  private static List<JavaFileObject> files(Map<String, String> sources) {
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(new Source(name, text)));
    return files;
  }

  /** Locks and slow calls are off by default, and reported where they stand, never along a path. */
  private static Stream<String> expected(Row row) {
    Row.Blocks blocks = (Row.Blocks) row.knowledge();
    Rule direct = new Blocking("", blocks.category(), blocks.tier(), null).rule();
    return direct == Rule.BLOCKING_CALL
        ? Stream.of(direct.id(), Rule.BLOCKING_TRANSITIVE.id())
        : Stream.of(direct.id());
  }

  private static JavacTask javac(
      List<String> more,
      DiagnosticListener<JavaFileObject> listener,
      List<JavaFileObject> sources) {
    List<String> options = new ArrayList<>(more);
    options.addAll(List.of("-cp", System.getProperty("java.class.path")));
    if (Runtime.version().feature() >= 21) {
      String release = String.valueOf(Runtime.version().feature());
      options.addAll(List.of("--enable-preview", "--release", release));
    }
    return (JavacTask)
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                listener,
                options,
                sources.isEmpty() ? List.of("java.lang.Object") : null,
                sources.isEmpty() ? null : sources);
  }

  /** A generated class. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
