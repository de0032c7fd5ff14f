package frozen;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Awaitable;
import dev.simmer.Coroutine;
import java.util.function.IntFunction;

/** Frames of many shapes: {@code r3l1} saves three references and a primitive across its await. */
public final class Locals {
  private Locals() {}

  @Async
  static Coroutine<String> r0l0(Awaitable<Integer> later) {
    await(later);
    return done("r0l0");
  }

  @Async
  static Coroutine<String> r0l2(Awaitable<Integer> later, long n0, int n1) {
    await(later);
    return done("r0l2" + n0 + n1);
  }

  @Async
  static Coroutine<String> r0l4(Awaitable<Integer> later, long n0, int n1, double n2, boolean n3) {
    await(later);
    return done("r0l4" + n0 + n1 + n2 + n3);
  }

  @Async
  static Coroutine<String> r1l1(Awaitable<Integer> later, String s0, long n0) {
    await(later);
    return done("r1l1" + s0 + n0);
  }

  @Async
  static Coroutine<String> r1l3(Awaitable<Integer> later, String s0, long n0, int n1, double n2) {
    await(later);
    return done("r1l3" + s0 + n0 + n1 + n2);
  }

  @Async
  static Coroutine<String> r2l0(Awaitable<Integer> later, String s0, String s1) {
    await(later);
    return done("r2l0" + s0 + s1);
  }

  @Async
  static Coroutine<String> r2l2(Awaitable<Integer> later, String s0, String s1, long n0, int n1) {
    await(later);
    return done("r2l2" + s0 + s1 + n0 + n1);
  }

  @Async
  static Coroutine<String> r2l4(
      Awaitable<Integer> later, String s0, String s1, long n0, int n1, double n2, boolean n3) {
    await(later);
    return done("r2l4" + s0 + s1 + n0 + n1 + n2 + n3);
  }

  @Async
  static Coroutine<String> r2l5(
      Awaitable<Integer> later,
      String s0,
      String s1,
      long n0,
      int n1,
      double n2,
      boolean n3,
      float n4) {
    await(later);
    return done("r2l5" + s0 + s1 + n0 + n1 + n2 + n3 + n4);
  }

  @Async
  static Coroutine<String> r3l1(
      Awaitable<Integer> later, String s0, String s1, String s2, long n0) {
    await(later);
    return done("r3l1" + s0 + s1 + s2 + n0);
  }

  @Async
  static Coroutine<String> r3l3(
      Awaitable<Integer> later, String s0, String s1, String s2, long n0, int n1, double n2) {
    await(later);
    return done("r3l3" + s0 + s1 + s2 + n0 + n1 + n2);
  }

  @Async
  static Coroutine<String> r4l0(
      Awaitable<Integer> later, String s0, String s1, String s2, String s3) {
    await(later);
    return done("r4l0" + s0 + s1 + s2 + s3);
  }

  @Async
  static Coroutine<String> r4l2(
      Awaitable<Integer> later, String s0, String s1, String s2, String s3, long n0, int n1) {
    await(later);
    return done("r4l2" + s0 + s1 + s2 + s3 + n0 + n1);
  }

  @Async
  static Coroutine<String> r4l4(
      Awaitable<Integer> later,
      String s0,
      String s1,
      String s2,
      String s3,
      long n0,
      int n1,
      double n2,
      boolean n3) {
    await(later);
    return done("r4l4" + s0 + s1 + s2 + s3 + n0 + n1 + n2 + n3);
  }

  @Async
  static Coroutine<String> r5l1(
      Awaitable<Integer> later, String s0, String s1, String s2, String s3, String s4, long n0) {
    await(later);
    return done("r5l1" + s0 + s1 + s2 + s3 + s4 + n0);
  }

  @Async
  static Coroutine<String> r5l3(
      Awaitable<Integer> later,
      String s0,
      String s1,
      String s2,
      String s3,
      String s4,
      long n0,
      int n1,
      double n2) {
    await(later);
    return done("r5l3" + s0 + s1 + s2 + s3 + s4 + n0 + n1 + n2);
  }

  @Async
  static Coroutine<String> r6l0(
      Awaitable<Integer> later, String s0, String s1, String s2, String s3, String s4, String s5) {
    await(later);
    return done("r6l0" + s0 + s1 + s2 + s3 + s4 + s5);
  }

  @Async
  static Coroutine<String> r6l2(
      Awaitable<Integer> later,
      String s0,
      String s1,
      String s2,
      String s3,
      String s4,
      String s5,
      long n0,
      int n1) {
    await(later);
    return done("r6l2" + s0 + s1 + s2 + s3 + s4 + s5 + n0 + n1);
  }

  @Async
  static Coroutine<String> r6l4(
      Awaitable<Integer> later,
      String s0,
      String s1,
      String s2,
      String s3,
      String s4,
      String s5,
      long n0,
      int n1,
      double n2,
      boolean n3) {
    await(later);
    return done("r6l4" + s0 + s1 + s2 + s3 + s4 + s5 + n0 + n1 + n2 + n3);
  }

