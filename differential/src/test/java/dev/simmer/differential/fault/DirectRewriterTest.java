package dev.simmer.differential.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.differential.Report;
import dev.simmer.differential.Round;
import dev.simmer.differential.Settings;
import dev.simmer.differential.Worlds;
import dev.simmer.differential.program.Program;
import dev.simmer.differential.program.Programs;
import dev.simmer.differential.world.Oracle;
import dev.simmer.differential.world.Subject;
import dev.simmer.processor.SimmerProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that faults are tried on what the processor would make. */
class DirectRewriterTest {
  @Test
  void classFilesAreThoseThatTheProcessorWrites(@TempDir Path folder) throws IOException {
    Settings settings = new Settings(1, 1, 17, 0, 1, 1);
    Worlds worlds = new Worlds(Oracle.in(folder), new Subject(SimmerProcessor::new));
    List<Program> programs =
        LongStream.range(0, 30).mapToObj(seed -> Programs.of(seed, 17)).toList();
    Round round = Round.of(worlds, programs, settings, 1, new Report());
    assertThat(round.programs()).hasSizeGreaterThan(20);
    RewrittenWorld world =
        new RewrittenWorld(worlds.subject(), round.plain(), new DirectRewriter(), false);
    assertThat(round.programs())
        .allSatisfy(
            program -> assertThat(world.agrees(round.rewritten(), program.name())).isTrue());
  }
}
