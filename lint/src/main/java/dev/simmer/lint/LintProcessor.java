package dev.simmer.lint;

import com.google.auto.service.AutoService;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Starts the lint inside javac; put {@code simmer-lint} on the processor path and it runs.
 *
 * <pre>{@code
 * javac --processor-path simmer-lint.jar -Asimmer.lint=strict,async-slow-call:off …
 * }</pre>
 *
 * <p>It generates no file. Under a compiler other than javac it says so once and does nothing.
 */
@AutoService(Processor.class)
public final class LintProcessor extends AbstractProcessor {
  private final boolean everyMethodIsAsync;
  private boolean claims;

  /** Creates the processor; javac does that. */
  public LintProcessor() {
    this(false);
  }

  /**
   * Creates a processor for the noise test.
   *
   * @param everyMethodIsAsync whether to take each method for a body that runs on a loop: other
   *     people's libraries have few that do
   */
  LintProcessor(boolean everyMethodIsAsync) {
    this.everyMethodIsAsync = everyMethodIsAsync;
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    JavacEnvironment.find(environment)
        .ifPresentOrElse(
            javac -> {
              Lint.attach(javac, environment, everyMethodIsAsync);
              claims = LastProcessor.is(javac.task(), getClass());
            },
            () ->
                environment
                    .getMessager()
                    .printMessage(Diagnostic.Kind.WARNING, JavacEnvironment.notJavac(environment)));
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return LastProcessor.ANNOTATIONS;
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Options.all();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // They are nobody else's, and we are the last.
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return claims;
  }
}
