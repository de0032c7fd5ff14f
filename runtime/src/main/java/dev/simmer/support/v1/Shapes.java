package dev.simmer.support.v1;

import org.jspecify.annotations.Nullable;

/**
 * The shapes a frame can have: {@code RiLj} saves up to i references and j primitives, {@code Wide}
 * any number.
 *
 * <p>Shapes instead of one class a method: they cost nothing per method, and a suspended call holds
 * exactly the slots it needs, rounded up to the object alignment. Every primitive is kept as a
 * long, floating-point ones by their raw bits.
 *
 * <p>{@code at} is what a body calls that is about to suspend: it makes the frame unless there is
 * one, and notes where the body stands.
 */
public final class Shapes {
  private Shapes() {}

  public static class R0L0 extends EmittedFrame {
    public static R0L0 at(int point, @Nullable R0L0 frame, Dispatcher owner) {
      R0L0 bound = frame == null ? new R0L0() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R0L1 extends R0L0 {
    public long l0;

    public static R0L1 at(int point, @Nullable R0L1 frame, Dispatcher owner) {
      R0L1 bound = frame == null ? new R0L1() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R0L2 extends R0L1 {
    public long l1;

    public static R0L2 at(int point, @Nullable R0L2 frame, Dispatcher owner) {
      R0L2 bound = frame == null ? new R0L2() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R0L3 extends R0L2 {
    public long l2;

    public static R0L3 at(int point, @Nullable R0L3 frame, Dispatcher owner) {
      R0L3 bound = frame == null ? new R0L3() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R0L4 extends R0L3 {
    public long l3;

    public static R0L4 at(int point, @Nullable R0L4 frame, Dispatcher owner) {
      R0L4 bound = frame == null ? new R0L4() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R1L0 extends R0L0 {
    public @Nullable Object r0;

    public static R1L0 at(int point, @Nullable R1L0 frame, Dispatcher owner) {
      R1L0 bound = frame == null ? new R1L0() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R1L1 extends R1L0 {
    public long l0;

    public static R1L1 at(int point, @Nullable R1L1 frame, Dispatcher owner) {
      R1L1 bound = frame == null ? new R1L1() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R1L2 extends R1L1 {
    public long l1;

    public static R1L2 at(int point, @Nullable R1L2 frame, Dispatcher owner) {
      R1L2 bound = frame == null ? new R1L2() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R1L3 extends R1L2 {
    public long l2;

    public static R1L3 at(int point, @Nullable R1L3 frame, Dispatcher owner) {
      R1L3 bound = frame == null ? new R1L3() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R1L4 extends R1L3 {
    public long l3;

    public static R1L4 at(int point, @Nullable R1L4 frame, Dispatcher owner) {
      R1L4 bound = frame == null ? new R1L4() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R2L0 extends R1L0 {
    public @Nullable Object r1;

    public static R2L0 at(int point, @Nullable R2L0 frame, Dispatcher owner) {
      R2L0 bound = frame == null ? new R2L0() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R2L1 extends R2L0 {
    public long l0;

    public static R2L1 at(int point, @Nullable R2L1 frame, Dispatcher owner) {
      R2L1 bound = frame == null ? new R2L1() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R2L2 extends R2L1 {
    public long l1;

    public static R2L2 at(int point, @Nullable R2L2 frame, Dispatcher owner) {
      R2L2 bound = frame == null ? new R2L2() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R2L3 extends R2L2 {
    public long l2;

    public static R2L3 at(int point, @Nullable R2L3 frame, Dispatcher owner) {
      R2L3 bound = frame == null ? new R2L3() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R2L4 extends R2L3 {
    public long l3;

    public static R2L4 at(int point, @Nullable R2L4 frame, Dispatcher owner) {
      R2L4 bound = frame == null ? new R2L4() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R3L0 extends R2L0 {
    public @Nullable Object r2;

    public static R3L0 at(int point, @Nullable R3L0 frame, Dispatcher owner) {
      R3L0 bound = frame == null ? new R3L0() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R3L1 extends R3L0 {
    public long l0;

    public static R3L1 at(int point, @Nullable R3L1 frame, Dispatcher owner) {
      R3L1 bound = frame == null ? new R3L1() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R3L2 extends R3L1 {
    public long l1;

    public static R3L2 at(int point, @Nullable R3L2 frame, Dispatcher owner) {
      R3L2 bound = frame == null ? new R3L2() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R3L3 extends R3L2 {
    public long l2;

    public static R3L3 at(int point, @Nullable R3L3 frame, Dispatcher owner) {
      R3L3 bound = frame == null ? new R3L3() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R3L4 extends R3L3 {
    public long l3;

    public static R3L4 at(int point, @Nullable R3L4 frame, Dispatcher owner) {
      R3L4 bound = frame == null ? new R3L4() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R4L0 extends R3L0 {
    public @Nullable Object r3;

    public static R4L0 at(int point, @Nullable R4L0 frame, Dispatcher owner) {
      R4L0 bound = frame == null ? new R4L0() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R4L1 extends R4L0 {
    public long l0;

    public static R4L1 at(int point, @Nullable R4L1 frame, Dispatcher owner) {
      R4L1 bound = frame == null ? new R4L1() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R4L2 extends R4L1 {
    public long l1;

    public static R4L2 at(int point, @Nullable R4L2 frame, Dispatcher owner) {
      R4L2 bound = frame == null ? new R4L2() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R4L3 extends R4L2 {
    public long l2;

    public static R4L3 at(int point, @Nullable R4L3 frame, Dispatcher owner) {
      R4L3 bound = frame == null ? new R4L3() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R4L4 extends R4L3 {
    public long l3;

    public static R4L4 at(int point, @Nullable R4L4 frame, Dispatcher owner) {
      R4L4 bound = frame == null ? new R4L4() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R5L0 extends R4L0 {
    public @Nullable Object r4;

    public static R5L0 at(int point, @Nullable R5L0 frame, Dispatcher owner) {
      R5L0 bound = frame == null ? new R5L0() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R5L1 extends R5L0 {
    public long l0;

    public static R5L1 at(int point, @Nullable R5L1 frame, Dispatcher owner) {
      R5L1 bound = frame == null ? new R5L1() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R5L2 extends R5L1 {
    public long l1;

    public static R5L2 at(int point, @Nullable R5L2 frame, Dispatcher owner) {
      R5L2 bound = frame == null ? new R5L2() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R5L3 extends R5L2 {
    public long l2;

    public static R5L3 at(int point, @Nullable R5L3 frame, Dispatcher owner) {
      R5L3 bound = frame == null ? new R5L3() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R5L4 extends R5L3 {
    public long l3;

    public static R5L4 at(int point, @Nullable R5L4 frame, Dispatcher owner) {
      R5L4 bound = frame == null ? new R5L4() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R6L0 extends R5L0 {
    public @Nullable Object r5;

    public static R6L0 at(int point, @Nullable R6L0 frame, Dispatcher owner) {
      R6L0 bound = frame == null ? new R6L0() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R6L1 extends R6L0 {
    public long l0;

    public static R6L1 at(int point, @Nullable R6L1 frame, Dispatcher owner) {
      R6L1 bound = frame == null ? new R6L1() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R6L2 extends R6L1 {
    public long l1;

    public static R6L2 at(int point, @Nullable R6L2 frame, Dispatcher owner) {
      R6L2 bound = frame == null ? new R6L2() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R6L3 extends R6L2 {
    public long l2;

    public static R6L3 at(int point, @Nullable R6L3 frame, Dispatcher owner) {
      R6L3 bound = frame == null ? new R6L3() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R6L4 extends R6L3 {
    public long l3;

    public static R6L4 at(int point, @Nullable R6L4 frame, Dispatcher owner) {
      R6L4 bound = frame == null ? new R6L4() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R7L0 extends R6L0 {
    public @Nullable Object r6;

    public static R7L0 at(int point, @Nullable R7L0 frame, Dispatcher owner) {
      R7L0 bound = frame == null ? new R7L0() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R7L1 extends R7L0 {
    public long l0;

    public static R7L1 at(int point, @Nullable R7L1 frame, Dispatcher owner) {
      R7L1 bound = frame == null ? new R7L1() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R7L2 extends R7L1 {
    public long l1;

    public static R7L2 at(int point, @Nullable R7L2 frame, Dispatcher owner) {
      R7L2 bound = frame == null ? new R7L2() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R7L3 extends R7L2 {
    public long l2;

    public static R7L3 at(int point, @Nullable R7L3 frame, Dispatcher owner) {
      R7L3 bound = frame == null ? new R7L3() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R7L4 extends R7L3 {
    public long l3;

    public static R7L4 at(int point, @Nullable R7L4 frame, Dispatcher owner) {
      R7L4 bound = frame == null ? new R7L4() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R8L0 extends R7L0 {
    public @Nullable Object r7;

    public static R8L0 at(int point, @Nullable R8L0 frame, Dispatcher owner) {
      R8L0 bound = frame == null ? new R8L0() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R8L1 extends R8L0 {
    public long l0;

    public static R8L1 at(int point, @Nullable R8L1 frame, Dispatcher owner) {
      R8L1 bound = frame == null ? new R8L1() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R8L2 extends R8L1 {
    public long l1;

    public static R8L2 at(int point, @Nullable R8L2 frame, Dispatcher owner) {
      R8L2 bound = frame == null ? new R8L2() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R8L3 extends R8L2 {
    public long l2;

    public static R8L3 at(int point, @Nullable R8L3 frame, Dispatcher owner) {
      R8L3 bound = frame == null ? new R8L3() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  public static class R8L4 extends R8L3 {
    public long l3;

    public static R8L4 at(int point, @Nullable R8L4 frame, Dispatcher owner) {
      R8L4 bound = frame == null ? new R8L4() : frame;
      bound.bind(owner, point);
      return bound;
    }
  }

  /**
   * Saves what does not fit the largest shape in arrays beside it. Floating-point values have one
   * of their own, so that saving them needs no conversion and cannot fail.
   */
  public static final class Wide extends R8L4 {
    public final @Nullable Object[] references;
    public final long[] primitives;
    public final double[] floats;

    public Wide(int references, int primitives) {
      this(references, primitives, 0);
    }

    public Wide(int references, int primitives, int floats) {
      this.references = new @Nullable Object[references];
      this.primitives = new long[primitives];
      this.floats = new double[floats];
    }

    public static Wide at(
        int point, @Nullable Wide frame, Dispatcher owner, int references, int primitives) {
      return at(point, frame, owner, references, primitives, 0);
    }

    public static Wide at(
        int point,
        @Nullable Wide frame,
        Dispatcher owner,
        int references,
        int primitives,
        int floats) {
      Wide bound = frame == null ? new Wide(references, primitives, floats) : frame;
      bound.bind(owner, point);
      return bound;
    }

    public static void save(@Nullable Object value, Wide frame, int index) {
      frame.references[index] = value;
    }

    public static void save(long value, Wide frame, int index) {
      frame.primitives[index] = value;
    }

    public static void save(double value, Wide frame, int index) {
      frame.floats[index] = value;
    }

    /** Returns a saved reference and forgets it. */
    public @Nullable Object takeReference(int index) {
      Object value = references[index];
      references[index] = null;
      return value;
    }

    public long primitive(int index) {
      return primitives[index];
    }

    public double floating(int index) {
      return floats[index];
    }
  }
}
