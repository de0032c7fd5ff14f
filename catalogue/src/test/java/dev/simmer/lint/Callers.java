package dev.simmer.lint;

import com.sun.source.util.JavacTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Writes, for a row of the catalogue, a class that makes the call: once in an async method, and
 * once three methods below one.
 */
final class Callers {

  private static final Set<String> PROMISES =
      Set.of(
          "java.util.concurrent.Future",
          "java.util.concurrent.CompletionStage",
          "org.reactivestreams.Publisher");

  private final JavacTask javac;
  private final Catalogue catalogue;
  private final Descriptors descriptors;
  private final Map<String, String> sources = new TreeMap<>();

  Callers(JavacTask javac, Catalogue catalogue) {
    this.javac = javac;
    this.catalogue = catalogue;
    this.descriptors = new Descriptors(javac.getTypes(), javac.getElements());
  }

  /** Returns the classes written so far, by name. */
  Map<String, String> sources() {
    return sources;
  }

  /** Writes a class of that name, if the row has a method that a class like it can call. */
  boolean write(String name, Row row, String owner) {
    Optional<Call> call = find(row, owner);
    call.ifPresent(found -> sources.put(name, source(name, found)));
    return call.isPresent();
  }

  /** Writes a class of that name with a call that is known. */
  void write(String name, Call call) {
    sources.put(name, source(name, call));
  }

  /**
   * A call in Java.
   *
   * @param parameters what the method that makes it is given
   * @param arguments how it hands them on
   * @param statement the call
   * @param members what else the class needs
   */
  record Call(String parameters, String arguments, String statement, String members) {}

  private static String source(String name, Call call) {
    return """
        import dev.simmer.*;
        import static dev.simmer.Simmer.*;
        @SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "preview"})
        class NAME {
          @Async static Coroutine<Void> direct(PARAMETERS) throws Throwable {
            STATEMENT
            return done();
          }
          @Async static Coroutine<Void> deep(PARAMETERS) throws Throwable {
            one(ARGUMENTS);
            return done();
          }
          private static void one(PARAMETERS) throws Throwable { two(ARGUMENTS); }
          private static void two(PARAMETERS) throws Throwable { three(ARGUMENTS); }
          private static void three(PARAMETERS) throws Throwable {
            STATEMENT
          }
          MEMBERS
        }
        """
        .replace("NAME", name)
        .replace("PARAMETERS", call.parameters)
        .replace("ARGUMENTS", call.arguments)
        .replace("STATEMENT", call.statement)
        .replace("MEMBERS", call.members);
  }

  private Optional<Call> find(Row row, String owner) {
    TypeElement type = javac.getElements().getTypeElement(owner.replace('$', '.'));
    if (type == null || !type.getModifiers().contains(Modifier.PUBLIC)) {
      return Optional.empty();
    }
    return members(type)
        .filter(method -> method.getModifiers().contains(Modifier.PUBLIC))
        .filter(method -> isDecidedBy(row, type, method))
        .findFirst()
        .map(method -> call(type, method));
  }

  private Stream<ExecutableElement> members(TypeElement type) {
    Stream<? extends Element> all =
        Stream.concat(
            type.getEnclosedElements().stream(),
            javac.getElements().getAllMembers(type).stream()
                .filter(member -> member.getKind() == ElementKind.METHOD));
    return all.filter(ExecutableElement.class::isInstance).map(ExecutableElement.class::cast);
  }

  private boolean isDecidedBy(Row row, TypeElement type, ExecutableElement method) {
    boolean constructor = method.getKind() == ElementKind.CONSTRUCTOR;
    if (constructor && type.getModifiers().contains(Modifier.ABSTRACT)) {
      return false;
    }
    if (row.isAboutAll() && answersLater(method)) {
      return false;
    }
    List<String> types = constructor ? List.of(name(type)) : nearestFirst(type);
    String parameters = descriptors.parameters(method);
    return catalogue
        .blocking(types, method.getSimpleName().toString(), parameters)
        .filter(row::equals)
        .isPresent();
  }

  private boolean answersLater(ExecutableElement method) {
    return method.getReturnType().getKind() == TypeKind.DECLARED
        && nearestFirst((TypeElement) ((DeclaredType) method.getReturnType()).asElement()).stream()
            .anyMatch(PROMISES::contains);
  }

  private List<String> nearestFirst(TypeElement start) {
    Set<String> names = new LinkedHashSet<>();
    ArrayDeque<TypeElement> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      TypeElement type = queue.remove();
      if (names.add(name(type))) {
        javac.getTypes().directSupertypes(type.asType()).stream()
            .filter(DeclaredType.class::isInstance)
            .forEach(parent -> queue.add((TypeElement) ((DeclaredType) parent).asElement()));
      }
    }
    return List.copyOf(names);
  }

  private String name(TypeElement type) {
    return javac.getElements().getBinaryName(type).toString();
  }

  private Call call(TypeElement type, ExecutableElement method) {
    List<String> parameters = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    boolean isNew = method.getKind() == ElementKind.CONSTRUCTOR;
    for (VariableElement parameter : method.getParameters()) {
      String name = "p" + names.size();
      parameters.add(erased(parameter.asType()) + " " + name);
      names.add(name);
    }
    String arguments = "(" + String.join(", ", names) + ");";
    String qualified = type.getQualifiedName().toString();
    if (isNew) {
      return new Call(
          String.join(", ", parameters),
          String.join(", ", names),
          "new " + qualified + arguments,
          "");
    }
    String receiver = isStatic ? qualified : "on";
    if (!isStatic) {
      parameters.add(0, qualified + " on");
      names.add(0, "on");
    }
    return new Call(
        String.join(", ", parameters),
        String.join(", ", names),
        receiver + "." + method.getSimpleName() + arguments,
        "");
  }

  private String erased(TypeMirror type) {
    TypeMirror erased = javac.getTypes().erasure(type);
    return erased.getKind() == TypeKind.ERROR ? "Object" : erased.toString();
  }
}
