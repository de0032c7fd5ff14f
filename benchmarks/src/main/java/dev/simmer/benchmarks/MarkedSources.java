package dev.simmer.benchmarks;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Sources of a library in which every method of every tenth file must not block, so that the lint
 * has to follow what they call through all the others.
 */
final class MarkedSources {
  private static final int EVERY = 10;
  private static final String MARK = "@marked.NonBlocking ";

  private MarkedSources() {}

  /** Marks them where they are. */
  static void in(Path sources) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(sources)) {
      files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
      for (int i = 0; i < files.size(); i += EVERY) {
        JavacTask task =
            (JavacTask)
                javac.getTask(
                    null,
                    manager,
                    problem -> {},
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjects(files.get(i)));
        for (CompilationUnitTree file : task.parse()) {
          mark(files.get(i), file, Trees.instance(task).getSourcePositions());
        }
      }
    }
    Path annotation =
        Files.createDirectories(sources.resolve("marked")).resolve("NonBlocking.java");
    Files.writeString(annotation, "package marked;\n\npublic @interface NonBlocking {}\n");
  }

  private static void mark(Path path, CompilationUnitTree file, SourcePositions positions)
      throws IOException {
    TreeSet<Long> starts = new TreeSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void unused) {
        if (method.getBody() != null && method.getReturnType() != null) {
          starts.add(positions.getStartPosition(file, method));
        }
        return super.visitMethod(method, null);
      }
    }.scan(file, null);
    StringBuilder text = new StringBuilder(Files.readString(path));
    starts.descendingIterator().forEachRemaining(start -> text.insert(start.intValue(), MARK));
    Files.writeString(path, text);
  }
}
