package dev.simmer.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.differential.program.Programs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks which findings are taken for the same failure while a program is made smaller. */
class SymptomTest {
  @Test
  void valuesPlacesAndNumbersDoNotMatter() {
    assertThat(different("the oracle returned Integer 3\nthe subject returned Integer 4\n"))
        .isEqualTo(different("the oracle returned String a\nthe subject returned null\n"));
    assertThat(traces("\"#7 a\"", "\"open 8\"")).isEqualTo(traces("\"#1\"", "\"open 3\""));
    assertThat(symptom(Finding.Kind.UNVERIFIABLE, "P12$En: java.lang.VerifyError: Bad type @7"))
        .isEqualTo(
            symptom(Finding.Kind.UNVERIFIABLE, "P3$En: java.lang.VerifyError: Bad type @99"));
  }

  @Test
  void anotherExceptionIsAnotherFailure() {
    assertThat(
            different("the oracle returned null\nthe subject threw java.lang.AssertionError: 1\n"))
        .isNotEqualTo(
            different("the oracle returned null\nthe subject threw java.io.IOException: 1\n"));
  }

  @Test
  void anotherEventInTheTraceIsAnotherFailure() {
    assertThat(traces("\"#7 a\"", "nothing more")).isNotEqualTo(traces("nothing more", "\"#7 a\""));
    assertThat(traces("\"#7 a\"", "\"#8\"")).isNotEqualTo(traces("\"close 7\"", "\"#8\""));
  }

  @Test
  void anotherReportIsAnotherFailure() {
    assertThat(symptom(Finding.Kind.REJECTED, "/P1.java: 3: [async-internal] x"))
        .isNotEqualTo(symptom(Finding.Kind.REJECTED, "/P1.java: 3: [async-return-type] x"));
  }

  private static Symptom traces(String oracle, String subject) {
    return different(
        "the traces part at event 12: the oracle has "
            + oracle
            + ", the subject "
            + subject
            + "\n");
  }

  private static Symptom different(String text) {
    return symptom(Finding.Kind.DIFFERENT, text);
  }

  private static Symptom symptom(Finding.Kind kind, String text) {
    return Symptom.of(new Finding(kind, Programs.of(1, 17), 0, null, List.of(), text));
  }
}
