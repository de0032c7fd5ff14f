package dev.simmer.differential;

import dev.simmer.differential.program.Programs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the program of a seed. */
@Command(
    name = "show",
    description = "Prints the program of a seed.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Option(names = "--seed", required = true, description = "what the program is generated from")
  private long seed;

  @Option(
      names = "--release",
      defaultValue = "17",
      description = "the Java release: ${DEFAULT-VALUE}")
  private int release = 17;

  @Override
  public Integer call() {
    System.out.println(Programs.of(seed, release).source());
    return 0;
  }
}
