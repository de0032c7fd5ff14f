package dev.simmer.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;

/**
 * Lets one copy of the processor serve a compilation: a class file can be rewritten once, and a
 * second copy on the processor path, perhaps from another class loader or another version, has to
 * stand aside.
 *
 * <p>The copies share no class, so they meet in the system properties. What stands there are
 * strings, since build tools copy and print all of them, and it stands there only as long as the
 * compilation lasts. A compilation is told from others by the identity of three objects of its own,
 * as two of them could agree in one.
 */
final class Registry {
  private static final String PREFIX = "dev.simmer.processor.compilation.";

  private Registry() {}

  /** Says whether the caller is the first to ask for this compilation. */
  static boolean claim(JavacTask compilation) {
    String key =
        PREFIX
            + identity(compilation)
            + identity(compilation.getElements())
            + identity(compilation.getTypes());
    if (System.getProperties().putIfAbsent(key, "claimed") != null) {
      return false;
    }
    compilation.addTaskListener(
        new TaskListener() {
          @Override
          public void finished(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.COMPILATION) {
              System.clearProperty(key);
            }
          }
        });
    return true;
  }

  private static String identity(Object object) {
    return "%08x".formatted(System.identityHashCode(object));
  }
}
