package dev.simmer.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures a workload with a contestant in a JVM of its own, through JMH.
 *
 * @param warmups how many iterations come before those that count
 * @param iterations how many count
 * @param millis how long each takes
 * @param cpu whether processor time is what counts, instead of the time on the clock
 */
record Harness(int warmups, int iterations, int millis, boolean cpu) {
  /** The plainest collector and a heap that is there from the start, or pages are measured. */
  private static final List<String> JVM_ARGUMENTS =
      List.of("-XX:+UseSerialGC", "-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  Measurement measure(Workload<?> workload, Contestant contestant) throws RunnerException {
    List<String> jvmArguments = new ArrayList<>(JVM_ARGUMENTS);
    if (Runtime.version().feature() >= 23) {
      jvmArguments.add("--sun-misc-unsafe-memory-access=allow"); // JMH's, which would be warned of.
    }
    jvmArguments.addAll(contestant.jvmArguments());
    jvmArguments.addAll(workload.jvmArguments());
    Options options =
        new OptionsBuilder()
            .include(WorkloadBenchmark.class.getName())
            .param("workload", workload.id())
            .param("contestant", contestant.name())
            .forks(1)
            .warmupIterations(warmups)
            .warmupTime(TimeValue.milliseconds(millis))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(millis))
            .jvmArgs(jvmArguments.toArray(new String[0]))
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .timeout(TimeValue.seconds(60))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    ForeignCpu foreign = ForeignCpu.start();
    Collection<RunResult> results = new Runner(options).run();
    double foreignCpu = foreign.stop();
    List<Double> nanos = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (RunResult result : results) {
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          Result<?> time =
              cpu && !workload.sleeps()
                  ? iteration.getSecondaryResults().get(CpuProfiler.CPU)
                  : iteration.getPrimaryResult();
          nanos.add(time.getScore() / workload.elements());
          Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATED);
          if (allocated != null) {
            bytes.add(allocated.getScore() / workload.elements());
          }
        }
      }
    }
    return new Measurement(workload.id(), contestant.name(), nanos, bytes, foreignCpu);
  }
}
