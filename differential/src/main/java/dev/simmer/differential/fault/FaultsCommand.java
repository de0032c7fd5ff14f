package dev.simmer.differential.fault;

import dev.simmer.differential.Campaign;
import dev.simmer.differential.Finding;
import dev.simmer.differential.Report;
import dev.simmer.differential.Settings;
import dev.simmer.differential.Worlds;
import dev.simmer.differential.world.ClassPath;
import dev.simmer.differential.world.Oracle;
import dev.simmer.differential.world.Subject;
import dev.simmer.processor.SimmerProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullMarked;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.ClassNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how many faults the generator finds, and after how many methods. */
@Command(
    name = "faults",
    description = "Seeds faults into the rewriter, one at a time, and says which are found.",
    mixinStandardHelpOptions = true)
public final class FaultsCommand implements Callable<Integer> {
  private static final int ENOUGH_PERCENT = 95;

  @Option(
      names = "--list",
      defaultValue = "differential/src/faults/faults.txt",
      description = "the faults: ${DEFAULT-VALUE}")
  private Path list = Path.of("differential/src/faults/faults.txt");

  @Option(
      names = "--sources",
      defaultValue = "processor/src/main/java/dev/simmer/processor/rewrite",
      description = "the rewriter's sources: ${DEFAULT-VALUE}")
  private Path sources = Path.of("processor/src/main/java/dev/simmer/processor/rewrite");

  @Option(
      names = "--methods",
      defaultValue = "20000",
      description = "methods to try for each fault: ${DEFAULT-VALUE}")
  private long methods = 20_000;

  @Option(
      names = "--only",
      defaultValue = "",
      description = "only faults whose name has this in it")
  private String only = "";

  @Option(names = "--workers", defaultValue = "2", description = "threads: ${DEFAULT-VALUE}")
  private int workers = 2;

  /** Creates the command. */
  public FaultsCommand() {}

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("differential-faults");
    int found = 0;
    int tried = 0;
    for (Fault fault : Fault.read(list)) {
      if (fault.name().contains(only)) {
        tried++;
        Report report = run(fault, folder);
        boolean seen = !report.findings().isEmpty();
        found += seen ? 1 : 0;
        Finding.Kind how = seen ? report.findings().get(0).kind() : null;
        System.out.printf(
            "%-8s %-14s %6d methods  %s: %s%n",
            seen ? "found" : "MISSED",
            how == null ? "" : how,
            report.methods(),
            fault.stage(),
            fault.name());
      }
    }
    System.out.println(found + " of " + tried + " faults found");
    return found * 100 >= tried * ENOUGH_PERCENT ? 0 : 1;
  }

  private Report run(Fault fault, Path folder) throws IOException {
    FaultyProcessor processor = FaultyProcessor.with(fault, sources, classPath());
    Worlds.Maker worlds =
        () -> {
          try {
            Path own = Files.createTempDirectory(folder, "worker");
            return new Worlds(Oracle.in(own), new Subject(processor));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    int release = Runtime.version().feature();
    return new Campaign(worlds, new Settings(1, methods, release, 6, 1, workers)).run();
  }

  private static List<Path> classPath() {
    return List.of(
        ClassPath.of(SimmerProcessor.class),
        ClassPath.of(ClassReader.class),
        ClassPath.of(ClassNode.class),
        ClassPath.of(AnalyzerAdapter.class),
        ClassPath.of(NullMarked.class));
  }
}
