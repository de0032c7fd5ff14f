package dev.simmer.processor;

import dev.simmer.processor.rewrite.ClassFile;
import dev.simmer.processor.rewrite.Dispatchers;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the class files of the compilation.
 *
 * <p>Every path is asked of the {@link Filer} that the build tool handed out, each read at most
 * once and written at most once, which is all a Filer allows.
 */
final class ClassFiles {
  private final Filer filer;

  ClassFiles(Filer filer) {
    this.filer = filer;
  }

  /**
   * Reads the class javac has just written; null when it wrote none (as with {@code
   * -implicit:none}).
   */
  byte @Nullable [] read(String internalName) throws IOException {
    try (InputStream in =
        filer
            .getResource(StandardLocation.CLASS_OUTPUT, packageOf(internalName), file(internalName))
            .openInputStream()) {
      return in.readAllBytes();
    } catch (FileNotFoundException | NoSuchFileException notWritten) {
      return null;
    }
  }

  /** Writes a class in place of javac's, or a new one, on behalf of {@code origin}. */
  void write(ClassFile classFile, Element origin) throws IOException {
    String internalName = classFile.internalName();
    FileObject target =
        filer.createResource(
            StandardLocation.CLASS_OUTPUT, packageOf(internalName), file(internalName), origin);
    try (OutputStream out = open(target)) {
      out.write(classFile.bytes());
    }
  }

  /**
   * Opens a class for writing. javac warns ({@code output-file-clash}) of what it opens twice, so a
   * file that it has written is opened without it.
   */
  private static OutputStream open(FileObject target) throws IOException {
    Path file = fileOf(target);
    return file != null && Files.exists(file)
        ? Files.newOutputStream(file)
        : target.openOutputStream();
  }

  private static @Nullable Path fileOf(FileObject object) {
    URI uri = object.toUri();
    return "file".equals(uri.getScheme()) ? Path.of(uri) : null;
  }

  /**
   * Deletes the dispatcher that an earlier compilation may have left beside a class.
   *
   * <p>A Filer's {@code FileObject.delete()} does nothing, so this reaches for the file itself, and
   * only where the output is a folder. A class of the user's that happens to have the name stays.
   */
  void deleteDispatcherOf(String className) throws IOException {
    String dispatcher = Dispatchers.nameFor(className);
    byte[] bytes = read(dispatcher);
    if (bytes != null && Dispatchers.isDispatcher(bytes)) {
      Path file =
          fileOf(
              filer.getResource(
                  StandardLocation.CLASS_OUTPUT, packageOf(dispatcher), file(dispatcher)));
      if (file != null) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String packageOf(String internalName) {
    int end = internalName.lastIndexOf('/');
    return end < 0 ? "" : internalName.substring(0, end).replace('/', '.');
  }

  private static String file(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1) + ".class";
  }
}
