package dev.simmer.lint;

import com.sun.source.util.JavacTask;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Finds javac behind the environment an annotation processor was given.
 *
 * <p>IntelliJ and Gradle hand processors a proxy or a delegate, which {@link JavacTask#instance}
 * refuses. This class looks behind up to {@value #MAX_WRAPPERS} of them.
 *
 * <pre>{@code
 * JavacEnvironment.find(processingEnv)
 *     .ifPresent(javac -> javac.task().addTaskListener(listener));
 * }</pre>
 *
 * <p>Use the environment found here for {@code JavacTask} and {@code Trees} only: files are written
 * through the environment the build tool handed out, so that it can track them.
 *
 * @param environment the environment of javac itself
 * @param task the compilation it belongs to
 */
public record JavacEnvironment(ProcessingEnvironment environment, JavacTask task) {

  /** Deeper nesting than this has not been seen; the bound ends a cycle of delegates. */
  private static final int MAX_WRAPPERS = 5;

  private static final String INTELLIJ_WRAPPERS = "org.jetbrains.jps.javac.APIWrappers";

  /**
   * Returns javac's own environment, or nothing when the compiler is not javac.
   *
   * @param given what {@code Processor.init} received
   */
  public static Optional<JavacEnvironment> find(ProcessingEnvironment given) {
    ProcessingEnvironment candidate = given;
    for (int depth = 0; candidate != null && depth <= MAX_WRAPPERS; depth++) {
      JavacTask task = task(candidate);
      if (task != null) {
        return Optional.of(new JavacEnvironment(candidate, task));
      }
      candidate = unwrap(candidate);
    }
    return Optional.empty();
  }

  /** Says which compiler was found, and which is needed, in one sentence for the user. */
  public static String notJavac(ProcessingEnvironment given) {
    return "Simmer works inside javac, the compiler of the JDK, and this compiler ("
        + given.getClass().getName()
        + ") is another one: nothing was checked. Compile with javac.";
  }

  private static @Nullable JavacTask task(ProcessingEnvironment candidate) {
    try {
      return JavacTask.instance(candidate);
    } catch (IllegalArgumentException notJavacsOwn) {
      return null;
    }
  }

  private static @Nullable ProcessingEnvironment unwrap(ProcessingEnvironment wrapper) {
    ProcessingEnvironment unwrapped = unwrapByIntelliJ(wrapper);
    if (unwrapped != null) {
      return unwrapped;
    }
    return Proxy.isProxyClass(wrapper.getClass())
        ? delegateIn(Proxy.getInvocationHandler(wrapper), wrapper)
        : delegateIn(wrapper, wrapper);
  }

  private static @Nullable ProcessingEnvironment unwrapByIntelliJ(ProcessingEnvironment wrapper) {
    try {
      Class<?> wrappers =
          Class.forName(INTELLIJ_WRAPPERS, false, wrapper.getClass().getClassLoader());
      Object result =
          wrappers
              .getDeclaredMethod("unwrap", Class.class, Object.class)
              .invoke(null, ProcessingEnvironment.class, wrapper);
      return result != wrapper && result instanceof ProcessingEnvironment environment
          ? environment
          : null;
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException notThisWrapper) {
      return null;
    }
  }

  /** Returns the first environment other than {@code wrapper} in a field of {@code holder}. */
  private static @Nullable ProcessingEnvironment delegateIn(
      Object holder, ProcessingEnvironment wrapper) {
    for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
          continue;
        }
        Object value = read(field, holder);
        if (value instanceof ProcessingEnvironment environment && value != wrapper) {
          return environment;
        }
        if (value instanceof InvocationHandler handler && handler != holder) {
          ProcessingEnvironment behind = delegateIn(handler, wrapper);
          if (behind != null) {
            return behind;
          }
        }
      }
    }
    return null;
  }

  private static @Nullable Object read(Field field, Object holder) {
    try {
      field.setAccessible(true);
      return field.get(holder);
    } catch (IllegalAccessException | RuntimeException closed) {
      return null; // a field of a closed module cannot hold a build tool's delegate
    }
  }
}
