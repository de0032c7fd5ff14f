package dev.simmer.benchmarks;

import dev.simmer.benchmarks.direct.DirectHello;
import dev.simmer.benchmarks.kotlin.KotlinHello;
import dev.simmer.benchmarks.simmer.SimmerHello;
import dev.simmer.benchmarks.vthreads.VirtualThreadHello;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** W10: a program that waits once and says hello, from the start of its JVM to its end. */
final class Hello {
  static final Map<String, Class<?>> TYPES =
      Map.of(
          Contestants.DIRECT,
          DirectHello.class,
          Contestants.SIMMER,
          SimmerHello.class,
          Contestants.KOTLIN,
          KotlinHello.class,
          "vt2",
          VirtualThreadHello.class);

  private static final int TIMES = 10;

  private Hello() {}

  /** Returns the nanoseconds of each of some runs, as a user would start them: no options. */
  static List<Double> measure(Contestant contestant) throws IOException, InterruptedException {
    List<Double> nanos = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      long before = System.nanoTime();
      List<String> said = Programs.run(List.of(TYPES.get(contestant.name()).getName()));
      nanos.add((double) (System.nanoTime() - before));
      if (!said.equals(List.of("hello"))) {
        throw new AssertionError(contestant.name() + " said " + said);
      }
    }
    return nanos;
  }
}
