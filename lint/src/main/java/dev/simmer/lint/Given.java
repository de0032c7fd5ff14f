package dev.simmer.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * What a proof takes for granted of the JDK and of Simmer, whose bodies nobody reads again, and
 * what it does not.
 *
 * <p>The catalogue was derived from the class files of {@code java.base} and {@code java.net.http}:
 * there a method without a row does not block. It knows no more than its rows of other modules.
 */
final class Given {

  /** Modules that the catalogue was derived from. */
  private static final Set<String> DERIVED = Set.of("java.base", "java.net.http");

  /** Methods of the JDK that run code of which the call shows nothing. */
  private static final List<String> REFLECTION =
      List.of(
          "java.lang.reflect.Method#invoke",
          "java.lang.reflect.Constructor#newInstance",
          "java.lang.reflect.InvocationHandler#invoke",
          "java.lang.Class#newInstance",
          "java.lang.Class#forName",
          "java.lang.invoke.MethodHandle#invoke",
          "java.lang.invoke.MethodHandle#invokeExact",
          "java.lang.invoke.MethodHandle#invokeWithArguments",
          "java.util.ServiceLoader#iterator",
          "java.util.ServiceLoader#findFirst",
          "java.util.ServiceLoader#stream",
          "java.util.ServiceLoader#forEach",
          "java.lang.System#load",
          "java.lang.System#loadLibrary");

  /** What may be behind objects of these types is a file, a network or memory. */
  private static final Set<String> CARRIERS =
      Set.of(
          "java.io.Closeable", "java.nio.channels.Channel", "java.nio.file.spi.FileSystemProvider");

  private static final String STREAM = "java.util.stream.BaseStream";

  private final Compilation compilation;
  private final Map<String, Boolean> derived = new HashMap<>();
  private final Map<String, Boolean> functions = new HashMap<>();

  Given(Compilation compilation) {
    this.compilation = compilation;
  }

  /** Returns why a method of the platform without a row proves nothing, or null where it does. */
  @Nullable String gap(String owner, String name) {
    if (REFLECTION.contains(owner + "#" + name)) {
      return "reflection does not show what runs";
    }
    return derived.computeIfAbsent(owner, this::isDerived)
        ? null
        : "the catalogue was not derived from "
            + owner.substring(0, Math.max(owner.lastIndexOf('.'), 0));
  }

  /** Returns why an object of an unknown class below this type proves nothing, or null. */
  @Nullable String gapBehind(String type) {
    List<String> types = compilation.hierarchy().nearestFirst(type);
    if (type.startsWith("dev.simmer.") || types.contains(STREAM)) {
      return null;
    }
    return types.stream().anyMatch(CARRIERS::contains)
        ? "what is behind the " + Initialisers.simpleName(type) + " may block"
        : null;
  }

  /** Tells whether objects of the type are functions that anybody may write. */
  boolean isFunction(String type) {
    return functions.computeIfAbsent(
        type,
        name -> {
          TypeElement found = compilation.hierarchy().find(name);
          return found != null && found.getAnnotation(FunctionalInterface.class) != null;
        });
  }

  /** Returns the method of a type that is a function, as class files have it. */
  @Nullable MethodKey functionOf(String type) {
    TypeElement found = compilation.hierarchy().find(type);
    ExecutableElement method = found == null ? null : compilation.vocabulary().function(found);
    return method == null ? null : compilation.key(method);
  }

  /** Tells whether a type of the platform has a method of that name, its own or from above. */
  boolean has(String owner, String name) {
    TypeElement type = compilation.hierarchy().find(owner);
    return type == null
        || name.startsWith("<")
        || compilation.elements().getAllMembers(type).stream()
            .anyMatch(member -> member.getSimpleName().contentEquals(name));
  }

  private boolean isDerived(String owner) {
    if (owner.startsWith("dev.simmer.")) {
      return true;
    }
    TypeElement type = compilation.hierarchy().find(owner);
    ModuleElement module = type == null ? null : compilation.elements().getModuleOf(type);
    if (module == null) {
      return owner.startsWith("java.lang.") || owner.startsWith("java.util.");
    }
    return DERIVED.contains(module.getQualifiedName().toString());
  }
}
