package dev.simmer.differential.probe;

import dev.simmer.Awaitable;
import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Show;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What generated programs do besides computing: they await, they leave a trace, they burn fuel.
 *
 * <p>The letter after a name is the type as in a descriptor, {@code o} for any reference. Names
 * instead of overloads, so that an await as an argument does not choose between them.
 */
public final class Probe {
  private Probe() {}

  /** Says whether a loop may go round once more. */
  public static boolean fuel() {
    return Journal.current().fuel();
  }

  /** Leaves a mark. */
  public static void mark(int place) {
    Journal.current().trace("#" + place);
  }

  /** Makes an awaitable that fails. */
  public static <T> Awaitable<T> fails(Throwable failure) {
    return Leaves.leaf(null, failure, true);
  }

  /** Makes an awaitable of nothing. */
  public static Awaitable<Void> nothing() {
    return Leaves.leaf(null, null, true);
  }

  /** Makes an awaitable that never ends, to be awaited in a deadline that passes. */
  public static <T> Awaitable<T> never() {
    return Leaves.never();
  }

  /** Makes an awaitable to be awaited elsewhere, or twice, or never. */
  public static <T> Awaitable<T> kept(@Nullable T value) {
    return Leaves.leaf(value, null, false);
  }

  /** Makes an object to be lost again. */
  public static Object held() {
    return new Object();
  }

  /**
   * Says that the program has its last reference to an object on the operand stack: what waits from
   * now on must not hold it.
   */
  public static void lost(Object object) {
    Journal.current().lost(object);
  }

  /** Makes a stage. */
  public static <T> CompletionStage<T> stage(@Nullable T value) {
    return Leaves.stage(value, null);
  }

  /** Makes a stage that fails. */
  public static <T> CompletionStage<T> failingStage(Throwable failure) {
    return Leaves.stage(null, failure);
  }

  /** Makes an awaitable. */
  public static <T> Awaitable<T> vo(@Nullable T value) {
    return Leaves.leaf(value, null, true);
  }

  /** Traces a value and returns it. */
  public static <T extends @Nullable Object> T to(int place, T value) {
    Journal.current().trace("#" + place + " " + Show.value(value));
    return value;
  }

  /** Makes an awaitable. */
  public static Awaitable<Integer> vi(int value) {
    return Leaves.leaf(value, null, true);
  }

  /** Traces a value and returns it. */
  public static int ti(int place, int value) {
    Journal.current().trace("#" + place + " " + value);
    return value;
  }

  /** Makes an awaitable. */
  public static Awaitable<Long> vj(long value) {
    return Leaves.leaf(value, null, true);
  }

  /** Traces a value and returns it. */
  public static long tj(int place, long value) {
    Journal.current().trace("#" + place + " " + value);
    return value;
  }

  /** Makes an awaitable. */
  public static Awaitable<Double> vd(double value) {
    return Leaves.leaf(value, null, true);
  }

  /** Traces a value and returns it. */
  public static double td(int place, double value) {
    Journal.current().trace("#" + place + " " + value);
    return value;
  }

  /** Makes an awaitable. */
  public static Awaitable<Float> vf(float value) {
    return Leaves.leaf(value, null, true);
  }

  /** Traces a value and returns it. */
  public static float tf(int place, float value) {
    Journal.current().trace("#" + place + " " + value);
    return value;
  }

  /** Makes an awaitable. */
  public static Awaitable<Boolean> vz(boolean value) {
    return Leaves.leaf(value, null, true);
  }

  /** Traces a value and returns it. */
  public static boolean tz(int place, boolean value) {
    Journal.current().trace("#" + place + " " + value);
    return value;
  }

  /** Makes an awaitable. */
  public static Awaitable<Character> vc(char value) {
    return Leaves.leaf(value, null, true);
  }

  /** Traces a value and returns it. */
  public static char tc(int place, char value) {
    Journal.current().trace("#" + place + " " + value);
    return value;
  }

  /** Makes an awaitable. */
  public static Awaitable<Byte> vb(byte value) {
    return Leaves.leaf(value, null, true);
  }

  /** Traces a value and returns it. */
  public static byte tb(int place, byte value) {
    Journal.current().trace("#" + place + " " + value);
    return value;
  }

  /** Makes an awaitable. */
  public static Awaitable<Short> vs(short value) {
    return Leaves.leaf(value, null, true);
  }

  /** Traces a value and returns it. */
  public static short ts(int place, short value) {
    Journal.current().trace("#" + place + " " + value);
    return value;
  }
}
