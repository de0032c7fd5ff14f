package dev.simmer.processor;

import com.google.auto.service.AutoService;
import dev.simmer.lint.JavacEnvironment;
import dev.simmer.lint.LastProcessor;
import dev.simmer.processor.facade.Facades;
import dev.simmer.processor.rewrite.ClassRewriter;
import dev.simmer.processor.rewrite.Dump;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Makes javac compile {@code @Async} methods: checks them once they are attributed, and rewrites
 * their class files right after javac has written them.
 *
 * <p>As an annotation processor it does nothing but listen, see {@link CompilationListener}, and
 * write the faces of {@link Facades}.
 */
@AutoService(Processor.class)
public final class SimmerProcessor extends AbstractProcessor {
  private static final String DEBUG = "simmer.debug";
  private static final String DUMP = "simmer.dump";

  private boolean listening;
  private boolean serves = true;
  private boolean claims;
  private boolean told;

  /** Creates the processor, as javac does. */
  public SimmerProcessor() {}

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    JavacEnvironment.find(environment)
        .ifPresent(
            javac -> {
              listening = true;
              claims = LastProcessor.is(javac.task(), getClass());
              serves = Registry.claim(javac.task());
              if (serves) {
                javac.task().addTaskListener(listener(javac, environment));
              }
            });
  }

  private static CompilationListener listener(
      JavacEnvironment javac, ProcessingEnvironment environment) {
    Map<String, String> options = environment.getOptions();
    boolean debug = options.containsKey(DEBUG) && !"false".equals(options.get(DEBUG));
    String folder = options.get(DUMP);
    Dump dump = folder == null ? Dump.NONE : new DumpFolder(Path.of(folder));
    CompiledTypes types =
        new CompiledTypes(environment.getElementUtils(), environment.getTypeUtils());
    ClassRewriter rewriter = new ClassRewriter(types, new ClassRewriter.Options(debug, dump));
    return new CompilationListener(
        new AsyncChecks(javac.task()),
        new ClassFiles(environment.getFiler()),
        types,
        rewriter,
        environment.getMessager());
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // They are nobody else's, and we are the last.
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!listening && !told && annotations.stream().anyMatch(Names::makesAsync)) {
      told = true;
      ForeignCompiler.report(processingEnv);
    }
    if (serves) {
      new Facades(processingEnv).write(round);
    }
    return claims;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return LastProcessor.ANNOTATIONS;
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(DEBUG, DUMP);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }
}
