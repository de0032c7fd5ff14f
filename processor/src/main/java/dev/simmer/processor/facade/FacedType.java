package dev.simmer.processor.facade;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** A type that gets another face: its methods, as somebody outside of it sees them. */
final class FacedType {
  private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

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

  /** The name of the face with the type's variables as arguments. */
  TypeName face(ClassName name) {
    List<TypeVariableName> variables = variables();
    return variables.isEmpty()
        ? name
        : ParameterizedTypeName.get(name, variables.toArray(TypeName[]::new));
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
            .addOriginatingElement(asked)
            .addOriginatingElement(type);
    if (isPublic()) {
      face.addModifiers(Modifier.PUBLIC);
    }
    return face;
  }

  private boolean isPublic() {
    for (var at = (javax.lang.model.element.Element) type;
        at instanceof TypeElement;
        at = at.getEnclosingElement()) {
      if (!at.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  boolean isCloseable() {
    TypeElement closeable = elements.getTypeElement("java.lang.AutoCloseable");
    return closeable != null && types.isSubtype(types.erasure(type.asType()), closeable.asType());
  }

  boolean is(TypeMirror tested, ClassName name) {
    TypeElement wanted = elements.getTypeElement(name.canonicalName());
    return wanted != null
        && tested instanceof DeclaredType
        && types.isSubtype(types.erasure(tested), types.erasure(wanted.asType()));
  }

  /** Lists what the face has to offer, without doubles that several supertypes declare. */
  List<Method> methods() {
    List<Method> methods = new ArrayList<>();
    Set<String> signatures = new HashSet<>();
    for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
      Method found = new Method(method);
      if (found.isOffered() && signatures.add(found.signature())) {
        methods.add(found);
      }
    }
    return methods;
  }

  @Override
  public String toString() {
    return type.getQualifiedName().toString();
  }

  /** A method of the type, its types as the type's own arguments make them. */
  final class Method {
    private final ExecutableElement element;
    private final ExecutableType seen;

    private Method(ExecutableElement element) {
      this.element = element;
      this.seen = (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), element);
    }

    String name() {
      return element.getSimpleName().toString();
    }

    TypeMirror returned() {
      return seen.getReturnType();
    }

    private boolean isOffered() {
      Set<Modifier> modifiers = element.getModifiers();
      boolean visible =
          modifiers.contains(Modifier.PUBLIC)
              || (!modifiers.contains(Modifier.PRIVATE)
                  && elements.getPackageOf(element).equals(elements.getPackageOf(asked)));
      return visible
          && !modifiers.contains(Modifier.STATIC)
          && !String.valueOf(element.getEnclosingElement()).equals("java.lang.Object")
          && !(OF_OBJECT.contains(name()) && element.getParameters().size() <= 1);
    }

    private String signature() {
      return name()
          + element.getParameters().stream()
              .map(parameter -> types.erasure(parameter.asType()).toString())
              .collect(Collectors.joining(",", "(", ")"));
    }

    /** The face's method, without its result and its code. */
    MethodSpec.Builder start() {
      MethodSpec.Builder method = MethodSpec.methodBuilder(name()).addModifiers(Modifier.PUBLIC);
      for (TypeParameterElement variable : element.getTypeParameters()) {
        method.addTypeVariable(TypeVariableName.get(variable));
      }
      for (int i = 0; i < element.getParameters().size(); i++) {
        VariableElement parameter = element.getParameters().get(i);
        method.addParameter(
            ParameterSpec.builder(
                    TypeName.get(seen.getParameterTypes().get(i)),
                    parameter.getSimpleName().toString())
                .build());
      }
      seen.getThrownTypes().forEach(thrown -> method.addException(TypeName.get(thrown)));
      String documentation = elements.getDocComment(element);
      if (documentation != null) {
        method.addJavadoc("$L", documentation.strip());
      }
      return method.varargs(element.isVarArgs());
    }

    /** The call of the type's own method, with the face's parameters. */
    String call(String receiver) {
      return element.getParameters().stream()
          .map(parameter -> parameter.getSimpleName().toString())
          .collect(Collectors.joining(", ", receiver + "." + name() + "(", ")"));
    }

    /** The only type argument of the result, such as what a coroutine yields. */
    @Nullable TypeName argumentOfResult() {
      return returned() instanceof DeclaredType declared && declared.getTypeArguments().size() == 1
          ? TypeName.get(declared.getTypeArguments().get(0))
          : null;
    }
  }
}
