package dev.simmer.processor.facade;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/**
 * A method of a type that gets another face.
 *
 * @param element the method, where it is declared
 * @param seen its types as the type's own arguments make them
 * @param documentation its javadoc, if it has any
 */
record FacedMethod(ExecutableElement element, ExecutableType seen, @Nullable String documentation) {
  String name() {
    return element.getSimpleName().toString();
  }

  TypeMirror returned() {
    return seen.getReturnType();
  }

  List<? extends TypeMirror> parameterTypes() {
    return seen.getParameterTypes();
  }

  List<? extends TypeMirror> thrown() {
    return seen.getThrownTypes();
  }

  /** The face's method, without its result and its code. */
  MethodSpec.Builder start() {
    return start(name());
  }

  /** The same under another name. */
  MethodSpec.Builder start(String name) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC);
    seen.getTypeVariables().forEach(each -> method.addTypeVariable(variable(each)));
    List<String> names = parameterNames();
    for (int i = 0; i < names.size(); i++) {
      TypeName type = TypeName.get(parameterTypes().get(i));
      method.addParameter(ParameterSpec.builder(type, names.get(i)).build());
    }
    thrown().forEach(type -> method.addException(TypeName.get(type)));
    if (documentation != null) {
      method.addJavadoc("$L", documentation.stripTrailing().stripIndent().strip());
    }
    if (element.getAnnotation(Deprecated.class) != null) {
      method.addAnnotation(Deprecated.class);
    }
    return method.varargs(element.isVarArgs());
  }

  /** Its bounds are asked for here: those of its element name the supertype's variables. */
  private static TypeVariableName variable(TypeVariable variable) {
    TypeMirror bound = variable.getUpperBound();
    List<? extends TypeMirror> bounds =
        bound instanceof IntersectionType several ? several.getBounds() : List.of(bound);
    return TypeVariableName.get(
        variable.asElement().getSimpleName().toString(),
        bounds.stream().map(TypeName::get).toArray(TypeName[]::new));
  }

  /** Other languages write names into class files that Java does not allow. */
  private List<String> parameterNames() {
    return IntStream.range(0, element.getParameters().size())
        .mapToObj(
            i -> {
              String name = element.getParameters().get(i).getSimpleName().toString();
              return SourceVersion.isName(name) ? name : "arg" + i;
            })
        .toList();
  }

  /** The call of the type's own method, with the face's parameters. */
  String call(String receiver) {
    return parameterNames().stream()
        .collect(Collectors.joining(", ", receiver + "." + name() + "(", ")"));
  }

  /** The only type argument of the result, such as what a coroutine yields. */
  @Nullable TypeName argumentOfResult() {
    return returned() instanceof DeclaredType declared && declared.getTypeArguments().size() == 1
        ? TypeName.get(declared.getTypeArguments().get(0))
        : null;
  }

  boolean is(String signature) {
    return call("").equals("." + signature);
  }
}
