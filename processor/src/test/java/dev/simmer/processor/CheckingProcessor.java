package dev.simmer.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Runs the checks and nothing else, so that their tests need no rewriter. */
final class CheckingProcessor extends AbstractProcessor {
  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    JavacTask task = JavacTask.instance(environment);
    AsyncChecks checks = new AsyncChecks(task);
    task.addTaskListener(
        new TaskListener() {
          @Override
          public void finished(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.ANALYZE) {
              checks.check(event.getCompilationUnit(), event.getTypeElement());
            }
          }
        });
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
