package dev.simmer.differential;

import dev.simmer.differential.journal.Injection;
import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Mode;
import dev.simmer.differential.journal.Outcome;
import dev.simmer.differential.journal.Plan;
import dev.simmer.differential.program.Program;
import dev.simmer.differential.program.Shrinker;
import dev.simmer.differential.world.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Repeats what a finding says with smaller programs, to find the smallest that still shows it. */
final class Trial {
  private static final int MOST_INJECTIONS = 40;

  private final World oracle;
  private final World subject;
  private final Finding original;
  private final Symptom symptom;
  private Finding last;

  private Trial(World oracle, World subject, Finding original) {
    this.oracle = oracle;
    this.subject = subject;
    this.original = original;
    symptom = Symptom.of(original);
    last = original;
  }

  /** Returns the finding again, with the smallest program found in so many seconds. */
  static Finding shrink(World oracle, World subject, Finding finding, long seconds) {
    Trial trial = new Trial(oracle, subject, finding);
    Shrinker.shrink(finding.program(), trial::shows, seconds);
    return trial.last;
  }

  private boolean shows(Program program) {
    Finding found = repeat(program);
    if (found == null || !isAlike(found)) {
      return false;
    }
    last = found;
    return true;
  }

  private boolean isAlike(Finding found) {
    return Symptom.of(found).equals(symptom);
  }

  private @Nullable Finding repeat(Program program) {
    List<String> plainOptions = new ArrayList<>(original.options());
    plainOptions.removeIf(option -> option.startsWith("-A"));
    Batch plain = Batch.compile(oracle, List.of(program), plainOptions, (p, errors) -> {});
    if (plain.programs().isEmpty()) {
      return null;
    }
    List<Finding> found = new ArrayList<>();
    Batch rewritten =
        Batch.compile(
            subject,
            List.of(program),
            original.options(),
            (p, errors) -> found.add(finding(Finding.Kind.REJECTED, program, null, errors)));
    String complaint = rewritten.verify().get(program);
    if (found.isEmpty() && complaint != null) {
      found.add(finding(Finding.Kind.UNVERIFIABLE, program, null, complaint));
    }
    if (!found.isEmpty()) {
      return plain.verify().containsKey(program) ? null : found.get(0);
    }
    return original.kind() == Finding.Kind.DIFFERENT
        ? difference(program, plain.type(program), rewritten.type(program))
        : null;
  }

  private @Nullable Finding difference(Program program, Class<?> plain, Class<?> rewritten) {
    Plan plan = original.plan();
    if (plan == null) {
      return null;
    }
    Outcome undisturbed = oracle.run(plain, original.entry(), new Journal(Plan.of(Mode.READY, 0)));
    for (Plan candidate : similar(plan, undisturbed.leaves())) {
      Outcome expected = oracle.run(plain, original.entry(), new Journal(candidate));
      Outcome actual = subject.run(rewritten, original.entry(), new Journal(candidate));
      String difference = actual.differenceFrom(expected);
      Finding found = finding(Finding.Kind.DIFFERENT, program, candidate, difference);
      if (!difference.isEmpty() && isAlike(found)) {
        return found;
      }
    }
    return null;
  }

  /** A smaller program has fewer awaits, so the same thing may be injected at any of them. */
  private static List<Plan> similar(Plan plan, int leaves) {
    if (plan.injections().isEmpty()) {
      return List.of(plan);
    }
    List<Plan> plans = new ArrayList<>();
    for (int at = 1; at <= Math.min(leaves, MOST_INJECTIONS); at++) {
      List<Injection> moved = new ArrayList<>();
      for (Injection injection : plan.injections()) {
        moved.add(new Injection(at + moved.size(), injection.kind()));
      }
      plans.add(new Plan(plan.mode(), plan.seed(), moved));
    }
    return plans;
  }

  private Finding finding(Finding.Kind kind, Program program, @Nullable Plan plan, String text) {
    return new Finding(kind, program, original.entry(), plan, original.options(), text);
  }
}
