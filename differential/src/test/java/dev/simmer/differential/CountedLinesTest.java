package dev.simmer.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Simmer;
import dev.simmer.differential.probe.Probe;
import dev.simmer.differential.program.Program;
import dev.simmer.differential.program.Programs;
import dev.simmer.differential.world.ClassPath;
import dev.simmer.differential.world.Compiler;
import dev.simmer.processor.SimmerProcessor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.junit.jupiter.api.Test;

/** JaCoCo counts the lines that it counts without the rewriting. Pins: T69, T126. */
class CountedLinesTest {
  private static final int PROGRAMS = 80;

  @Test
  void rewrittenProgramHasTheLinesOfThePlainOne() throws IOException {
    Compiler compiler =
        new Compiler(
            List.of(ClassPath.of(Simmer.class), ClassPath.of(Probe.class)), SimmerProcessor::new);
    int lines = 0;
    for (long seed = 1; seed <= PROGRAMS; seed++) {
      Program program = Programs.of(seed, 17);
      Compiler.Result compiled =
          compiler.compile(
              Map.of(program.name(), program.source()),
              List.of("-g", "--release", "17", "-nowarn", "-Xlint:none"));
      assertThat(compiled.errors()).as("seed " + seed).isEmpty();
      List<String> expected = lines(compiled.plain(), program);
      assertThat(lines(compiled.classes(), program)).as("seed " + seed).isEqualTo(expected);
      lines += expected.size();
    }
    assertThat(lines).isGreaterThan(PROGRAMS * 50);
  }

  private static List<String> lines(Map<String, byte[]> classes, Program program)
      throws IOException {
    CoverageBuilder counted = new CoverageBuilder();
    Analyzer analyzer = new Analyzer(new ExecutionDataStore(), counted);
    for (Map.Entry<String, byte[]> type : classes.entrySet()) {
      analyzer.analyzeClass(type.getValue(), type.getKey());
    }
    List<String> source = program.source().lines().toList();
    List<String> lines = new ArrayList<>();
    for (ISourceFileCoverage file : counted.getSourceFiles()) {
      for (int i = file.getFirstLine(); i > 0 && i <= file.getLastLine(); i++) {
        if (file.getLine(i).getInstructionCounter().getTotalCount() > 0) {
          lines.add(i + " " + source.get(i - 1));
        }
      }
    }
    return lines;
  }
}
