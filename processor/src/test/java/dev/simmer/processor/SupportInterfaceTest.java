package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jars that are out there call the support package: what they may call stays as it is. Every other
 * test that compiles something checks its own use, see {@link Compiled}. Pins: T99.
 */
class SupportInterfaceTest {
  @TempDir Path folder;

  @Test
  void whatIsPromisedToCompiledJarsIsThere() { // T99
    Set<String> missing = SupportInterface.promised();
    assertThat(missing).isNotEmpty();
    missing.removeAll(SupportInterface.present());
    assertThat(missing)
        .as(
            "jars compiled by an earlier processor use each of these: keep it beside what is new, or give emitted code"
                + " of another shape a package dev.simmer.support.v2")
        .isEmpty();
  }

  @Test
  void emittedCodeUsesWhatIsPromised() throws Exception { // T99
    Set<String> used = new TreeSet<>();
    JavacBuild build = JavacBuild.in(folder).processors(new SimmerProcessor());
    Path sources = Path.of(getClass().getResource("/frozen/src").toURI());
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        build.source(sources.relativize(file).toString(), Files.readString(file));
      }
    }
    for (byte[] classFile : classFiles(build.succeeds())) {
      used.addAll(SupportInterface.usedBy(classFile));
    }

    assertThat(used).hasSizeGreaterThan(60);
    used.removeAll(SupportInterface.promised());
    assertThat(used).as("add what is missing to support-v1.txt: from then on it stays").isEmpty();
  }

  @Test
  void nothingThatEmittedCodeMustImplementIsAdded() { // T99
    assertThat(abstractMethodsOfDispatchers(SupportInterface.present()))
        .as("a dispatcher compiled earlier lacks a method that was added since")
        .isEqualTo(abstractMethodsOfDispatchers(SupportInterface.promised()))
        .isNotEmpty();
  }

  private static Set<String> abstractMethodsOfDispatchers(Set<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("abstract method dev/simmer/support/v1/Dispatcher."))
        .collect(Collectors.toSet());
  }

  private static Iterable<byte[]> classFiles(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(SupportInterfaceTest::read)
          .toList();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
