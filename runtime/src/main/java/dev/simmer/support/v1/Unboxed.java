package dev.simmer.support.v1;

import dev.simmer.Awaitable;
import org.jspecify.annotations.Nullable;

/**
 * What bodies use whose results are primitives: these reach their awaiters unboxed.
 *
 * <p>Each {@code await…} is an await of what the user's code would unbox at once. Where the awaited
 * waits, it returns a zero that nobody looks at.
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

  /**
   * Ends a resumed body: leaves its result with the trampoline, unboxed, and returns what stands
   * for it there. Where the body waits, nobody looks at it.
   */
  public static Object ended(boolean result, Trampoline trampoline) {
    return trampoline.primitive('Z', result ? 1 : 0);
  }

  public static Object ended(byte result, Trampoline trampoline) {
    return trampoline.primitive('B', result);
  }

  public static Object ended(short result, Trampoline trampoline) {
    return trampoline.primitive('S', result);
  }

  public static Object ended(char result, Trampoline trampoline) {
    return trampoline.primitive('C', result);
  }

  public static Object ended(int result, Trampoline trampoline) {
    return trampoline.primitive('I', result);
  }

  public static Object ended(long result, Trampoline trampoline) {
    return trampoline.primitive('J', result);
  }

  public static Object ended(float result, Trampoline trampoline) {
    return trampoline.primitive('F', Float.floatToRawIntBits(result));
  }

  public static Object ended(double result, Trampoline trampoline) {
    return trampoline.primitive('D', Double.doubleToRawLongBits(result));
  }

  /** Takes the result of what a resumed body awaited, or throws its failure. */
  public static boolean takeBoolean(Trampoline trampoline) throws Throwable {
    return trampoline.takesPrimitive('Z') ? trampoline.bits != 0 : (Boolean) trampoline.take();
  }

  public static byte takeByte(Trampoline trampoline) throws Throwable {
    return trampoline.takesPrimitive('B') ? (byte) trampoline.bits : (Byte) trampoline.take();
  }

  public static short takeShort(Trampoline trampoline) throws Throwable {
    return trampoline.takesPrimitive('S') ? (short) trampoline.bits : (Short) trampoline.take();
  }

  public static char takeChar(Trampoline trampoline) throws Throwable {
    return trampoline.takesPrimitive('C') ? (char) trampoline.bits : (Character) trampoline.take();
  }

  public static int takeInt(Trampoline trampoline) throws Throwable {
    return trampoline.takesPrimitive('I') ? (int) trampoline.bits : (Integer) trampoline.take();
  }

  public static long takeLong(Trampoline trampoline) throws Throwable {
    return trampoline.takesPrimitive('J') ? trampoline.bits : (Long) trampoline.take();
  }

  public static float takeFloat(Trampoline trampoline) throws Throwable {
    return trampoline.takesPrimitive('F')
        ? Float.intBitsToFloat((int) trampoline.bits)
        : (Float) trampoline.take();
  }

  public static double takeDouble(Trampoline trampoline) throws Throwable {
    return trampoline.takesPrimitive('D')
        ? Double.longBitsToDouble(trampoline.bits)
        : (Double) trampoline.take();
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
