package dev.simmer.support.v1;

import dev.simmer.Awaitable;
import org.jspecify.annotations.Nullable;

/**
 * Awaits for a primitive: what the user's code would unbox at once. Where the awaited waits, each
 * returns a zero that nobody looks at.
 */
@SuppressWarnings("NullAway") // null fails here, as it would where the user unboxes it
public final class Unboxed {
  private Unboxed() {}

  public static boolean awaitBoolean(
      @Nullable Awaitable<?> awaitable, Trampoline trampoline, int at) throws Throwable {
    return booleanOf(Trampoline.await(awaitable, trampoline, at), trampoline);
  }

  public static byte awaitByte(@Nullable Awaitable<?> awaitable, Trampoline trampoline, int at)
      throws Throwable {
    return byteOf(Trampoline.await(awaitable, trampoline, at), trampoline);
  }

  public static short awaitShort(@Nullable Awaitable<?> awaitable, Trampoline trampoline, int at)
      throws Throwable {
    return shortOf(Trampoline.await(awaitable, trampoline, at), trampoline);
  }

  public static char awaitChar(@Nullable Awaitable<?> awaitable, Trampoline trampoline, int at)
      throws Throwable {
    return charOf(Trampoline.await(awaitable, trampoline, at), trampoline);
  }

  public static int awaitInt(@Nullable Awaitable<?> awaitable, Trampoline trampoline, int at)
      throws Throwable {
    return intOf(Trampoline.await(awaitable, trampoline, at), trampoline);
  }

  public static long awaitLong(@Nullable Awaitable<?> awaitable, Trampoline trampoline, int at)
      throws Throwable {
    return longOf(Trampoline.await(awaitable, trampoline, at), trampoline);
  }

  public static float awaitFloat(@Nullable Awaitable<?> awaitable, Trampoline trampoline, int at)
      throws Throwable {
    return floatOf(Trampoline.await(awaitable, trampoline, at), trampoline);
  }

  public static double awaitDouble(@Nullable Awaitable<?> awaitable, Trampoline trampoline, int at)
      throws Throwable {
    return doubleOf(Trampoline.await(awaitable, trampoline, at), trampoline);
  }

  static boolean booleanOf(@Nullable Object result, Trampoline trampoline) {
    return trampoline.suspended == null && (Boolean) result;
  }

  static byte byteOf(@Nullable Object result, Trampoline trampoline) {
    return trampoline.suspended == null ? (Byte) result : 0;
  }

  static short shortOf(@Nullable Object result, Trampoline trampoline) {
    return trampoline.suspended == null ? (Short) result : 0;
  }

  static char charOf(@Nullable Object result, Trampoline trampoline) {
    return trampoline.suspended == null ? (Character) result : 0;
  }

  static int intOf(@Nullable Object result, Trampoline trampoline) {
    return trampoline.suspended == null ? (Integer) result : 0;
  }

  static long longOf(@Nullable Object result, Trampoline trampoline) {
    return trampoline.suspended == null ? (Long) result : 0;
  }

  static float floatOf(@Nullable Object result, Trampoline trampoline) {
    return trampoline.suspended == null ? (Float) result : 0;
  }

  static double doubleOf(@Nullable Object result, Trampoline trampoline) {
    return trampoline.suspended == null ? (Double) result : 0;
  }
}
