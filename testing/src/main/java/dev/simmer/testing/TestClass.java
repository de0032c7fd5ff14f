package dev.simmer.testing;

import dev.simmer.Coroutine;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Finds in a class what the engine calls, and says what is wrong with it.
 *
 * @param type the class
 */
record TestClass(Class<?> type) {
  /** Says whether a class that is come upon is worth a look: it may be one with mistakes. */
  static boolean mayHoldTests(Class<?> type) {
    return new TestClass(type).holdsTests();
  }

  /** Says whether the class or one that is nested in it has async tests. */
  boolean holdsTests() {
    return !tests().isEmpty() || nested().findAny().isPresent();
  }

  /** Says whether an instance needs one of the class around it. */
  boolean isInner() {
    return type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
  }

  Stream<Class<?>> nested() {
    return Arrays.stream(type.getDeclaredClasses()).filter(TestClass::mayHoldTests);
  }

  /** Returns the methods to run; those of an abstract class run in the classes that extend it. */
  List<Method> tests() {
    if (Modifier.isAbstract(type.getModifiers())) {
      return List.of();
    }
    return methods(AsyncTest.class, HierarchyTraversalMode.TOP_DOWN);
  }

  List<Method> beforeEach() {
    return methods(BeforeEach.class, HierarchyTraversalMode.TOP_DOWN);
  }

  List<Method> afterEach() {
    return methods(AfterEach.class, HierarchyTraversalMode.BOTTOM_UP);
  }

  List<Method> beforeAll() {
    return methods(BeforeAll.class, HierarchyTraversalMode.TOP_DOWN);
  }

  List<Method> afterAll() {
    return methods(AfterAll.class, HierarchyTraversalMode.BOTTOM_UP);
  }

  private List<Method> methods(
      Class<? extends Annotation> annotation, HierarchyTraversalMode order) {
    return AnnotationSupport.findAnnotatedMethods(type, annotation, order);
  }

  /** Returns a sentence for each mistake that would keep the tests of the class from running. */
  List<String> mistakes() {
    if (isInner()) {
      return List.of(
          type.getName()
              + " is an inner class, and its @AsyncTest methods would need an instance of the class around it."
              + " Make it static.");
    }
    Stream<String> each =
        Stream.concat(beforeEach().stream(), afterEach().stream())
            .filter(method -> !isCallable(method) || !(isVoid(method) || isAsync(method)))
            .map(
                method ->
                    name(method)
                        + " runs around each @AsyncTest. Declare it as an instance method that is not private, takes"
                        + " no parameters, and returns void or a Coroutine.");
    Stream<String> all =
        Stream.concat(beforeAll().stream(), afterAll().stream())
            .filter(method -> !isStatic(method) || !isVoid(method) || takes(method))
            .map(
                method ->
                    name(method)
                        + " runs around all tests of its class. Declare it static void, without parameters.");
    return Stream.concat(each, all).toList();
  }

  /** Returns a sentence that says why a test method cannot be run, where it cannot. */
  Optional<String> mistake(Method test) {
    String name = "@AsyncTest method " + name(test);
    AsyncTest annotation = test.getAnnotation(AsyncTest.class);
    if (!isAsync(test)) {
      return Optional.of(
          name
              + " returns "
              + test.getReturnType().getSimpleName()
              + ", and there is no coroutine to run. Declare that it returns Coroutine<Void>, and end it with return done();");
    }
    if (isStatic(test) || isPrivate(test)) {
      return Optional.of(
          name
              + " is "
              + (isStatic(test) ? "static" : "private")
              + ", and each test runs on an instance. Declare it as an instance method that is not private.");
    }
    return annotation == null ? Optional.empty() : new Arguments(type, annotation).mistake(test);
  }

  private static boolean isCallable(Method method) {
    return !isStatic(method) && !isPrivate(method) && !takes(method);
  }

  private static boolean isStatic(Method method) {
    return Modifier.isStatic(method.getModifiers());
  }

  private static boolean isPrivate(Method method) {
    return Modifier.isPrivate(method.getModifiers());
  }

  private static boolean isVoid(Method method) {
    return method.getReturnType() == void.class;
  }

  private static boolean isAsync(Method method) {
    return Coroutine.class.isAssignableFrom(method.getReturnType());
  }

  private static boolean takes(Method method) {
    return method.getParameterCount() > 0;
  }

  static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()";
  }
}
