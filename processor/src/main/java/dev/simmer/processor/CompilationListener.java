package dev.simmer.processor;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import dev.simmer.lint.Message;
import dev.simmer.processor.rewrite.ClassFile;
import dev.simmer.processor.rewrite.ClassRewriter;
import dev.simmer.processor.rewrite.RewriteFailure;
import dev.simmer.processor.rewrite.RewrittenClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Follows javac through a compilation.
 *
 * <p>When a class has been attributed, its mistakes are reported, while nothing has been written
 * yet. When its class file has been written, it is read, rewritten and written back. A class file
 * comes after those of the classes nested in it, so the outermost one knows every dispatcher that
 * joins its nest.
 */
final class CompilationListener implements TaskListener {
  private final AsyncChecks checks;
  private final ClassFiles files;
  private final CompiledTypes types;
  private final ClassRewriter rewriter;
  private final Messager messager;
  private final Map<String, List<String>> dispatchersByHost = new HashMap<>();

  CompilationListener(
      AsyncChecks checks,
      ClassFiles files,
      CompiledTypes types,
      ClassRewriter rewriter,
      Messager messager) {
    this.checks = checks;
    this.files = files;
    this.types = types;
    this.rewriter = rewriter;
    this.messager = messager;
  }

  @Override
  public void finished(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    if (type == null || isDescriptor(type)) {
      return;
    }
    if (event.getKind() == TaskEvent.Kind.ANALYZE && event.getCompilationUnit() != null) {
      checks.check(event.getCompilationUnit(), type);
    } else if (event.getKind() == TaskEvent.Kind.GENERATE) {
      rewrite(type);
    }
  }

  private static boolean isDescriptor(TypeElement type) {
    String name = type.getSimpleName().toString();
    return name.equals("module-info") || name.equals("package-info");
  }

  private void rewrite(TypeElement type) {
    String name = types.add(type);
    try {
      byte[] classFile = files.read(name);
      if (classFile != null) {
        TypeElement outermost = outermost(type);
        String host = types.add(outermost);
        List<String> nest = dispatchersByHost.computeIfAbsent(host, key -> new ArrayList<>());
        RewrittenClass rewritten =
            rewriter.rewrite(classFile, name.equals(host) ? nest : List.of());
        if (rewritten == null || rewritten.dispatcher() == null) {
          files.deleteDispatcherOf(name);
        }
        if (rewritten != null) {
          write(rewritten, nest, outermost);
        }
      }
    } catch (RewriteFailure failure) {
      report(type, failure);
    } catch (IOException | RuntimeException | LinkageError | AssertionError failure) {
      report(type, RewriterError.internal(type.toString(), failure));
    }
    if (outermost(type).equals(type)) {
      checks.places().forget(type.getQualifiedName().toString());
    }
  }

  private void write(RewrittenClass rewritten, List<String> nest, TypeElement outermost)
      throws IOException {
    ClassFile dispatcher = rewritten.dispatcher();
    if (dispatcher != null) {
      files.write(dispatcher, outermost);
      nest.add(dispatcher.internalName());
    }
    files.write(rewritten.classFile(), outermost);
  }

  /** Reports a failure at the method or lambda it is about, where that is known. */
  private void report(TypeElement type, RewriteFailure failure) {
    Message message = message(type, failure);
    String topLevelClass = outermost(type).getQualifiedName().toString();
    if (!checks.places().error(topLevelClass, failure.line(), message)) {
      report(type, message);
    }
  }

  private static Message message(TypeElement type, RewriteFailure failure) {
    if (failure.isTooLarge()) {
      return RewriterError.methodTooLarge(failure.method());
    }
    return failure.hasTooManyArguments()
        ? RewriterError.tooManyArguments(failure.method())
        : RewriterError.internal(type + "." + failure.method(), failure.reason());
  }

  private void report(TypeElement type, Message message) {
    messager.printMessage(Diagnostic.Kind.ERROR, message.text(), type);
  }

  private static TypeElement outermost(TypeElement type) {
    TypeElement found = type;
    for (@Nullable Element at = type; at != null; at = at.getEnclosingElement()) {
      if (at.getKind() != ElementKind.PACKAGE && at instanceof TypeElement enclosing) {
        found = enclosing;
      }
    }
    return found;
  }
}
