package dev.simmer.differential.journal;

/**
 * What is compared: how a run ended, its trace, and the resources it did not close once.
 *
 * @param leaves how many awaitables were made
 * @param disputed whether a close failed while a cancel unwound the oracle's program: there the
 *     library lets the failure win, on purpose, and javac suppresses it
 */
public record Outcome(String end, String trace, String ledger, int leaves, boolean disputed) {

  /**
   * Says in one paragraph how this, the subject, differs from the oracle; empty when it does not.
   */
  public String differenceFrom(Outcome oracle) {
    StringBuilder text = new StringBuilder();
    if (!end.equals(oracle.end)) {
      text.append("the oracle ")
          .append(oracle.end)
          .append("\nthe subject ")
          .append(end)
          .append('\n');
    }
    if (!trace.equals(oracle.trace)) {
      String[] expected = oracle.trace.split("\n", -1);
      String[] actual = trace.split("\n", -1);
      int at = 0;
      while (at < expected.length && at < actual.length && expected[at].equals(actual[at])) {
        at++;
      }
      text.append("the traces part at event ").append(at + 1).append(": the oracle has ");
      text.append(line(expected, at))
          .append(", the subject ")
          .append(line(actual, at))
          .append('\n');
    }
    if (!ledger.equals(oracle.ledger)) {
      text.append("the oracle's ledger: ").append(oracle.ledger);
      text.append("\nthe subject's ledger: ").append(ledger).append('\n');
    }
    return text.toString();
  }

  private static String line(String[] lines, int at) {
    return at < lines.length && !lines[at].isEmpty() ? "\"" + lines[at] + "\"" : "nothing more";
  }
}
