package dev.simmer.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Finds the asynchronous face of a type: {@code AsyncX}, which is made of an {@code X} and whose
 * methods return coroutines. It is beside {@code X}, or wherever somebody asked for it.
 */
final class Faces {
  private static final String PREFIX = "Async";

  private final Compilation compilation;

  /** The packages of this compilation that have classes with such names. */
  private final Set<String> packages = new LinkedHashSet<>();

  /** Most names stand for no class, and each time javac would look for its file. */
  private final Map<Asked, Optional<TypeElement>> found = new HashMap<>();

  /**
   * A name as code of a module sees it; without the module javac would ask every one there is.
   *
   * @param from null before Java 9
   */
  private record Asked(@Nullable ModuleElement from, String name) {}

  Faces(Compilation compilation) {
    this.compilation = compilation;
  }

  /** Hears of a class of this compilation. */
  void entered(CompilationUnitTree unit, ClassTree type) {
    if (type.getSimpleName().toString().startsWith(PREFIX)) {
      packages.add(packageOf(unit));
    }
  }

  private static String packageOf(CompilationUnitTree unit) {
    return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
  }

  /** Returns the face to make such a call on, or null where there is none. */
  @Nullable TypeElement of(Call call) {
    Element caller = compilation.element(Paths.enclosingClass(call.path()));
    ModuleElement from = caller == null ? null : compilation.elements().getModuleOf(caller);
    for (String type : compilation.hierarchy().nearestFirst(call.receiverType())) {
      Set<String> places = new LinkedHashSet<>();
      places.add(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
      places.add(packageOf(call.path().getCompilationUnit()));
      places.addAll(packages);
      for (String place : places) {
        TypeElement face = find(from, place, PREFIX + Initialisers.simpleName(type));
        if (face != null && isMadeOf(type, face) && awaits(face, call.name())) {
          return face;
        }
      }
    }
    return null;
  }

  private @Nullable TypeElement find(
      @Nullable ModuleElement from, String packageName, String simpleName) {
    String name = packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    return found.computeIfAbsent(new Asked(from, name), this::find).orElse(null);
  }

  private Optional<TypeElement> find(Asked asked) {
    Elements elements = compilation.elements();
    return Optional.ofNullable(
        asked.from == null
            ? elements.getTypeElement(asked.name)
            : elements.getTypeElement(asked.from, asked.name));
  }

  private boolean isMadeOf(String type, TypeElement face) {
    String parameters = "L" + type.replace('.', '/') + ";";
    return ElementFilter.constructorsIn(face.getEnclosedElements()).stream()
        .anyMatch(made -> compilation.descriptors().parameters(made).equals(parameters));
  }

  private boolean awaits(TypeElement face, String method) {
    return ElementFilter.methodsIn(face.getEnclosedElements()).stream()
        .anyMatch(
            found ->
                found.getSimpleName().contentEquals(method)
                    && compilation.vocabulary().isCoroutine(found.getReturnType()));
  }
}
