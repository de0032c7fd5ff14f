package dev.simmer.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Lists a type and its supertypes, the nearest first, by binary name. */
final class Hierarchy {

  private static final Set<String> PROMISES =
      Set.of(
          "java.util.concurrent.Future",
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.Flow$Publisher",
          "org.reactivestreams.Publisher");

  private final Elements elements;
  private final Types types;
  private final CatalogueSources sources;
  private final Map<TypeElement, List<String>> known = new HashMap<>();
  private final Map<TypeElement, List<TypeElement>> parents = new HashMap<>();
  private final Map<String, Optional<TypeElement>> found = new HashMap<>();
  private final Map<String, List<String>> knownByName = new HashMap<>();
  private final Map<TypeElement, Map<ExecutableElement, ExecutableElement>> implementations =
      new HashMap<>();
  private final Map<TypeElement, Map<Name, List<ExecutableElement>>> methods = new HashMap<>();

  /**
   * Creates a hierarchy.
   *
   * @param sources is told about every type met, so that its jar's rows are there before anybody
   *     asks about its methods
   */
  Hierarchy(Elements elements, Types types, CatalogueSources sources) {
    this.elements = elements;
    this.types = types;
    this.sources = sources;
  }

  List<String> nearestFirst(TypeElement type) {
    List<String> list = known.get(type);
    if (list == null) {
      list = walk(type);
      known.put(type, list);
    }
    return list;
  }

  /** The same for a name; a name that stands for no type is its own only member. */
  List<String> nearestFirst(String binaryName) {
    List<String> list = knownByName.get(binaryName);
    if (list == null) {
      TypeElement type = find(binaryName);
      list = type == null ? List.of(binaryName) : nearestFirst(type);
      knownByName.put(binaryName, list);
    }
    return list;
  }

  /** The same for what an object really is. */
  List<String> nearestFirst(ExactType exact) {
    return exact.type() == null ? nearestFirst(exact.name()) : nearestFirst(exact.type());
  }

  /** Tells whether a method that returns this type returns at once, and answers later. */
  boolean isPromise(TypeElement type) {
    return isPromise(nearestFirst(type));
  }

  /** Tells the same of a type with its supertypes. */
  static boolean isPromise(List<String> types) {
    return !Collections.disjoint(types, PROMISES);
  }

  @Nullable TypeElement find(String binaryName) {
    return found
        .computeIfAbsent(
            binaryName,
            name -> Optional.ofNullable(elements.getTypeElement(name.replace('$', '.'))))
        .orElse(null);
  }

  /** Returns what runs when {@code method} is called on an object of exactly this class. */
  ExecutableElement implementation(ExecutableElement method, TypeElement exact) {
    return implementations
        .computeIfAbsent(exact, type -> new HashMap<>())
        .computeIfAbsent(method, called -> findImplementation(called, exact));
  }

  /** What a class has or inherits from another comes before what its interfaces have, JLS 8.4.8. */
  private ExecutableElement findImplementation(ExecutableElement method, TypeElement exact) {
    Element owner = method.getEnclosingElement();
    TypeElement type = exact;
    while (type != null && !type.equals(owner)) {
      for (ExecutableElement member : methods(type, method.getSimpleName())) {
        if (elements.overrides(member, method, exact)) {
          return member;
        }
      }
      type = superclass(type);
    }
    return type != null ? method : mostSpecific(method, exact, exact, method);
  }

  private ExecutableElement mostSpecific(
      ExecutableElement method, TypeElement exact, TypeElement below, ExecutableElement before) {
    ExecutableElement best = before;
    for (TypeElement above : parents(below)) {
      for (ExecutableElement member : methods(above, method.getSimpleName())) {
        if (elements.overrides(member, best, exact)) {
          best = member;
        }
      }
      best = mostSpecific(method, exact, above, best);
    }
    return best;
  }

  private @Nullable TypeElement superclass(TypeElement type) {
    List<TypeElement> above = parents(type);
    return above.isEmpty() || above.get(0).getKind().isInterface() ? null : above.get(0);
  }

  /** Returns the methods of that name that a type declares itself. */
  List<ExecutableElement> methods(TypeElement type, Name name) {
    return methods.computeIfAbsent(type, Hierarchy::methodsByName).getOrDefault(name, List.of());
  }

  private static Map<Name, List<ExecutableElement>> methodsByName(TypeElement type) {
    Map<Name, List<ExecutableElement>> byName = new HashMap<>();
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      byName.computeIfAbsent(method.getSimpleName(), name -> new ArrayList<>()).add(method);
    }
    return byName;
  }

  /** Returns the method without parameters that a type has or inherits, or null. */
  @Nullable ExecutableElement method(TypeElement type, Name name) {
    for (ExecutableElement declared : methods(type, name)) {
      if (declared.getParameters().isEmpty()) {
        return declared;
      }
    }
    for (TypeElement above : parents(type)) {
      ExecutableElement inherited = method(above, name);
      if (inherited != null) {
        return inherited;
      }
    }
    return null;
  }

  /** Tells whether a supertype declares the method already. */
  boolean overrides(ExecutableElement method) {
    return method.getEnclosingElement() instanceof TypeElement type
        && overridesAbove(method, type, type);
  }

  private boolean overridesAbove(ExecutableElement method, TypeElement type, TypeElement below) {
    for (TypeElement above : parents(below)) {
      for (ExecutableElement declared : methods(above, method.getSimpleName())) {
        if (elements.overrides(method, declared, type)) {
          return true;
        }
      }
      if (overridesAbove(method, type, above)) {
        return true;
      }
    }
    return false;
  }

  private List<String> walk(TypeElement start) {
    Set<String> names = new LinkedHashSet<>();
    ArrayDeque<TypeElement> queue = new ArrayDeque<>();
    queue.add(start);
    while (!queue.isEmpty()) {
      TypeElement type = queue.remove();
      if (names.add(elements.getBinaryName(type).toString())) {
        queue.addAll(parents(type));
      }
    }
    return List.copyOf(names);
  }

  private List<TypeElement> parents(TypeElement type) {
    List<TypeElement> before = parents.get(type);
    if (before == null) {
      announce(type);
      before = new ArrayList<>();
      for (TypeMirror parent : types.directSupertypes(type.asType())) {
        if (parent.getKind() == TypeKind.DECLARED) {
          before.add((TypeElement) ((DeclaredType) parent).asElement());
        }
      }
      parents.put(type, before);
    }
    return before;
  }

  private void announce(TypeElement type) {
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    if (packageName.startsWith("java.") || packageName.startsWith("javax.")) {
      return;
    }
    Element outermost = type;
    while (outermost.getEnclosingElement() != null
        && outermost.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
      outermost = outermost.getEnclosingElement();
    }
    sources.readNextTo(packageName, outermost.getSimpleName().toString());
  }
}
