package dev.simmer.benchmarks;

import static java.util.Map.entry;

import dev.simmer.benchmarks.direct.DirectHello;
import dev.simmer.benchmarks.eaasync.EaAsyncHello;
import dev.simmer.benchmarks.futures.FutureHello;
import dev.simmer.benchmarks.hand.HandHello;
import dev.simmer.benchmarks.kotlin.KotlinDefaultHello;
import dev.simmer.benchmarks.kotlin.KotlinHello;
import dev.simmer.benchmarks.reactor.ReactorHello;
import dev.simmer.benchmarks.simmer.SimmerHello;
import dev.simmer.benchmarks.vthreads.VirtualThreadHello;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** W10: a program that waits once and says hello, from the start of its JVM to its end. */
final class Hello {
  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          entry(Contestants.DIRECT, DirectHello.class),
          entry(Contestants.HAND, HandHello.class),
          entry(Contestants.SIMMER, SimmerHello.class),
          entry(Contestants.KOTLIN, KotlinHello.class),
          entry(Contestants.KOTLIN_DEFAULT, KotlinDefaultHello.class),
          entry("vt2", VirtualThreadHello.class),
          entry("ea-async", EaAsyncHello.class),
          entry("futures", FutureHello.class),
          entry("reactor", ReactorHello.class));

  private static final int TIMES = 10;

  private Hello() {}

  static boolean has(Contestant contestant) {
    return TYPES.containsKey(contestant.name()) || Python.is(contestant);
  }

  /** Returns the nanoseconds of each of some runs, as a user would start them: no options. */
  static List<Double> measure(Contestant contestant) throws IOException, InterruptedException {
    List<String> command =
        Python.is(contestant)
            ? Python.command("hello.py")
            : Programs.java(List.of(TYPES.get(contestant.name()).getName()));
    List<Double> nanos = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      long before = System.nanoTime();
      List<String> said = Programs.lines(command);
      nanos.add((double) (System.nanoTime() - before));
      if (!said.equals(List.of("hello"))) {
        throw new AssertionError(contestant.name() + " said " + said);
      }
    }
    return nanos;
  }
}
