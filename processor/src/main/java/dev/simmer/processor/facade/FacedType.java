package dev.simmer.processor.facade;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** A type that gets another face: its methods, as somebody outside of it sees them. */
final class FacedType {
  private final TypeElement type;
  private final TypeElement asked;
  private final Elements elements;
  private final Types types;

  /**
   * Creates one.
   *
   * @param asked the type with the annotation, in whose package the face goes
   */
  FacedType(TypeElement type, TypeElement asked, ProcessingEnvironment environment) {
    this.type = type;
    this.asked = asked;
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
  }

  String packageName() {
    return elements.getPackageOf(asked).getQualifiedName().toString();
  }

  ClassName faceName(String prefix) {
    return ClassName.get(packageName(), prefix + type.getSimpleName());
  }

  /** The type with its own type variables as arguments. */
  TypeName typeName() {
    return TypeName.get(type.asType());
  }

  /** What goes into the face's javadoc: a reference without type arguments. */
  ClassName reference() {
    return ClassName.get(type);
  }

  List<TypeVariableName> variables() {
    return type.getTypeParameters().stream().map(TypeVariableName::get).toList();
  }

  /** Starts the class of a face. */
  TypeSpec.Builder start(ClassName name) {
    TypeSpec.Builder face =
        TypeSpec.classBuilder(name)
            .addModifiers(Modifier.FINAL)
            .addTypeVariables(variables())
            .addAnnotations(annotations())
            .addOriginatingElement(asked)
            .addOriginatingElement(type);
    if (isPublic()) {
      face.addModifiers(Modifier.PUBLIC);
    }
    return face;
  }

  /** Nobody can change what a face calls: what javac has to say of it, it says of the type. */
  private List<AnnotationSpec> annotations() {
    AnnotationSpec quiet =
        AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "{$S, $S, $S}", "deprecation", "rawtypes", "removal")
            .build();
    // It is in a module that the user's module need not read.
    TypeElement generated =
        elements.getTypeElement(
            elements.getModuleOf(asked), "javax.annotation.processing.Generated");
    return generated == null
        ? List.of(quiet)
        : List.of(
            AnnotationSpec.builder(ClassName.get(generated))
                .addMember("value", "$S", "dev.simmer.processor.SimmerProcessor")
                .build(),
            quiet);
  }

  private boolean isPublic() {
    for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (!at.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  boolean isA(String name) {
    TypeElement above = elements.getTypeElement(name);
    return above != null && types.isSubtype(types.erasure(type.asType()), above.asType());
  }

  boolean is(TypeMirror tested, ClassName name) {
    TypeElement wanted = elements.getTypeElement(name.canonicalName());
    return wanted != null
        && tested instanceof DeclaredType
        && types.isSubtype(types.erasure(tested), types.erasure(wanted.asType()));
  }

  /** Tells whether all that the method may throw are exceptions, as functions of the JDK may. */
  boolean throwsExceptionsOnly(FacedMethod method) {
    TypeElement exception = elements.getTypeElement("java.lang.Exception");
    return exception != null
        && method.thrown().stream().allMatch(thrown -> types.isSubtype(thrown, exception.asType()));
  }

  /** Lists what the face has to offer: of a method and those it overrides, the nearest. */
  List<FacedMethod> methods() {
    Map<String, FacedMethod> methods = new LinkedHashMap<>();
    for (ExecutableElement element : ElementFilter.methodsIn(elements.getAllMembers(type))) {
      ExecutableType seen =
          (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), element);
      FacedMethod method = new FacedMethod(element, seen, elements.getDocComment(element));
      if (isVisible(element) && isNameable(method)) {
        methods.merge(signature(method), method, this::nearer);
      }
    }
    return List.copyOf(methods.values());
  }

  private boolean isVisible(ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    return (modifiers.contains(Modifier.PUBLIC)
            || (!modifiers.contains(Modifier.PRIVATE) && isInPackage(method)))
        && !modifiers.contains(Modifier.STATIC)
        && !isOfObject(method);
  }

  private boolean isInPackage(Element element) {
    return elements.getPackageOf(element).equals(elements.getPackageOf(asked));
  }

  private boolean isOfObject(ExecutableElement method) {
    TypeElement object = elements.getTypeElement("java.lang.Object");
    return object != null
        && ElementFilter.methodsIn(object.getEnclosedElements()).stream()
            .anyMatch(
                one ->
                    one.getSimpleName().equals(method.getSimpleName())
                        && types.isSubsignature(
                            (ExecutableType) method.asType(), (ExecutableType) one.asType()));
  }

  /** Tells whether a class of the asking package can name the method and all of its types. */
  private boolean isNameable(FacedMethod method) {
    return SourceVersion.isName(method.name())
        && Stream.concat(Stream.of(method.returned()), method.parameterTypes().stream())
            .allMatch(this::isNameable);
  }

  private boolean isNameable(TypeMirror named) {
    if (named instanceof ArrayType array) {
      return isNameable(array.getComponentType());
    }
    if (!(named instanceof DeclaredType declared)) {
      return true;
    }
    for (Element at = declared.asElement();
        at instanceof TypeElement;
        at = at.getEnclosingElement()) {
      boolean hidden = at.getModifiers().contains(Modifier.PRIVATE);
      if (hidden || !(at.getModifiers().contains(Modifier.PUBLIC) || isInPackage(at))) {
        return false;
      }
    }
    return declared.getTypeArguments().stream().allMatch(this::isNameable);
  }

  private String signature(FacedMethod method) {
    return method.parameterTypes().stream()
        .map(parameter -> types.erasure(parameter).toString())
        .collect(Collectors.joining(",", method.name() + "(", ")"));
  }

  private FacedMethod nearer(FacedMethod one, FacedMethod other) {
    return elements.overrides(other.element(), one.element(), type) ? other : one;
  }

  @Override
  public String toString() {
    return type.getQualifiedName().toString();
  }
}
