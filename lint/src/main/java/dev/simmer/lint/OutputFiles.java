package dev.simmer.lint;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The files that options ask for: what was there before, and what could be fixed. */
final class OutputFiles {
  private final ProcessingEnvironment given;
  private final @Nullable Baseline baseline;
  private final @Nullable Patch patch;

  /** Reads what is to be read; a file that cannot be is an error of the compilation. */
  OutputFiles(ProcessingEnvironment given) {
    this.given = given;
    Map<String, String> options = given.getOptions();
    this.baseline = open(Baseline.OPTION, options.get(Baseline.OPTION), Baseline::of);
    this.patch =
        open(Patch.OPTION, options.get(Patch.OPTION), file -> new Patch(file, Path.of("")));
  }

  /** Makes something of a file. */
  private interface Opening<T> {
    T open(Path file) throws IOException;
  }

  /** Writes something, and says how much: less than nothing where nothing was to be written. */
  private interface Writing {
    int write() throws IOException;
  }

  @Nullable Baseline baseline() {
    return baseline;
  }

  @Nullable Patch patch() {
    return patch;
  }

  /** Writes what there is; to be called when the compilation is over. */
  void write() {
    if (baseline != null) {
      write(Baseline.OPTION, "reports", baseline::write);
    }
    if (patch != null) {
      write(Patch.OPTION, "fixes", patch::write);
    }
  }

  private <T> @Nullable T open(String option, @Nullable String file, Opening<T> opening) {
    if (file == null) {
      return null;
    }
    try {
      return opening.open(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      complain(option, "read", e);
      return null;
    }
  }

  private void write(String option, String what, Writing writing) {
    try {
      int written = writing.write();
      if (written >= 0) {
        given
            .getMessager()
            .printMessage(
                Diagnostic.Kind.NOTE,
                "Simmer's lint wrote its %d %s into %s"
                    .formatted(written, what, given.getOptions().get(option)));
      }
    } catch (IOException e) {
      complain(option, "written", e);
    }
  }

  private void complain(String option, String done, Exception reason) {
    given
        .getMessager()
        .printMessage(
            Diagnostic.Kind.ERROR,
            "-A%s: %s cannot be %s: %s"
                .formatted(option, given.getOptions().get(option), done, reason));
  }
}
