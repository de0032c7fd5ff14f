package dev.simmer.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The arguments that an annotation gives to a test of a class.
 *
 * @param type where the method that it may name is looked for
 * @param annotation what it says
 */
record Arguments(Class<?> type, AsyncTest annotation) {
  boolean areGiven() {
    return given() > 0;
  }

  private long given() {
    return Stream.of(
            !annotation.source().isEmpty(),
            annotation.ints().length > 0,
            annotation.strings().length > 0)
        .filter(isThere -> isThere)
        .count();
  }

  /** Returns a sentence that says why the test cannot be given its arguments. */
  Optional<String> mistake(Method test) {
    String name = "@AsyncTest method " + TestClass.name(test);
    int parameters = test.getParameterCount();
    if (given() > 1) {
      return Optional.of(
          name + " has more than one of source, ints and strings. Keep one of them.");
    }
    if (!areGiven()) {
      return parameters == 0
          ? Optional.empty()
          : Optional.of(
              name
                  + " takes parameters, and nothing gives them. Say where from: @AsyncTest(source = \"cases\") with a"
                  + " static method cases(), or ints or strings.");
    }
    if (parameters == 0) {
      return Optional.of(name + " is given arguments, and takes none. Declare its parameters.");
    }
    if (annotation.source().isEmpty()) {
      return parameters == 1
          ? Optional.empty()
          : Optional.of(
              name
                  + " takes several parameters, and ints or strings give one. Use @AsyncTest(source = \"cases\").");
    }
    return source().isPresent()
        ? Optional.empty()
        : Optional.of(
            name
                + " takes its arguments from "
                + annotation.source()
                + "(), and "
                + type.getSimpleName()
                + " has no such static method without parameters. Write it, to return a Stream, an Iterable or an"
                + " array.");
  }

  /** Returns the arguments of each run. */
  List<Object[]> all() {
    if (!areGiven()) {
      return List.<Object[]>of(new Object[0]);
    }
    List<Object[]> all = new ArrayList<>();
    for (int number : annotation.ints()) {
      all.add(new Object[] {number});
    }
    for (String text : annotation.strings()) {
      all.add(new Object[] {text});
    }
    source().ifPresent(method -> add(ReflectionSupport.invokeMethod(method, null), all));
    if (all.isEmpty()) {
      throw new IllegalStateException(
          annotation.source() + "() gives no arguments, so that the test would never run.");
    }
    return all;
  }

  private Optional<Method> source() {
    return ReflectionSupport.findMethods(
            type,
            method ->
                method.getName().equals(annotation.source())
                    && method.getParameterCount() == 0
                    && Modifier.isStatic(method.getModifiers()),
            HierarchyTraversalMode.BOTTOM_UP)
        .stream()
        .findFirst();
  }

  private void add(@Nullable Object given, List<Object[]> all) {
    if (given instanceof Stream<?> stream) {
      stream.forEach(each -> all.add(one(each)));
    } else if (given instanceof Iterable<?> iterable) {
      iterable.forEach(each -> all.add(one(each)));
    } else if (given != null && given.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(given); i++) {
        all.add(one(Array.get(given, i)));
      }
    } else {
      throw new IllegalStateException(
          annotation.source() + "() returned no Stream, Iterable or array, but " + given + ".");
    }
  }

  private static Object[] one(@Nullable Object each) {
    return each instanceof Object[] several ? several : new Object[] {each};
  }

  /** Words the arguments of one run, as the name of that run. */
  static String text(Object[] arguments) {
    String text = Arrays.deepToString(arguments);
    return text.substring(1, text.length() - 1);
  }
}
