package dev.simmer.lint;

import com.sun.source.util.JavacTask;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The methods that javac knows in some release of the JDK: with {@code --release} it has their
 * signatures, and no bodies.
 */
final class Signatures {

  private final JavacTask javac;
  private final Descriptors descriptors;

  private Signatures(JavacTask javac) {
    this.javac = javac;
    this.descriptors = new Descriptors(javac.getTypes(), javac.getElements());
  }

  /** Returns those of a release up to the JDK's own. */
  static Signatures of(int release) {
    return with(List.of("--release", String.valueOf(release), "-proc:none"));
  }

  /** Returns those of this JDK and of the jars and folders on a class path. */
  static Signatures ofClassPath(String classPath) {
    return with(List.of("-cp", classPath, "-proc:none"));
  }

  private static Signatures with(List<String> options) {
    return new Signatures(
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostic -> {}, options, List.of("java.lang.Object"), null));
  }

  /** Tells whether the type itself, or one above it, has a method that the row is about. */
  boolean has(Row row) {
    return has(row.owner(), row);
  }

  /** Tells the same of a row about many types, for one of those. */
  boolean has(String binaryName, Row row) {
    TypeElement type = type(binaryName);
    return type != null
        && methods(type)
            .anyMatch(
                method ->
                    row.matches(method.getSimpleName().toString(), descriptors.parameters(method)));
  }

  boolean isBelow(String binaryName, String above) {
    TypeElement type = type(binaryName);
    TypeElement top = type(above);
    return type != null
        && top != null
        && javac.getTypes().isSubtype(type.asType(), javac.getTypes().erasure(top.asType()));
  }

  private @Nullable TypeElement type(String binaryName) {
    return javac.getElements().getTypeElement(binaryName.replace('$', '.'));
  }

  private Stream<ExecutableElement> methods(TypeElement type) {
    Stream<? extends Element> members =
        Stream.concat(
            type.getEnclosedElements().stream(),
            javac.getElements().getAllMembers(type).stream()
                .filter(member -> member.getKind() == ElementKind.METHOD));
    return members.filter(ExecutableElement.class::isInstance).map(ExecutableElement.class::cast);
  }
}
