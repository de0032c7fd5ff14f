package dev.simmer.differential.world;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Calls static methods of classes that this module cannot name. */
final class Starter {
  private Starter() {}

  static Method method(Class<?> type, String name, Class<?>... parameters) {
    try {
      Method method = type.getDeclaredMethod(name, parameters);
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no " + name, e);
    }
  }

  /** Calls a method and throws what it throws. */
  static Object call(Method method, Object... arguments) throws Throwable {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
