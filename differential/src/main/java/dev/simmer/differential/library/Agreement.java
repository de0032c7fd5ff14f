package dev.simmer.differential.library;

import dev.simmer.Coroutine;
import dev.simmer.RunOptions;
import dev.simmer.Simmer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls functions and their copies with the same arguments and compares what comes of it. */
final class Agreement {
  private static final RunOptions OPTIONS =
      RunOptions.defaults().virtualTime(true).onUncaught(event -> {});

  /** An await is more work than the call it is added to. */
  private static final long STEPS = 100_000;

  private static final long STEPS_OF_COPY = 3_000_000;

  private final ClassLoader loader;
  private final PureMethods pure;
  private final Settings settings;
  private final Tally tally;
  private CallThread thread = new CallThread();

  /**
   * What to try.
   *
   * @param arguments how many lists of arguments for each function
   */
  record Settings(int arguments, long seed) {}

  /** What came of one list of arguments. */
  enum End {
    SAME,
    DIFFERENT,
    ENDLESS,
    NOT_REPEATABLE
  }

  private record Function(
      CopiedMethod method, MethodHandle original, MethodHandle copy, List<Class<?>> parameters) {}

  Agreement(ClassLoader loader, PureMethods pure, Settings settings, Tally tally) {
    this.loader = loader;
    this.pure = pure;
    this.settings = settings;
    this.tally = tally;
  }

  void compare(List<CopiedMethod> methods) throws InterruptedException {
    thread.start();
    for (CopiedMethod method : methods) {
      Function function = method.isStatic() && pure.contains(method) ? find(method) : null;
      if (function != null) {
        compare(function);
      }
    }
    thread.interrupt();
  }

  private void compare(Function function) throws InterruptedException {
    int times = function.parameters().isEmpty() ? 1 : settings.arguments();
    End end = End.SAME;
    for (int i = 0; i < times && end != End.DIFFERENT && end != End.ENDLESS; i++) {
      long seed = settings.seed() * 1_000_003L + function.method().toString().hashCode() * 31L + i;
      try {
        end = thread.call(() -> compare(function, seed));
      } catch (TimeoutException e) {
        end = End.ENDLESS;
        thread.interrupt();
        thread = new CallThread();
        thread.start();
      }
      tally.called(end);
    }
  }

  private @Nullable Function find(CopiedMethod method) {
    try {
      Class<?> owner = Class.forName(method.owner().replace('/', '.'), false, loader);
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
      MethodType type = MethodType.fromMethodDescriptorString(method.descriptor(), loader);
      if (!Arguments.exist(type.parameterList())) {
        return null;
      }
      MethodHandle original = lookup.findStatic(owner, method.name(), type);
      MethodHandle copy =
          lookup.findStatic(owner, method.copyName(), type.changeReturnType(Coroutine.class));
      return new Function(
          method, original.asFixedArity(), copy.asFixedArity(), type.parameterList());
    } catch (ReflectiveOperationException | TypeNotPresentException | LinkageError e) {
      return null;
    }
  }

  private End compare(Function function, long seed) {
    Ending first = callOriginal(function, seed);
    if (first.isForced() || !same(first, callOriginal(function, seed))) {
      return first.isForced() ? End.ENDLESS : End.NOT_REPEATABLE;
    }
    for (Waiting waiting : Waiting.values()) {
      Ending copy = callCopy(function, seed, waiting);
      if (!same(first, copy)) {
        // What changes with the third call has not changed with the second, but still may.
        if (!same(first, callOriginal(function, seed))) {
          return End.NOT_REPEATABLE;
        }
        tally.found(difference(function, seed, waiting, first, copy));
        return End.DIFFERENT;
      }
    }
    return End.SAME;
  }

  /** Compares by the results' own methods, which are code of the library as well. */
  private static boolean same(Ending one, Ending other) {
    current().begin(Waiting.NEVER, 0, STEPS);
    try {
      return one.isSameAs(other);
    } catch (Throwable thrown) {
      return false;
    }
  }

  private Ending callOriginal(Function function, long seed) {
    List<@Nullable Object> arguments = Arguments.of(function.parameters(), seed);
    current().begin(Waiting.NEVER, seed, STEPS);
    try {
      return new Ending(function.original().invokeWithArguments(arguments), null, arguments);
    } catch (Throwable thrown) {
      return new Ending(null, thrown, arguments);
    }
  }

  private Ending callCopy(Function function, long seed, Waiting waiting) {
    List<@Nullable Object> arguments = Arguments.of(function.parameters(), seed);
    current().begin(waiting, seed, STEPS_OF_COPY);
    try {
      Object result = Simmer.run(() -> start(function.copy(), arguments), OPTIONS);
      return new Ending(result, null, arguments);
    } catch (Throwable thrown) {
      return new Ending(null, thrown, arguments);
    }
  }

  private static Coroutine<?> start(MethodHandle copy, List<@Nullable Object> arguments) {
    try {
      return (Coroutine<?>) copy.invokeWithArguments(arguments);
    } catch (Throwable thrown) {
      throw new IllegalStateException("calling an @Async method threw", thrown);
    }
  }

  private static CallThread current() {
    return (CallThread) Thread.currentThread();
  }

  private static Finding difference(
      Function function, long seed, Waiting waiting, Ending original, Ending copy) {
    List<@Nullable Object> arguments = Arguments.of(function.parameters(), seed);
    return new Finding(
        Finding.Kind.DIFFERENT,
        function.method().toString(),
        "arguments "
            + Ending.show(arguments.toArray())
            + ", awaits wait "
            + waiting
            + "\noriginal "
            + original
            + "\ncopy     "
            + copy);
  }
}
