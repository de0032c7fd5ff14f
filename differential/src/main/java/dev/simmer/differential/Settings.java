package dev.simmer.differential;

import java.util.List;

/**
 * What a campaign does.
 *
 * @param seed the first program's seed; the others follow
 * @param methods how many methods to generate at least
 * @param release the Java release of the sources
 * @param injections how many cancels and exceptions to inject in each entry at most
 * @param stopAfter how many findings are enough
 * @param workers how many threads
 */
public record Settings(
    long seed, long methods, int release, int injections, int stopAfter, int workers) {
  private static final List<List<String>> FLAVOURS =
      List.of(
          List.of("-g"),
          List.of("-g:none"),
          List.of("-g", "-parameters"),
          List.of("-g:lines", "-XDstringConcat=inline"),
          List.of("-g", "-Asimmer.debug=true"));

  /** Says whether a report has findings enough. */
  boolean isEnough(Report report) {
    return report.findings().size() >= stopAfter;
  }

  /** Returns the compiler's options for a batch; batches take turns. */
  List<String> options(int batch, boolean subject) {
    List<String> options = new java.util.ArrayList<>(FLAVOURS.get(batch % FLAVOURS.size()));
    options.removeIf(option -> !subject && option.startsWith("-A"));
    options.add("--release");
    options.add(Integer.toString(release));
    options.add("-nowarn");
    options.add("-Xlint:none");
    return options;
  }
}
