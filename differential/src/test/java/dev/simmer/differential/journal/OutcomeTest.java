package dev.simmer.differential.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks what counts as a difference. */
class OutcomeTest {
  @Test
  void equalRunsDoNotDiffer() {
    assertThat(run(5).differenceFrom(run(5))).isEmpty();
  }

  @Test
  void differentResultIsADifference() {
    assertThat(run(5).differenceFrom(run(6))).contains("Integer 5").contains("Integer 6");
  }

  @Test
  void firstEventApartIsNamed() {
    Journal a = new Journal(Plan.of(Mode.READY, 0));
    a.trace("one");
    a.trace("two");
    Journal b = new Journal(Plan.of(Mode.READY, 0));
    b.trace("one");
    assertThat(b.returned(null).differenceFrom(a.returned(null)))
        .contains("event 2: the oracle has \"two\", the subject nothing more");
  }

  @Test
  void resourceLeftOpenIsADifference() {
    Journal a = new Journal(Plan.of(Mode.READY, 0));
    a.opened(3);
    assertThat(a.returned(null).differenceFrom(run(null)))
        .contains("resource 3 opened 1 times, closed 0");
  }

  @Test
  void suppressedExceptionsCount() {
    Exception with = new Exception("a");
    with.addSuppressed(new Exception("b"));
    Journal journal = new Journal(Plan.of(Mode.READY, 0));
    assertThat(journal.threw(with).differenceFrom(journal.threw(new Exception("a"))))
        .contains("suppressing");
  }

  @Test
  void injectionHitsTheAwaitOfItsNumber() {
    Injection second = new Injection(2, Injection.Kind.THROW_UNCHECKED);
    Journal journal = new Journal(new Plan(Mode.READY, 0, List.of(second)));
    assertThat(journal.leaf().injection()).isNull();
    assertThat(journal.leaf().injection()).isEqualTo(second);
    assertThat(journal.leaf().injection()).isNull();
  }

  private static Outcome run(Object result) {
    return new Journal(Plan.of(Mode.READY, 0)).returned(result);
  }
}
