package dev.simmer.support.v1;

import static java.lang.invoke.MethodType.methodType;

import dev.simmer.Awaitable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The method handles that a {@link Site} is put together from. */
final class Handles {
  private static final Lookup LOOKUP = MethodHandles.lookup();

  static final MethodHandle ASK =
      own(true, Site.class, "ask", methodType(Object.class, Object[].class));

  private static final MethodHandle GATE_IS_OPEN =
      own(true, Gate.class, "isOpen", methodType(boolean.class, int.class));
  private static final MethodHandle IS_EXACTLY =
      own(false, Handles.class, "isExactly", methodType(boolean.class, Class.class, Object.class));
  private static final MethodHandle DEEPER =
      own(false, Handles.class, "deeper", methodType(int.class, int.class));
  private static final MethodHandle TAKEN_BACK =
      own(
          false,
          Handles.class,
          "takenBack",
          methodType(Object.class, Throwable.class, Trampoline.class));

  /** The name of the method by which a rewritten class hands out its gate. */
  private static final String GATE = "simmer$gate";

  private Handles() {}

  /** Looks up all that is here, or fails. */
  static void load() {}

  /** Awaits anything, for a result of such a type. */
  static MethodHandle await(Class<?> result) {
    boolean boxed = !result.isPrimitive();
    return own(
        false,
        boxed ? Trampoline.class : Unboxed.class,
        boxed ? "await" : "await" + capitalized(result),
        methodType(result, Awaitable.class, Trampoline.class, int.class));
  }

  /** Asks whether an object is of this very class. */
  static MethodHandle isExactly(Class<?> type, Class<?> declared) {
    return IS_EXACTLY.bindTo(type).asType(methodType(boolean.class, declared));
  }

  /** Asks the gate of the present version of a class whether a method of it is as it was. */
  static MethodHandle isOpen(Gate.Reached reached) throws ReflectiveOperationException {
    Lookup owner = reached.gate().owner();
    MethodHandle gate = owner.findStatic(owner.lookupClass(), GATE, methodType(Gate.class));
    return MethodHandles.filterReturnValue(
        gate, MethodHandles.insertArguments(GATE_IS_OPEN, 1, reached.method()));
  }

  /** Enters the body behind a visible method, one call deeper than its awaiter. */
  static MethodHandle body(MethodType site, boolean isStatic, Gate.Reached reached)
      throws ReflectiveOperationException {
    Lookup owner = reached.gate().owner();
    Class<?> type = owner.lookupClass();
    String name = reached.visible().getMethodName();
    MethodType entered =
        reached
            .visible()
            .getMethodType()
            .changeReturnType(result(reached.result()))
            .appendParameterTypes(Trampoline.class, int.class);
    MethodHandle body =
        isStatic
            ? owner.findStatic(type, name, entered)
            : owner.findSpecial(type, name, entered, type);
    int depth = body.type().parameterCount() - 1;
    return converted(MethodHandles.filterArguments(body, depth, DEEPER), site.returnType())
        .asType(site);
  }

  /**
   * Boxes or unboxes the result. For want of memory or stack that may fail when the body has begun
   * to wait, which then ends as in {@link Trampoline#start}.
   */
  private static MethodHandle converted(MethodHandle body, Class<?> wanted) {
    MethodType type = body.type();
    if (type.returnType() == wanted) {
      return body;
    }
    List<Class<?>> arguments = type.parameterList().subList(0, type.parameterCount() - 2);
    MethodHandle result = body.asType(type.changeReturnType(Object.class));
    if (wanted.isPrimitive()) {
      MethodHandle unbox =
          own(
              false,
              Unboxed.class,
              wanted.getName() + "Of",
              methodType(wanted, Object.class, Trampoline.class));
      result =
          MethodHandles.foldArguments(
              MethodHandles.dropArguments(
                  MethodHandles.dropArguments(unbox, 2, int.class), 1, arguments),
              result);
    }
    MethodHandle failed =
        MethodHandles.dropArguments(
            TAKEN_BACK.asType(TAKEN_BACK.type().changeReturnType(wanted)), 1, arguments);
    return MethodHandles.catchException(result, Throwable.class, failed);
  }

  private static Class<?> result(char letter) {
    return switch (letter) {
      case 'Z' -> boolean.class;
      case 'B' -> byte.class;
      case 'S' -> short.class;
      case 'C' -> char.class;
      case 'I' -> int.class;
      case 'J' -> long.class;
      case 'F' -> float.class;
      case 'D' -> double.class;
      default -> Object.class;
    };
  }

  private static String capitalized(Class<?> primitive) {
    String name = primitive.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  static boolean isExactly(Class<?> type, @Nullable Object object) {
    return object != null && object.getClass() == type;
  }

  static int deeper(int at) {
    return at + 1;
  }

  static Object takenBack(Throwable thrown, Trampoline trampoline) throws Throwable {
    trampoline.takeBack(thrown);
    throw thrown;
  }

  /** Finds a method of this package. */
  private static MethodHandle own(boolean isVirtual, Class<?> owner, String name, MethodType type) {
    try {
      return isVirtual
          ? LOOKUP.findVirtual(owner, name, type)
          : LOOKUP.findStatic(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
