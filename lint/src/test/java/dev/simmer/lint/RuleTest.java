package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every rule owes its reader: a page, tests, and a message with every part. */
class RuleTest {

  private static final Path PAGES = Path.of("..", "docs", "diagnostics");

  private static final Path TESTS = Path.of("src", "test", "java", "dev", "simmer", "lint");

  @ParameterizedTest
  @EnumSource(Rule.class)
  void ruleHasAPageWithEverySection(Rule rule) throws IOException {
    String page = Files.readString(PAGES.resolve(rule.id() + ".md"));
    assertThat(page)
        .startsWith("# " + rule.id() + "\n")
        .contains(
            "\n## Problem\n", "\n## Why\n", "\n## Bad\n", "\n## Good\n", "\n## When it is fine\n")
        .contains("\n## Suppress\n", "@SuppressWarnings(\"" + rule.id() + "\")")
        .contains("-Asimmer.lint=" + rule.id() + ":");
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void ruleHasATestThatExpectsIt(Rule rule) throws IOException {
    List<String> sources = new ArrayList<>();
    try (var files = Files.newDirectoryStream(TESTS, "*Test.java")) {
      for (Path file : files) {
        sources.add(Files.readString(file));
      }
    }
    assertThat(sources).anyMatch(source -> source.contains("[" + rule.id() + "]"));
  }

  @Test
  void idsAreDistinctAndBelongToAFamily() {
    assertThat(Rule.values()).extracting(Rule::id).doesNotHaveDuplicates();
    assertThat(Rule.values()).allMatch(rule -> rule.isSuppressedBy("async"));
    assertThat(Rule.BLOCKING_CALL.isSuppressedBy("async-blocking")).isTrue();
    assertThat(Rule.BLOCKING_CALL.isSuppressedBy("async-await")).isFalse();
  }

  @Test
  void aBugOfOursIsAWarningThatNamesThePlaceAndTheRestGoesOn() throws IOException {
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var source = com.google.testing.compile.JavaFileObjects.forSourceString("A", "class A {}");
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, List.of("-proc:none"), null, List.of(source));
    CompilationUnitTree unit = task.parse().iterator().next();
    TreePath path = new TreePath(new TreePath(unit), unit.getTypeDecls().get(0));
    task.analyze();
    Guard guard = new Guard(new Reporter(Trees.instance(task), Levels.parse(null)));
    guard.run(
        path,
        "SomeCheck",
        () -> {
          throw new IllegalStateException("no such fact");
        });
    assertThat(diagnostics.getDiagnostics()).hasSize(1);
    assertThat(diagnostics.getDiagnostics().get(0).getMessage(null))
        .contains("[async-internal] SomeCheck failed here")
        .contains("no such fact", "RuleTest", "this is a bug in Simmer");
  }
}
