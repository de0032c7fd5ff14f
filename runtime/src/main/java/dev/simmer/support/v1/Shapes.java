package dev.simmer.support.v1;

import org.jspecify.annotations.Nullable;

/**
 * The shapes a frame can have: {@code RiLj} saves up to i references and j primitives, {@code Wide}
 * any number.
 *
 * <p>Shapes instead of one class a method: they cost nothing per method, and a suspended call holds
 * exactly the slots it needs, rounded up to the object alignment. Every primitive is kept as a
 * long, floating-point ones by their raw bits.
 */
public final class Shapes {
  private Shapes() {}

  public static class R0L0 extends EmittedFrame {}

  public static class R0L1 extends R0L0 {
    public long l0;
  }

  public static class R0L2 extends R0L1 {
    public long l1;
  }

  public static class R0L3 extends R0L2 {
    public long l2;
  }

  public static class R0L4 extends R0L3 {
    public long l3;
  }

  public static class R1L0 extends R0L0 {
    public @Nullable Object r0;
  }

  public static class R1L1 extends R1L0 {
    public long l0;
  }

  public static class R1L2 extends R1L1 {
    public long l1;
  }

  public static class R1L3 extends R1L2 {
    public long l2;
  }

  public static class R1L4 extends R1L3 {
    public long l3;
  }

  public static class R2L0 extends R1L0 {
    public @Nullable Object r1;
  }

  public static class R2L1 extends R2L0 {
    public long l0;
  }

  public static class R2L2 extends R2L1 {
    public long l1;
  }

  public static class R2L3 extends R2L2 {
    public long l2;
  }

  public static class R2L4 extends R2L3 {
    public long l3;
  }

  public static class R3L0 extends R2L0 {
    public @Nullable Object r2;
  }

  public static class R3L1 extends R3L0 {
    public long l0;
  }

  public static class R3L2 extends R3L1 {
    public long l1;
  }

  public static class R3L3 extends R3L2 {
    public long l2;
  }

  public static class R3L4 extends R3L3 {
    public long l3;
  }

  public static class R4L0 extends R3L0 {
    public @Nullable Object r3;
  }

  public static class R4L1 extends R4L0 {
    public long l0;
  }

  public static class R4L2 extends R4L1 {
    public long l1;
  }

  public static class R4L3 extends R4L2 {
    public long l2;
  }

  public static class R4L4 extends R4L3 {
    public long l3;
  }

  public static class R5L0 extends R4L0 {
    public @Nullable Object r4;
  }

  public static class R5L1 extends R5L0 {
    public long l0;
  }

  public static class R5L2 extends R5L1 {
    public long l1;
  }

  public static class R5L3 extends R5L2 {
    public long l2;
  }

  public static class R5L4 extends R5L3 {
    public long l3;
  }

  public static class R6L0 extends R5L0 {
    public @Nullable Object r5;
  }

  public static class R6L1 extends R6L0 {
    public long l0;
  }

  public static class R6L2 extends R6L1 {
    public long l1;
  }

  public static class R6L3 extends R6L2 {
    public long l2;
  }

  public static class R6L4 extends R6L3 {
    public long l3;
  }

  public static class R7L0 extends R6L0 {
    public @Nullable Object r6;
  }

  public static class R7L1 extends R7L0 {
    public long l0;
  }

  public static class R7L2 extends R7L1 {
    public long l1;
  }

  public static class R7L3 extends R7L2 {
    public long l2;
  }

  public static class R7L4 extends R7L3 {
    public long l3;
  }

  public static class R8L0 extends R7L0 {
    public @Nullable Object r7;
  }

  public static class R8L1 extends R8L0 {
    public long l0;
  }

  public static class R8L2 extends R8L1 {
    public long l1;
  }

  public static class R8L3 extends R8L2 {
    public long l2;
  }

  public static class R8L4 extends R8L3 {
    public long l3;
  }

  /** Saves what does not fit the largest shape in two arrays beside it. */
  public static final class Wide extends R8L4 {
    private final @Nullable Object[] references;
    private final long[] primitives;

    public Wide(int references, int primitives) {
      this.references = new @Nullable Object[references];
      this.primitives = new long[primitives];
    }

    public static void save(@Nullable Object value, Wide frame, int index) {
      frame.references[index] = value;
    }

    public static void save(long value, Wide frame, int index) {
      frame.primitives[index] = value;
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
  }
}
