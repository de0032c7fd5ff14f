package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each row about the JDK is reported, called in an async method and three methods below one. */
class RecallTest {

  /** Types of the catalogue's own, and methods that the named type has only from the one above. */
  private static final Map<String, Callers.Call> BY_HAND =
      Map.ofEntries(
          process("read*(*)", "getInputStream().read()"),
          process("skip*(*)", "getInputStream().skip(1)"),
          process("transferTo(*)", "getErrorStream().transferTo(null)"),
          process("lines(*)", "inputReader().lines()"),
          call("java.net.Socket$Input#read*(*)", "java.net.Socket", "getInputStream().read()"),
          call("java.net.Socket$Input#skip*(*)", "java.net.Socket", "getInputStream().skip(1)"),
          call(
              "java.net.Socket$Input#transferTo(*)",
              "java.net.Socket",
              "getInputStream().transferTo(null)"),
          call("java.net.Socket$Output#write*(*)", "java.net.Socket", "getOutputStream().write(1)"),
          statement("java.lang.System$in#read*(*)", "System.in.read();"),
          statement("java.lang.System$in#skip*(*)", "System.in.skip(1);"),
          statement("java.lang.System$in#transferTo(*)", "System.in.transferTo(null);"),
          statement(
              "java.io.FileReader#lines(*)",
              "java.nio.file.Files.newBufferedReader(null)\n.lines();"),
          statement(
              "java.io.FileWriter#newLine(*)",
              "java.nio.file.Files.newBufferedWriter(null)\n.newLine();"));

  private static Map.Entry<String, Callers.Call> process(String method, String call) {
    return call("java.lang.Process$Output#" + method, "Process", call);
  }

  private static Map.Entry<String, Callers.Call> call(String row, String type, String call) {
    return Map.entry(row, new Callers.Call(type + " on", "on", "on." + call + ";", ""));
  }

  private static Map.Entry<String, Callers.Call> statement(String row, String statement) {
    return Map.entry(row, new Callers.Call("", "", statement, ""));
  }

  @Test
  void everyRowAboutTheJdkIsReportedDirectlyAndThreeMethodsBelow() throws IOException {
    List<Row> rows = Rows.of("jdk.db");
    Recall recall = new Recall(rows, BY_HAND, row -> List.of(row.owner()));
    assertThat(recall.missed()).isEmpty();
    Signatures thisJdk = Signatures.of(Runtime.version().feature());
    assertThat(recall.uncalled())
        .as("rows that nobody can call, though this JDK has such a method")
        .allMatch(row -> !thisJdk.has(Rows.parse(row + " any C").orElseThrow()));
    System.out.printf("%d rows about the JDK, all reported%n", recall.called());
  }
}
