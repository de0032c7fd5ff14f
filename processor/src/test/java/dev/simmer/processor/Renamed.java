package dev.simmer.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Class files that call by another name what they called. */
final class Renamed extends Remapper {
  private final String from;
  private final String to;

  private Renamed(String from, String to) {
    super(Opcodes.ASM9);
    this.from = from;
    this.to = to;
  }

  /**
   * Copies classes; {@code from} is a method's name, or a part of the internal names of classes.
   */
  static void copy(Path classes, Path target, String from, String to) throws IOException {
    Renamed renamed = new Renamed(from, to);
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(Files.readAllBytes(file)).accept(new ClassRemapper(writer, renamed), 0);
        Path copy = target.resolve(classes.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.write(copy, writer.toByteArray());
      }
    }
  }

  @Override
  public String map(String internalName) {
    return internalName.replace(from, to);
  }

  @Override
  public String mapMethodName(String owner, String method, String descriptor) {
    return method.equals(from) ? to : method;
  }
}
