package dev.simmer.processor;

import dev.simmer.processor.rewrite.TypeOracle;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Answers questions about class names with javac's own knowledge of the types. */
final class CompiledTypes implements TypeOracle {
  private final Elements elements;
  private final Types types;

  /**
   * Local and anonymous classes have no name to be found by, so every compiled class is remembered.
   */
  private final Map<String, TypeElement> compiled = new HashMap<>();

  /** The classes found so far: javac looks through all its modules for each. */
  private final Map<String, TypeElement> found = new HashMap<>();

  CompiledTypes(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /** Remembers a class whose file was written and returns its internal name. */
  String add(TypeElement type) {
    String name = elements.getBinaryName(type).toString().replace('.', '/');
    compiled.put(name, type);
    return name;
  }

  @Override
  public boolean isSubtype(String type, String supertype) {
    if (type.equals(supertype)) {
      return true;
    }
    TypeElement sub = find(type);
    TypeElement sup = find(supertype);
    return sub != null
        && sup != null
        && types.isSubtype(types.erasure(sub.asType()), types.erasure(sup.asType()));
  }

  @Override
  public String accessible(String type, String from) {
    int dimensions = type.lastIndexOf('[') + 1;
    if (dimensions > 0) {
      boolean classes = type.charAt(dimensions) == 'L';
      return classes
          ? type.substring(0, dimensions + 1)
              + accessible(type.substring(dimensions + 1, type.length() - 1), from)
              + ";"
          : type;
    }
    String name = type;
    while (!packageOf(name).equals(packageOf(from))) {
      TypeElement element = find(name);
      if (element == null || !isHidden(element)) {
        return name;
      }
      Element superclass = types.asElement(element.getSuperclass());
      if (!(superclass instanceof TypeElement next)) {
        return "java/lang/Object";
      }
      name = elements.getBinaryName(next).toString().replace('.', '/');
    }
    return name;
  }

  @Override
  public boolean makesAsync(String annotation) {
    TypeElement type = find(annotation);
    return type != null && Names.makesAsync(type);
  }

  /**
   * Says whether the class file's own access keeps other packages out; a protected one is public
   * there.
   */
  private static boolean isHidden(TypeElement type) {
    Set<Modifier> modifiers = type.getModifiers();
    return !modifiers.contains(Modifier.PUBLIC) && !modifiers.contains(Modifier.PROTECTED);
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }

  /** Finds a class by its internal name, where a {@code $} may be part of a name or join two. */
  private @Nullable TypeElement find(String internalName) {
    TypeElement known = compiled.get(internalName);
    if (known != null || internalName.startsWith("[")) {
      return known;
    }
    TypeElement again = found.get(internalName);
    if (again != null) {
      return again;
    }
    TypeElement element = search(internalName);
    if (element != null) {
      found.put(internalName, element);
    }
    return element;
  }

  private @Nullable TypeElement search(String internalName) {
    String binary = internalName.replace('/', '.');
    TypeElement found = elements.getTypeElement(binary);
    StringBuilder candidate = new StringBuilder(binary);
    for (int i = candidate.lastIndexOf("$");
        found == null && i > 0;
        i = candidate.lastIndexOf("$", i - 1)) {
      candidate.setCharAt(i, '.');
      found = elements.getTypeElement(candidate);
    }
    return found;
  }
}
