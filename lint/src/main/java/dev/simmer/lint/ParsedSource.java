package dev.simmer.lint;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A source, parsed once more with the ends of all trees, which javac keeps for a listener only. */
final class ParsedSource {
  private final String text;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;

  private ParsedSource(String text, CompilationUnitTree unit, SourcePositions positions) {
    this.text = text;
    this.unit = unit;
    this.positions = positions;
  }

  /** Parses a source; null where this compiler, without the options of the build, cannot. */
  static @Nullable ParsedSource of(JavaFileObject file, String text) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var mistakes = new DiagnosticCollector<JavaFileObject>();
    JavacTask task =
        compiler == null
            ? null
            : (JavacTask)
                compiler.getTask(
                    null, null, mistakes, List.of("-proc:none"), null, List.of(copy(file, text)));
    if (task == null) {
      return null;
    }
    CompilationUnitTree unit = task.parse().iterator().next();
    return mistakes.getDiagnostics().isEmpty()
        ? new ParsedSource(text, unit, Trees.instance(task).getSourcePositions())
        : null;
  }

  private static JavaFileObject copy(JavaFileObject file, String text) {
    return new SimpleJavaFileObject(file.toUri(), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  String text() {
    return text;
  }

  int start(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }

  String textOf(Tree tree) {
    return text.substring(start(tree), end(tree));
  }

  /** Returns the tree that an edit is about, or null where there is none like it. */
  @Nullable TreePath find(Edit edit) {
    List<TreePath> found = new ArrayList<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
        if (tree != null
            && getCurrentPath() != null
            && tree.getKind() == edit.kind()
            && start(tree) == edit.start()) {
          found.add(new TreePath(getCurrentPath(), tree));
        }
        return super.scan(tree, null);
      }
    }.scan(new TreePath(unit), null);
    return found.stream()
        .filter(path -> found.size() == 1 || Edit.depth(path) == edit.depth())
        .findFirst()
        .orElse(null);
  }

  /** Returns how this source calls one of Simmer's functions, by what it imports. */
  String function(String name) {
    if (imports(true).contains("dev.simmer.Simmer." + name)
        || imports(true).contains("dev.simmer.Simmer.*")) {
      return name;
    }
    return type("Simmer") + "." + name;
  }

  /** Returns how this source calls one of Simmer's types. */
  String type(String name) {
    boolean imported =
        imports(false).contains("dev.simmer." + name) || imports(false).contains("dev.simmer.*");
    return imported ? name : "dev.simmer." + name;
  }

  private Set<String> imports(boolean ofStatics) {
    return unit.getImports().stream()
        .filter(one -> one.isStatic() == ofStatics)
        .map(ImportTree::getQualifiedIdentifier)
        .map(Tree::toString)
        .collect(Collectors.toSet());
  }
}
