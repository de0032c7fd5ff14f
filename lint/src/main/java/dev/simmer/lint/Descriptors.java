package dev.simmer.lint;

import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Writes types as the JVM does, JVMS 4.3. */
final class Descriptors {

  private static final Map<String, String> PRIMITIVES =
      Map.of(
          "boolean", "Z", "byte", "B", "char", "C", "double", "D", "float", "F", "int", "I", "long",
          "J", "short", "S", "void", "V");

  private final Types types;
  private final Elements elements;
  private final Map<ExecutableElement, String> known = new HashMap<>();

  Descriptors(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
  }

  /** Returns the descriptors of the parameters, one after another, without parentheses. */
  String parameters(ExecutableElement method) {
    return method.getParameters().isEmpty() ? "" : known.computeIfAbsent(method, this::describe);
  }

  private String describe(ExecutableElement method) {
    StringBuilder text = new StringBuilder();
    for (VariableElement parameter : method.getParameters()) {
      append(types.erasure(parameter.asType()), text);
    }
    return text.toString();
  }

  private void append(TypeMirror type, StringBuilder text) {
    if (type.getKind() == TypeKind.ARRAY) {
      text.append('[');
      append(((ArrayType) type).getComponentType(), text);
    } else if (type instanceof DeclaredType declared) {
      TypeElement element = (TypeElement) declared.asElement();
      text.append('L')
          .append(elements.getBinaryName(element).toString().replace('.', '/'))
          .append(';');
    } else {
      text.append(PRIMITIVES.getOrDefault(type.toString(), ""));
    }
  }

  /** Translates a type written as in source; arrays with brackets, nested types with a dollar. */
  static String ofSourceName(String name) {
    if (name.endsWith("[]")) {
      return "[" + ofSourceName(name.substring(0, name.length() - 2));
    }
    String primitive = PRIMITIVES.get(name);
    return primitive != null ? primitive : "L" + name.replace('.', '/') + ";";
  }
}
