package dev.simmer.differential.lib;

import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Show;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Types and methods of all shapes, to be called with awaits in the arguments. Without state. */
public final class Lib {
  private Lib() {}

  /** An enum to switch over. */
  public enum Color {
    RED,
    GREEN,
    BLUE
  }

  /** A record to take apart. */
  public record Pair(int a, @Nullable String b) {
    /** Sums what is in it. */
    public int sum() {
      return a + (b == null ? 0 : b.length());
    }

    /** Returns a new one with another number. */
    public Pair with(int other) {
      return new Pair(other, b);
    }
  }

  /** A record that cannot always be taken apart. */
  public record Brittle(int number) {
    @Override
    public int number() {
      if ((number & 3) == 3) {
        throw new Failure("brittle " + number);
      }
      return number;
    }
  }

  /** A record that can always be taken apart. */
  public record Sound(int number) {}

  /** A record with wide components. */
  public record Wide(long a, double b, @Nullable Object c) {
    /** Sums what is in it. */
    public long sum() {
      return a + (long) b;
    }
  }

  /** What the JDK has for the other numbers. */
  public interface FloatSupplier {
    float getAsFloat();
  }

  /** A sealed hierarchy. */
  public sealed interface Shape permits Circle, Square, Group {}

  /** A leaf of the hierarchy. */
  public record Circle(int radius) implements Shape {}

  /** A leaf of the hierarchy. */
  public record Square(long side) implements Shape {}

  /** A node of the hierarchy. */
  public record Group(@Nullable Shape inner, @Nullable String tag) implements Shape {}

  /** An object whose construction leaves a trace. */
  public static class Cell {
    private final int number;
    private final @Nullable Object value;

    /** Creates one. */
    public Cell(int number, @Nullable Object value) {
      this.number = number;
      this.value = value;
      Journal.current().trace("new Cell " + number + " " + Show.value(value));
    }

    /** Creates one around another. */
    public Cell(Cell inner, long more, int... rest) {
      this(inner.number + (int) more + rest.length, inner.value);
    }

    /** Returns the number. */
    public int number() {
      return number;
    }
  }

  /** A cell of a class that programs cannot name. */
  static final class Hidden extends Cell {
    Hidden(int number) {
      super(number, null);
    }
  }

  /** Hides a cell. */
  public static Hidden hidden(int number) {
    return new Hidden(number);
  }

  /** Mixes arguments. */
  public static int shown(Cell cell, int more) {
    return cell.number() * 7 + more;
  }

  /** An unchecked exception. */
  public static class Failure extends RuntimeException {
    /** Creates one. */
    public Failure(@Nullable String message) {
      super(message);
    }
  }

  /** A more special one. */
  public static final class DeepFailure extends Failure {
    /** Creates one. */
    public DeepFailure(@Nullable String message) {
      super(message);
    }
  }

  /** A resource that counts itself. */
  public static final class Resource implements AutoCloseable {
    private final int number;
    private final boolean failsToClose;

    private Resource(int number, boolean failsToClose) {
      this.number = number;
      this.failsToClose = failsToClose;
    }

    /** Returns the number. */
    public int number() {
      return number;
    }

    @Override
    public void close() {
      Journal.current().trace("close " + number);
      Journal.current().closed(number);
      if (failsToClose && !Journal.current().isCancelled()) {
        throw new Failure("close " + number);
      }
    }
  }

  /** Opens a resource. */
  public static Resource open(int number) {
    Journal.current().trace("open " + number);
    Journal.current().opened(number);
    return new Resource(number, false);
  }

  /** Opens a resource whose close fails. */
  public static Resource openFragile(int number) {
    Journal.current().trace("open " + number);
    Journal.current().opened(number);
    return new Resource(number, true);
  }

  /** Opens nothing. */
  public static @Nullable Resource openNull(int number) {
    Journal.current().trace("no resource " + number);
    return null;
  }

  /** Notes that something was opened. */
  public static int opened(int number) {
    Journal.current().trace("opened " + number);
    Journal.current().opened(number);
    return number;
  }

  /** Notes that something was closed. */
  public static void closed(int number) {
    Journal.current().trace("closed " + number);
    Journal.current().closed(number);
  }

  /** Says whether a close may fail. */
  public static boolean mayFailToClose() {
    return !Journal.current().isCancelled();
  }

  /** Throws when the number ends in three. */
  public static int io(int number) throws IOException {
    if ((number & 7) == 3) {
      throw new IOException("io " + number);
    }
    return number;
  }

  /** Throws what was caught before, checked or not. */
  public static RuntimeException rethrown(Throwable exception) {
    throw Lib.<RuntimeException>sneaky(exception);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X sneaky(Throwable exception) throws X {
    throw (X) exception;
  }

  /** Describes an exception. */
  public static String text(@Nullable Throwable exception) {
    if (exception == null) {
      return "none";
    }
    Journal.current().seen(exception);
    return Show.exception(exception);
  }

  /** Describes anything. */
  public static String show(@Nullable Object value) {
    return Show.value(value);
  }

  /** Mixes arguments. */
  public static int mixI(int a, long b, @Nullable String c) {
    return a * 31 + (int) b + (c == null ? 7 : c.length());
  }

  /** Mixes arguments. */
  public static long mixJ(double a, int b, byte c, boolean d) {
    return (long) (a * 3) + b - c + (d ? 1 : 0);
  }

  /** Mixes arguments. */
  public static double mixD(long a, float b, char c, short d) {
    return a + b * 2.0 + c - d;
  }

  /** Joins arguments. */
  public static String join(@Nullable Object... all) {
    StringBuilder text = new StringBuilder();
    for (Object one : all) {
      text.append(show(one)).append(';');
    }
    return text.length() > 200 ? text.substring(0, 200) : text.toString();
  }

  /** Keeps text short. */
  public static @Nullable String cut(@Nullable String text) {
    return text != null && text.length() > 60 ? text.substring(0, 60) : text;
  }

  /** Sums. */
  public static int sum(int... all) {
    int sum = 0;
    for (int one : all) {
      sum = sum * 3 + one;
    }
    return sum;
  }

  /** Sums. */
  public static long sumJ(String label, long... all) {
    long sum = label.length();
    for (long one : all) {
      sum = sum * 5 + one;
    }
    return sum;
  }

  /** Chooses. */
  public static <T> T pick(boolean first, T a, T b) {
    return first ? a : b;
  }

  /** Lists. */
  @SafeVarargs
  public static <T extends @Nullable Object> List<T> list(T... all) {
    List<T> list = new ArrayList<>();
    for (T one : all) {
      list.add(one);
    }
    return list;
  }

  /** Counts, with a trace of every step of the iteration. */
  public static Iterable<Integer> count(int limit) {
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            Journal.current().trace("hasNext " + next);
            return next < (limit & 3);
          }

          @Override
          public Integer next() {
            if (next >= (limit & 3)) {
              throw new NoSuchElementException();
            }
            return next++;
          }
        };
  }
}