  @Async
  static Coroutine<String> r7l1(
      Awaitable<Integer> later,
      String s0,
      String s1,
      String s2,
      String s3,
      String s4,
      String s5,
      String s6,
      long n0) {
    await(later);
    return done("r7l1" + s0 + s1 + s2 + s3 + s4 + s5 + s6 + n0);
  }

  @Async
  static Coroutine<String> r7l3(
      Awaitable<Integer> later,
      String s0,
      String s1,
      String s2,
      String s3,
      String s4,
      String s5,
      String s6,
      long n0,
      int n1,
      double n2) {
    await(later);
    return done("r7l3" + s0 + s1 + s2 + s3 + s4 + s5 + s6 + n0 + n1 + n2);
  }

  @Async
  static Coroutine<String> r8l0(
      Awaitable<Integer> later,
      String s0,
      String s1,
      String s2,
      String s3,
      String s4,
      String s5,
      String s6,
      String s7) {
    await(later);
    return done("r8l0" + s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7);
  }

  @Async
  static Coroutine<String> r8l2(
      Awaitable<Integer> later,
      String s0,
      String s1,
      String s2,
      String s3,
      String s4,
      String s5,
      String s6,
      String s7,
      long n0,
      int n1) {
    await(later);
    return done("r8l2" + s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + n0 + n1);
  }

  @Async
  static Coroutine<String> r8l4(
      Awaitable<Integer> later,
      String s0,
      String s1,
      String s2,
      String s3,
      String s4,
      String s5,
      String s6,
      String s7,
      long n0,
      int n1,
      double n2,
      boolean n3) {
    await(later);
    return done("r8l4" + s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + n0 + n1 + n2 + n3);
  }

  @Async
  static Coroutine<String> r9l1(
      Awaitable<Integer> later,
      String s0,
      String s1,
      String s2,
      String s3,
      String s4,
      String s5,
      String s6,
      String s7,
      String s8,
      long n0) {
    await(later);
    return done("r9l1" + s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + n0);
  }

  @Async
  public static Coroutine<String> all(IntFunction<Awaitable<Integer>> later) {
    StringBuilder all = new StringBuilder();
    all.append(await(r0l0(later.apply(0)))).append(' ');
    all.append(await(r0l2(later.apply(0), 1L, 2))).append(' ');
    all.append(await(r0l4(later.apply(0), 1L, 2, 3.5, true))).append(' ');
    all.append(await(r1l1(later.apply(0), "a", 1L))).append(' ');
    all.append(await(r1l3(later.apply(0), "a", 1L, 2, 3.5))).append(' ');
    all.append(await(r2l0(later.apply(0), "a", "b"))).append(' ');
    all.append(await(r2l2(later.apply(0), "a", "b", 1L, 2))).append(' ');
    all.append(await(r2l4(later.apply(0), "a", "b", 1L, 2, 3.5, true))).append(' ');
    all.append(await(r2l5(later.apply(0), "a", "b", 1L, 2, 3.5, true, 4.5f))).append(' ');
    all.append(await(r3l1(later.apply(0), "a", "b", "c", 1L))).append(' ');
    all.append(await(r3l3(later.apply(0), "a", "b", "c", 1L, 2, 3.5))).append(' ');
    all.append(await(r4l0(later.apply(0), "a", "b", "c", "d"))).append(' ');
    all.append(await(r4l2(later.apply(0), "a", "b", "c", "d", 1L, 2))).append(' ');
    all.append(await(r4l4(later.apply(0), "a", "b", "c", "d", 1L, 2, 3.5, true))).append(' ');
    all.append(await(r5l1(later.apply(0), "a", "b", "c", "d", "e", 1L))).append(' ');
    all.append(await(r5l3(later.apply(0), "a", "b", "c", "d", "e", 1L, 2, 3.5))).append(' ');
    all.append(await(r6l0(later.apply(0), "a", "b", "c", "d", "e", "f"))).append(' ');
    all.append(await(r6l2(later.apply(0), "a", "b", "c", "d", "e", "f", 1L, 2))).append(' ');
    all.append(await(r6l4(later.apply(0), "a", "b", "c", "d", "e", "f", 1L, 2, 3.5, true)))
        .append(' ');
    all.append(await(r7l1(later.apply(0), "a", "b", "c", "d", "e", "f", "g", 1L))).append(' ');
    all.append(await(r7l3(later.apply(0), "a", "b", "c", "d", "e", "f", "g", 1L, 2, 3.5)))
        .append(' ');
    all.append(await(r8l0(later.apply(0), "a", "b", "c", "d", "e", "f", "g", "h"))).append(' ');
    all.append(await(r8l2(later.apply(0), "a", "b", "c", "d", "e", "f", "g", "h", 1L, 2)))
        .append(' ');
    all.append(
            await(r8l4(later.apply(0), "a", "b", "c", "d", "e", "f", "g", "h", 1L, 2, 3.5, true)))
        .append(' ');
    all.append(await(r9l1(later.apply(0), "a", "b", "c", "d", "e", "f", "g", "h", "i", 1L)))
        .append(' ');
    return done(all.toString());
  }
}
