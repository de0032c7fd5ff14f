package dev.simmer.differential.fault;

import dev.simmer.processor.rewrite.ClassFile;
import dev.simmer.processor.rewrite.ClassRewriter;
import dev.simmer.processor.rewrite.RewrittenClass;
import dev.simmer.processor.rewrite.TypeOracle;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites class files without javac, so that one compilation serves many rewriters. It is loaded
 * together with a rewriter, and calls that one.
 */
final class DirectRewriter implements BatchRewriter {
  @Override
  public Map<String, byte[]> rewrite(
      Map<String, byte[]> classes, ClassLoader loader, boolean debug) {
    ClassRewriter rewriter =
        new ClassRewriter(new LoadedTypes(loader), new ClassRewriter.Options(debug));
    Map<String, byte[]> rewritten = new LinkedHashMap<>(classes);
    List<String> nest = new ArrayList<>();
    classes.forEach(
        (name, bytes) -> {
          boolean host = name.indexOf('$') < 0;
          RewrittenClass result = rewriter.rewrite(bytes, host ? nest : List.of());
          if (result != null) {
            put(rewritten, result.classFile());
            ClassFile dispatcher = result.dispatcher();
            if (dispatcher != null) {
              put(rewritten, dispatcher);
              nest.add(dispatcher.internalName());
            }
          }
        });
    return rewritten;
  }

  private static void put(Map<String, byte[]> classes, ClassFile file) {
    classes.put(file.internalName().replace('/', '.'), file.bytes());
  }

  /** Answers as the processor does, which asks javac. */
  private record LoadedTypes(ClassLoader loader) implements TypeOracle {
    @Override
    public boolean isSubtype(String type, String supertype) {
      Class<?> sub = find(type);
      Class<?> sup = find(supertype);
      return type.equals(supertype) || (sub != null && sup != null && sup.isAssignableFrom(sub));
    }

    @Override
    public String accessible(String type, String from) {
      int dimensions = type.lastIndexOf('[') + 1;
      if (dimensions > 0) {
        return type.charAt(dimensions) == 'L'
            ? type.substring(0, dimensions + 1)
                + accessible(type.substring(dimensions + 1, type.length() - 1), from)
                + ";"
            : type;
      }
      Class<?> at = find(type);
      if (at == null) {
        return type;
      }
      while (at != null && !isVisible(at, from)) {
        at = at.getSuperclass();
      }
      return at == null ? "java/lang/Object" : at.getName().replace('.', '/');
    }

    private static boolean isVisible(Class<?> type, String from) {
      String name = from.replace('/', '.');
      String own = name.substring(0, name.lastIndexOf('.') + 1);
      String other = type.getName().substring(0, type.getName().lastIndexOf('.') + 1);
      int access = type.getModifiers();
      return own.equals(other) || Modifier.isPublic(access) || Modifier.isProtected(access);
    }

    private @Nullable Class<?> find(String internalName) {
      try {
        return Class.forName(internalName.replace('/', '.'), false, loader);
      } catch (ClassNotFoundException e) {
        return null;
      }
    }
  }
}
