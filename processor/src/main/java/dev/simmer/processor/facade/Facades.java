package dev.simmer.processor.facade;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.simmer.lint.Message;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Writes the faces that {@code @AsyncFacade} and {@code @BlockingFacade} ask for, one source file
 * each. Under any compiler: nothing of it needs javac's own interfaces.
 */
public final class Facades {
  /** The annotations by name: they are on the user's class path, not on the processor's. */
  public static final Set<String> ANNOTATIONS = Set.of(Names.ASYNC_FACADE, Names.BLOCKING_FACADE);

  private final ProcessingEnvironment environment;

  public Facades(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /** Writes what the types of a round ask for. */
  public void write(RoundEnvironment round) {
    for (String annotation : ANNOTATIONS) {
      TypeElement type = environment.getElementUtils().getTypeElement(annotation);
      if (type != null) {
        for (TypeElement marked : ElementFilter.typesIn(round.getElementsAnnotatedWith(type))) {
          write(marked, mirror(marked, annotation));
        }
      }
    }
  }

  private void write(TypeElement marked, AnnotationMirror annotation) {
    List<TypeElement> named = types(value(annotation, "value"));
    for (TypeElement type : named.isEmpty() ? List.of(marked) : named) {
      String mistake = mistake(type);
      if (mistake != null) {
        complain(marked, annotation, type.toString(), mistake);
        continue;
      }
      FacedType faced = new FacedType(type, marked, environment);
      AnnotationValue threads = value(annotation, "threads");
      TypeSpec face =
          threads == null
              ? new BlockingFace(faced).spec()
              : new AsyncFace(faced, (Integer) threads.getValue()).spec();
      write(faced, face, marked, annotation);
    }
  }

  private void write(
      FacedType faced, TypeSpec face, TypeElement marked, AnnotationMirror annotation) {
    try {
      JavaFile.builder(faced.packageName(), face)
          .skipJavaLangImports(true)
          .build()
          .writeTo(environment.getFiler());
    } catch (FilerException there) {
      String mistake = "has one: there is an " + face.name() + " in " + faced.packageName();
      complain(marked, annotation, faced.toString(), mistake);
    } catch (IOException e) {
      environment
          .getMessager()
          .printMessage(
              Diagnostic.Kind.ERROR,
              "the face of " + faced + " could not be written: " + e,
              marked);
    }
  }

  private static @Nullable String mistake(TypeElement type) {
    if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
      return "is an annotation";
    }
    for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (at.getModifiers().contains(Modifier.PRIVATE)) {
        return "is private";
      }
    }
    return null;
  }

  private void complain(
      TypeElement marked, AnnotationMirror annotation, String type, String mistake) {
    Message message =
        Message.of("async-facade", "no face can be generated for " + type + ", which " + mistake)
            .why("a face is a class of its own beside the type, which has to name it")
            .fix("ask once for a class or interface that is visible in its package");
    environment
        .getMessager()
        .printMessage(Diagnostic.Kind.ERROR, message.text(), marked, annotation);
  }

  private AnnotationMirror mirror(TypeElement marked, String annotation) {
    for (AnnotationMirror mirror : marked.getAnnotationMirrors()) {
      Element type = mirror.getAnnotationType().asElement();
      if (type instanceof TypeElement found && found.getQualifiedName().contentEquals(annotation)) {
        return mirror;
      }
    }
    throw new IllegalStateException(marked + " does not carry " + annotation);
  }

  private @Nullable AnnotationValue value(AnnotationMirror annotation, String name) {
    var values = environment.getElementUtils().getElementValuesWithDefaults(annotation);
    for (ExecutableElement member : values.keySet()) {
      if (member.getSimpleName().contentEquals(name)) {
        return values.get(member);
      }
    }
    return null;
  }

  private static List<TypeElement> types(@Nullable AnnotationValue classes) {
    if (classes == null) {
      return List.of();
    }
    return classes.accept(
        new SimpleAnnotationValueVisitor14<List<TypeElement>, @Nullable Void>(List.of()) {
          @Override
          public List<TypeElement> visitArray(
              List<? extends AnnotationValue> values, @Nullable Void unused) {
            return values.stream().flatMap(value -> types(value).stream()).toList();
          }

          @Override
          public List<TypeElement> visitType(TypeMirror type, @Nullable Void unused) {
            return type instanceof DeclaredType declared
                    && declared.asElement() instanceof TypeElement element
                ? List.of(element)
                : List.of();
          }
        },
        null);
  }
}
