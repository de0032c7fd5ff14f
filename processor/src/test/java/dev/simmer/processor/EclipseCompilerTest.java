package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eclipse's compiler runs annotation processors, but is not javac. */
class EclipseCompilerTest {
  @TempDir Path folder;

  @Test
  void eclipseIsToldInOneSentence() throws IOException { // T112
    String output =
        compile(
            """
            import static dev.simmer.Simmer.*;
            class Shop { @dev.simmer.Async dev.simmer.Coroutine<Void> pay() { await(yieldNow()); return done(); } }
            """);

    assertThat(output)
        .containsOnlyOnce(
            "ERROR: Simmer rewrites @Async methods inside javac, the compiler of the JDK, and this"
                + " compiler (org.eclipse.jdt.internal.compiler.apt.dispatch.BatchProcessingEnvImpl)"
                + " is another one");
  }

  @Test
  void eclipseCompilesWhatIsNotAsync() throws IOException {
    assertThat(compile("class Shop {}")).isEmpty();
  }

  /** Returns what the compiler printed. */
  private String compile(String source) throws IOException {
    Path file = Files.writeString(folder.resolve("Shop.java"), source);
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    String commandLine =
        "-17 -classpath \"%s\" -processor dev.simmer.processor.SimmerProcessor -d \"%s\" \"%s\""
            .formatted(System.getProperty("java.class.path"), folder.resolve("classes"), file);
    boolean success = BatchCompiler.compile(commandLine, writer, writer, null);
    assertThat(success).isEqualTo(output.toString().isEmpty());
    return output.toString();
  }
}
