package dev.simmer.processor;

import dev.simmer.processor.rewrite.TypeOracle;
import java.util.HashMap;
import java.util.Map;
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

  /** Finds a class by its internal name, where a {@code $} may be part of a name or join two. */
  private @Nullable TypeElement find(String internalName) {
    TypeElement known = compiled.get(internalName);
    if (known != null || internalName.startsWith("[")) {
      return known;
    }
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
