package dev.simmer.differential.world;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads class files from memory, before those of its parent; the JVM verifies every one. */
public final class ProgramLoader extends ClassLoader {
  private final Map<String, byte[]> classes;

  /**
   * Creates a loader.
   *
   * @param classes class files by binary name
   */
  public ProgramLoader(Map<String, byte[]> classes, ClassLoader parent) {
    super(parent);
    this.classes = classes;
    setDefaultAssertionStatus(true);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      byte[] bytes = classes.get(name);
      if (loaded == null && bytes != null) {
        loaded = defineClass(name, bytes, 0, bytes.length);
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }

  /**
   * Returns where the class loader would find a class file, for tools that read instead of loading.
   */
  byte @Nullable [] bytes(String name) {
    return classes.get(name);
  }
}
