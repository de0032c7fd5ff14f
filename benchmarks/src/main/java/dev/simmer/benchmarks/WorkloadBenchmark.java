package dev.simmer.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Runs one workload with one contestant; {@link Main} sets which, a JVM each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WorkloadBenchmark {
  @Param("W1a")
  public String workload;

  @Param("simmer")
  public String contestant;

  private Runnable run;

  @Setup
  public void find() {
    run = prepare(Workloads.named(workload), Contestants.named(contestant));
  }

  @Benchmark
  public void run() {
    run.run();
  }

  private static <F> Runnable prepare(Workload<F> workload, Contestant contestant) {
    F implementation = contestant.implementation(workload.family());
    return () -> workload.body().run(implementation, workload.elements());
  }
}
