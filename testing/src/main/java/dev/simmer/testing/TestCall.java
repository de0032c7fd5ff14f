package dev.simmer.testing;

import static dev.simmer.Simmer.done;

import dev.simmer.Coroutine;
import java.lang.reflect.Method;
import org.junit.platform.commons.support.ReflectionSupport;

/** Calls a test method on an instance of its own, between what sets up and what tears down. */
final class TestCall {
  private final Class<?> type;
  private final Method test;
  private final Object[] arguments;
  private final TestOptions options;

  TestCall(Class<?> type, Method test, Object[] arguments, TestOptions options) {
    this.type = type;
    this.test = test;
    this.arguments = arguments;
    this.options = options;
  }

  /** Runs the test to its end, and throws what failed. */
  void run() {
    Object instance = ReflectionSupport.newInstance(type);
    TestClass methods = new TestClass(type);
    TestRun run = new TestRun(options);
    for (Method before : methods.beforeEach()) {
      if (!run.hasFailed()) {
        run.step(() -> call(before, instance));
      }
    }
    if (!run.hasFailed()) {
      run.step(() -> call(test, instance, arguments));
    }
    for (Method after : methods.afterEach()) {
      run.step(() -> call(after, instance));
    }
    run.close();
  }

  @SuppressWarnings("unchecked") // the result is dropped
  private static Coroutine<Object> call(Method method, Object instance, Object... arguments) {
    Object returned = ReflectionSupport.invokeMethod(method, instance, arguments);
    if (method.getReturnType() == void.class) {
      return done(method);
    }
    if (returned instanceof Coroutine<?> coroutine) {
      return (Coroutine<Object>) coroutine;
    }
    throw new IllegalStateException(
        TestClass.name(method)
            + " returned null instead of a coroutine. End it with return done();");
  }
}
