package dev.simmer.differential.fault;

import dev.simmer.differential.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a fault was found.
 *
 * @param methods how many methods it took, or were tried in vain
 * @param how what the fault showed itself by; null when it was not found
 * @param seed the seed of the program that showed it
 */
record Verdict(Fault fault, long methods, Finding.@Nullable Kind how, long seed) {
  boolean isFound() {
    return how != null;
  }

  @Override
  public String toString() {
    String what =
        how == null
            ? String.format(Locale.ROOT, "MISSED              %6d methods", methods)
            : String.format(Locale.ROOT, "found %-12s  %6d methods", how, methods);
    String because = how == null && !fault.why().isEmpty() ? " (" + fault.why() + ")" : "";
    return what + "  " + fault.stage() + ": " + fault.name() + because;
  }

  /** Writes the verdicts, then how many faults of each stage were found. */
  static String table(List<Verdict> verdicts) {
    StringBuilder text = new StringBuilder();
    Map<String, List<Verdict>> stages = new LinkedHashMap<>();
    for (Verdict verdict : verdicts) {
      text.append(verdict).append('\n');
      stages.computeIfAbsent(verdict.fault.stage(), stage -> new ArrayList<>()).add(verdict);
    }
    stages.put("all stages", verdicts);
    text.append('\n');
    stages.forEach(
        (stage, all) ->
            text.append(stage)
                .append(": found ")
                .append(all.stream().filter(Verdict::isFound).count())
                .append(" of ")
                .append(all.size())
                .append('\n'));
    return text.toString();
  }
}
