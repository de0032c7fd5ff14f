package dev.simmer.processor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Simmer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rewritten programs in a JVM of their own, with its tools. Pins: T126, T127. */
class ArchiveTest {
  private static final Sample SAMPLE =
      Sample.of(
          """
          public static void main(String[] args) throws Exception {
            System.out.println("result " + run(test()));
          }
          @Async static Coroutine<Object> test() throws Exception {
            int sum = 0;
            try (var group = taskGroup()) {
              var task = group.createTask(new Part(4));
              for (int i : each(numbers(3))) sum += i;
              sum += await(task);
            }
            return done(sum);
          }
          static class Part implements AsyncCallable<Integer> {
            final int n;
            Part(int n) { this.n = n; }
            @Async public Coroutine<Integer> call() { await(sleep(millis(1))); return done(n); }
          }
          @Async static AsyncGenerator<Integer> numbers(int n) {
            for (int i = 0; i < n; i++) { await(sleep(millis(1))); emit(i); }
            return end();
          }
          """);

  /** The JVM verifies no class again that it takes from an archive: they were good when dumped. */
  @Test
  void classDataArchiveHoldsRewrittenClasses(@TempDir Path folder) throws Exception { // T127
    Path program = jar(folder.resolve("program.jar"), SAMPLE.folder());
    Path runtime = jar(folder.resolve("runtime.jar"), Debugger.pathOf(Simmer.class));
    String path = runtime + File.pathSeparator + program;
    Path archive = folder.resolve("program.jsa");
    assertThat(java("-XX:ArchiveClassesAtExit=" + archive, "-cp", path, "P")).contains("result 7");
    assertThat(archive).exists();
    List<String> output =
        java(
            "-XX:SharedArchiveFile=" + archive, "-Xshare:on", "-Xlog:class+load", "-cp", path, "P");
    assertThat(output).contains("result 7");
    for (String type : List.of("P", "P$$Simmer", "P$Part", "P$Part$$Simmer", "dev.simmer.Loop")) {
      assertThat(output)
          .as(type)
          .anyMatch(line -> line.contains(" " + type + " source: shared objects file (top)"));
    }
  }

  @Test
  void noClassIsMadeAtRunTime() throws Exception { // T127
    String path = Debugger.pathOf(Simmer.class) + File.pathSeparator + SAMPLE.folder();
    List<String> output = java("-Xlog:class+load", "-cp", path, "P");
    assertThat(output).contains("result 7");
    List<String> own =
        output.stream()
            .filter(line -> line.contains(" dev.simmer.") || line.contains(" P"))
            .filter(line -> line.contains(" source: "))
            .toList();
    assertThat(own).anyMatch(line -> line.contains(" P$$Simmer "));
    assertThat(own).allMatch(line -> line.contains(" source: file:") || isLambda(line));
  }

  /** A lambda that javac itself compiled, in the runtime. */
  private static boolean isLambda(String line) {
    return line.contains("$$Lambda");
  }

  @Test
  void flightRecorderSeesTheProgram(@TempDir Path folder) throws Exception { // T126
    Path recording = folder.resolve("program.jfr");
    String path = Debugger.pathOf(Simmer.class) + File.pathSeparator + SAMPLE.folder();
    assertThat(
            java(
                "-XX:StartFlightRecording:settings=profile,filename=" + recording,
                "-Xverify:all",
                "-cp",
                path,
                "P"))
        .contains("result 7");
    assertThat(recording).isNotEmptyFile();
  }

  private static List<String> java(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> output =
        new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).as("%s", output).isZero();
    return output;
  }

  /** Archives hold classes of jars only. */
  private static Path jar(Path jar, Path classes) throws IOException {
    if (Files.isRegularFile(classes)) {
      return classes;
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        out.putNextEntry(
            new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        out.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }
}
