package dev.simmer.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lists all classes that an object of a type can be of, where nobody else can write another one:
 * the type is final or sealed, or can be extended in its own file only.
 */
final class ClosedTypes {

  private final Compilation compilation;
  private final Map<String, List<TypeElement>> below = new HashMap<>();

  ClosedTypes(Compilation compilation) {
    this.compilation = compilation;
  }

  /** Hears of each class of this compilation. */
  void add(TypeElement type) {
    for (String name : compilation.hierarchy().nearestFirst(type)) {
      below.computeIfAbsent(name, n -> new ArrayList<>()).add(type);
    }
  }

  /** Returns the classes, or null where there may be others. */
  @Nullable Set<TypeElement> classesOf(TypeElement type) {
    Set<TypeElement> classes = new LinkedHashSet<>();
    return collect(type, classes) ? classes : null;
  }

  private boolean collect(TypeElement type, Set<TypeElement> classes) {
    Set<Modifier> modifiers = type.getModifiers();
    if (!modifiers.contains(Modifier.ABSTRACT) && !classes.add(type)) {
      return true;
    }
    if (modifiers.contains(Modifier.FINAL)) {
      return true;
    }
    if (modifiers.contains(Modifier.SEALED)) {
      for (TypeMirror permitted : type.getPermittedSubclasses()) {
        TypeElement subclass = compilation.classOf(permitted);
        if (subclass == null || !collect(subclass, classes)) {
          return false;
        }
      }
      return true;
    }
    String name = compilation.binaryName(type);
    List<TypeElement> known = below.get(name);
    if (known == null || !known.contains(type) || !isConfined(type)) {
      return false;
    }
    for (TypeElement subclass : known) {
      if (subclass != type && !collect(subclass, classes)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isConfined(TypeElement type) {
    if (type.getKind() == ElementKind.ENUM || hasPrivateConstructorsOnly(type)) {
      return true;
    }
    for (Element outer = type;
        outer instanceof TypeElement nested;
        outer = nested.getEnclosingElement()) {
      NestingKind nesting = nested.getNestingKind();
      if (nested.getModifiers().contains(Modifier.PRIVATE)
          || nesting == NestingKind.LOCAL
          || nesting == NestingKind.ANONYMOUS) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasPrivateConstructorsOnly(TypeElement type) {
    return type.getKind() == ElementKind.CLASS
        && ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .allMatch(constructor -> constructor.getModifiers().contains(Modifier.PRIVATE));
  }
}
