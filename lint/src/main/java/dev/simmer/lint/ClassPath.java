package dev.simmer.lint;

import java.io.IOException;
import java.io.InputStream;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Reads the class files of what was compiled before. */
final class ClassPath {
  private final Filer filer;

  ClassPath(Filer filer) {
    this.filer = filer;
  }

  /** Returns null for a class of no class file. */
  @Nullable ClassReader find(String binaryName) {
    int dot = binaryName.lastIndexOf('.');
    String packageName = dot < 0 ? "" : binaryName.substring(0, dot);
    String file = binaryName.substring(dot + 1) + ".class";
    try (InputStream stream =
        filer.getResource(StandardLocation.CLASS_PATH, packageName, file).openInputStream()) {
      return new ClassReader(stream);
    } catch (IOException | IllegalArgumentException unreadable) {
      return null;
    }
  }
}
