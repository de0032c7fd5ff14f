package dev.simmer.examples.upstream;

import static dev.simmer.Simmer.run;

import dev.simmer.Coroutine;
import dev.simmer.examples.DurationConverter;
import dev.simmer.examples.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code upstream} example: many slow HTTP calls, one after another and then all at once. */
@Command(
    name = "upstream",
    description = "Fetches items from a slow server, one after another and then concurrently.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class UpstreamCommand implements Callable<Integer> {
  private static final int MOST_ITEMS = 10_000;
  private static final Duration LONGEST_LATENCY = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--items",
      paramLabel = "N",
      description = "how many items to fetch (default: ${DEFAULT-VALUE})")
  private int items = 60;

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "how long the server takes to answer, as 225ms or 2s (default: 100ms)")
  private Duration latency = Duration.ofMillis(100);

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "how many items to be at work on at once (default: ${DEFAULT-VALUE})")
  private int concurrency = 20;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  @Override
  public Integer call() throws IOException {
    check("--items", items, MOST_ITEMS);
    check("--concurrency", concurrency, MOST_ITEMS);
    if (latency.isZero() || latency.compareTo(LONGEST_LATENCY) > 0) {
      throw wrong(
          "--latency must be more than nothing and at most 10s, but was "
              + latency.toMillis()
              + "ms");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d items, %d ms an answer, at most %d at once%n", items, latency.toMillis(), concurrency);
    Measured serial = measure("one by one", Fetching::oneAfterAnother);
    Measured concurrent = measure("concurrent", fetching -> fetching.concurrently(concurrency));
    var report = new Report(serial, concurrent, concurrency);
    report.printTo(out);
    return report.sameData() ? 0 : 1;
  }

  /**
   * Runs one way of fetching against an upstream of its own, so that each meets the same refusals.
   */
  private Measured measure(String title, Function<Fetching, Coroutine<List<Answer>>> way)
      throws IOException {
    var statistics = new Statistics(latency);
    var progress = new Progress(spec.commandLine().getOut(), Terminal.isAttached(), title, items);
    try (var upstream = SlowUpstream.open(latency)) {
      var retries = new Retries(4, Duration.ofMillis(50));
      Duration patience = latency.multipliedBy(4).plusSeconds(1);
      var client = new ItemClient(http, upstream.address(), patience, retries, statistics);
      var fetching = new Fetching(client, items, progress);
      return run(Measured.of(way.apply(fetching), statistics));
    }
  }

  private void check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw wrong(option + " must be a whole number from 1 to " + most + ", but was " + value);
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
