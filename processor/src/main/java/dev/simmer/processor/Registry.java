package dev.simmer.processor;

import com.sun.source.util.JavacTask;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;

/**
 * Lets one copy of the processor serve a compilation: a class file can be rewritten once, and a
 * second copy on the processor path, perhaps from another class loader or another version, has to
 * stand aside.
 *
 * <p>The copies share no class, so they meet in the system properties, which hold any object. The
 * map is weak: a compilation that has ended is forgotten.
 */
final class Registry {
  private static final String KEY = "dev.simmer.processor.compilations";

  private Registry() {}

  /** Says whether the caller is the first to ask for this compilation. */
  static boolean claim(JavacTask compilation) {
    Properties shared = System.getProperties();
    synchronized (shared) {
      @SuppressWarnings("unchecked")
      Map<Object, Boolean> claimed =
          (Map<Object, Boolean>) shared.computeIfAbsent(KEY, key -> new WeakHashMap<>());
      return claimed.putIfAbsent(compilation, true) == null;
    }
  }
}
