package dev.simmer.differential.fault;

import dev.simmer.differential.Settings;
import dev.simmer.differential.Worlds;
import dev.simmer.differential.world.Oracle;
import dev.simmer.differential.world.Subject;
import dev.simmer.processor.SimmerProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how many faults the generator finds, and after how many methods. */
@Command(
    name = "faults",
    description = "Seeds faults into the rewriter, one at a time, and says which are found.",
    mixinStandardHelpOptions = true)
public final class FaultsCommand implements Callable<Integer> {
  private static final long ENOUGH_PERCENT = 95;

  /** As in the tier that every build runs. */
  private static final int INJECTIONS = 6;

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

  @Option(
      names = "--stage",
      defaultValue = "",
      description = "only faults of stages whose name has this in it")
  private String stage = "";

  @Option(
      names = "--check",
      description = "only check that each fault fits the sources and compiles")
  private boolean check;

  @Option(
      names = "--table",
      defaultValue = "differential/target/faults.txt",
      description = "where the table of results goes: ${DEFAULT-VALUE}")
  private Path table = Path.of("differential/target/faults.txt");

  /** Creates the command. */
  public FaultsCommand() {}

  @Override
  public Integer call() throws IOException {
    FaultyRewriter rewriter = new FaultyRewriter(sources);
    Map<Fault, BatchRewriter> faults = new LinkedHashMap<>();
    int misfits = 0;
    for (Fault fault : Fault.read(list)) {
      if (fault.name().contains(only) && fault.stage().contains(stage)) {
        try {
          faults.put(fault, rewriter.with(fault));
        } catch (IllegalArgumentException e) {
          System.out.println(e.getMessage());
          misfits++;
        }
      }
    }
    System.out.println(faults.size() + " faults fit, " + misfits + " do not");
    if (check || misfits > 0) {
      return misfits == 0 ? 0 : 1;
    }
    return search(faults);
  }

  private int search(Map<Fault, BatchRewriter> faults) throws IOException {
    Oracle oracle = Oracle.in(Files.createTempDirectory("differential-faults"));
    Settings settings =
        new Settings(1, methods, Runtime.version().feature(), INJECTIONS, Integer.MAX_VALUE, 1);
    Worlds worlds = new Worlds(oracle, new Subject(SimmerProcessor::new));
    FaultSearch search = new FaultSearch(worlds, settings, faults, System.out::println);
    List<Verdict> verdicts = search.run();
    String text = Verdict.table(verdicts);
    System.out.println("\n" + text);
    Files.createDirectories(table.toAbsolutePath().getParent());
    Files.writeString(table, text);
    long found = verdicts.stream().filter(Verdict::isFound).count();
    return found * 100 >= verdicts.size() * ENOUGH_PERCENT ? 0 : 1;
  }
}
