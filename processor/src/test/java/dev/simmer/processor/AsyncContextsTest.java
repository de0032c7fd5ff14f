package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Which methods and lambdas are to be rewritten. Pins: T82, T94. */
class AsyncContextsTest {
  @Test
  void asyncCodeIsWhatIsAnnotatedOrAwaitsForACoroutine() {
    assertThat(
            asyncCode(
                """
                abstract class Example {
                  static Coroutine<Integer> quote() { return done(1); }
                  @Async Coroutine<Void> annotated() { return done(); }
                  @Async abstract Coroutine<Void> declared();
                  @Async AsyncGenerator<Integer> generator() { return end(); }
                  AsyncCallable<Integer> awaits = () -> done(await(quote()));
                  AsyncCallable<Integer> loops = () -> { for (int i : each(generator())) {} return quote(); };
                  AsyncCallable<Integer> scopes = () -> { try (var g = taskGroup()) {} return quote(); };
                  AsyncCallable<Integer> closes = () -> { try (var g = generator()) {} return quote(); };
                  AsyncCallable<Integer> passes = () -> quote();
                  AsyncCallable<Integer> outer = () -> { createTask(() -> done(await(quote()))); return quote(); };
                  AsyncCallable<Integer> local = () -> { new Object() { @Async Coroutine<Void> inner() { await(quote()); return done(); } }; return quote(); };
                  Runnable other = () -> { quote(); };
                }
                """))
        .containsExactly(
            "annotated",
            "generator",
            "()->done(await(quote()))",
            "loops",
            "scopes",
            "closes",
            "()->done(await(quote()))",
            "inner");
  }

  /** Names what is async; a lambda by the variable it is assigned to, or by its text. */
  private static List<String> asyncCode(String source) {
    List<String> found = new ArrayList<>();
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new Collector(found))
            .compile(
                JavaFileObjects.forSourceString(
                    "Example",
                    "import static dev.simmer.Simmer.*; import dev.simmer.*;\n" + source));
    assertThat(compilation.errors()).isEmpty();
    return found;
  }

  private static final class Collector extends AbstractProcessor {
    private final List<String> found;

    Collector(List<String> found) {
      this.found = found;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      JavacTask task = JavacTask.instance(environment);
      Trees trees = Trees.instance(task);
      AsyncContexts contexts = new AsyncContexts(trees, task.getElements(), task.getTypes());
      task.addTaskListener(
          new TaskListener() {
            @Override
            public void finished(TaskEvent event) {
              if (event.getKind() == TaskEvent.Kind.ANALYZE) {
                collect(trees, contexts, event.getTypeElement());
              }
            }
          });
    }

    private void collect(Trees trees, AsyncContexts contexts, TypeElement type) {
      new TreePathScanner<Void, Void>() {
        @Override
        public Void visitMethod(MethodTree tree, Void unused) {
          if (contexts.isAsync(getCurrentPath())) {
            found.add(tree.getName().toString());
          }
          return super.visitMethod(tree, null);
        }

        @Override
        public Void visitLambdaExpression(LambdaExpressionTree tree, Void unused) {
          if (contexts.isAsync(getCurrentPath())) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            found.add(
                parent instanceof com.sun.source.tree.VariableTree variable
                        && tree.getBodyKind() == LambdaExpressionTree.BodyKind.STATEMENT
                    ? variable.getName().toString()
                    : tree.toString());
          }
          return super.visitLambdaExpression(tree, null);
        }
      }.scan(trees.getPath(type), null);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }
  }
}
