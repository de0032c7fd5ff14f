package dev.simmer.processor.tools;

import dev.simmer.processor.Later;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ILine;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.IRuntime;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;

/** What JaCoCo says of a sample: per line, how many instructions and branches were reached. */
final class Coverage {
  private Coverage() {}

  /** The lines that JaCoCo counts, without running anything. */
  static Map<Integer, ILine> counted(Sample sample) {
    return lines(sample, new ExecutionDataStore());
  }

  /** Runs the sample under JaCoCo, and returns the lines it counts. */
  static Map<Integer, ILine> of(Sample sample, Later.Mode... modes) {
    RuntimeData data = new RuntimeData();
    IRuntime runtime = new LoggerRuntime();
    Instrumenter instrumenter = new Instrumenter(runtime);
    try {
      runtime.startup(data);
      for (Later.Mode mode : modes) {
        sample.run(
            mode,
            bytes -> {
              try {
                return instrumenter.instrument(bytes, "a class of the sample");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      runtime.shutdown();
    }
    ExecutionDataStore executed = new ExecutionDataStore();
    data.collect(executed, new SessionInfoStore(), false);
    return lines(sample, executed);
  }

  /** The branches that JaCoCo counts in the whole sample, those in no line too. */
  static int branches(Sample sample) {
    return analyze(sample, new ExecutionDataStore()).getSourceFiles().stream()
        .mapToInt(file -> file.getBranchCounter().getTotalCount())
        .sum();
  }

  private static Map<Integer, ILine> lines(Sample sample, ExecutionDataStore executed) {
    Map<Integer, ILine> lines = new TreeMap<>();
    for (ISourceFileCoverage file : analyze(sample, executed).getSourceFiles()) {
      for (int line = file.getFirstLine(); line > 0 && line <= file.getLastLine(); line++) {
        if (file.getLine(line).getInstructionCounter().getTotalCount() > 0) {
          lines.put(line, file.getLine(line));
        }
      }
    }
    return lines;
  }

  private static CoverageBuilder analyze(Sample sample, ExecutionDataStore executed) {
    CoverageBuilder builder = new CoverageBuilder();
    Analyzer analyzer = new Analyzer(executed, builder);
    sample
        .classFiles()
        .forEach(
            (name, bytes) -> {
              try {
                analyzer.analyzeClass(bytes, name);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return builder;
  }
}
