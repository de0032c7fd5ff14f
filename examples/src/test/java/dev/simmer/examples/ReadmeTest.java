package dev.simmer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's programs compile as they stand, and do what it says. */
@Timeout(120)
class ReadmeTest {
  private static final String GREETINGS = "[Hello, Ada, Hello, Grace, Hello, Edsger]\n";

  @TempDir Path temp;

  @Test
  void firstProgramRunsAndHasTwelveLines() throws Exception {
    String program = Readme.read().blocks("java").get(0);
    assertThat(program.lines().filter(line -> !line.isBlank())).hasSize(12);
    assertThat(compile("Hello", program)).isEqualTo(new Javac(0, ""));
    assertThat(run("Hello")).isEqualTo(new Javac(0, GREETINGS));
  }

  @Test
  void programWithoutUsDoesTheSame() throws Exception {
    assertThat(compile("Hello", Readme.read().blocks("java").get(1))).isEqualTo(new Javac(0, ""));
    assertThat(run("Hello")).isEqualTo(new Javac(0, GREETINGS));
  }

  @Test
  void methodWithTimeoutGroupAndLimitCompiles() throws Exception {
    String program =
        """
        import static dev.simmer.Simmer.*;
        import dev.simmer.*;
        import java.net.URI;
        import java.util.*;
        import java.util.concurrent.TimeoutException;

        class Pages {
          record Page(URI url) {}

          @Async
          private Coroutine<Page> fetch(URI url) {
            await(yieldNow());
            return done(new Page(url));
          }

        %s
          public static void main(String[] args) throws TimeoutException {
            System.out.println(run(new Pages().fetchAll(List.of(URI.create("a")))));
          }
        }
        """
            .formatted(Readme.read().blocks("java").get(2));
    assertThat(compile("Pages", program)).isEqualTo(new Javac(0, ""));
    assertThat(run("Pages")).isEqualTo(new Javac(0, "[Page[url=a]]\n"));
  }

  private Javac compile(String name, String source) throws Exception {
    Path file = Files.writeString(temp.resolve(name + ".java"), source);
    List<String> arguments = new ArrayList<>(Readme.compilerPaths());
    arguments.addAll(List.of("-d", temp.toString(), file.toString()));
    return Javac.run("javac", arguments);
  }

  private Javac run(String name) throws Exception {
    String runtime = Readme.compilerPaths().get(1);
    return Javac.run(
        "java", List.of("-Xverify:all", "-cp", runtime + File.pathSeparator + temp, name));
  }
}
