package dev.simmer.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Outcome;
import dev.simmer.differential.world.Compiler;
import dev.simmer.differential.world.World;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Shows that the harness can fail: it finds wrong code that is planted in the rewritten classes.
 */
class PlantedFaultTest {
  @TempDir private Path folder;

  @Test
  void savedNumberThatIsNotRestoredIsFound() {
    Finding finding = findingWith(PlantedFaultTest::forgetPrimitives);
    assertThat(finding.kind()).isEqualTo(Finding.Kind.DIFFERENT);
  }

  @Test
  void classFileThatDoesNotVerifyIsFound() {
    Finding finding = findingWith(PlantedFaultTest::loseFrames);
    assertThat(finding.kind()).isEqualTo(Finding.Kind.UNVERIFIABLE);
  }

  @Test
  void findingIsShrunkToFewLines() {
    Finding finding = findingWith(PlantedFaultTest::forgetPrimitives);
    Worlds worlds = planted(PlantedFaultTest::forgetPrimitives).make();
    Finding small = Trial.shrink(worlds.oracle(), worlds.subject(), finding, 30);
    assertThat(small.kind()).isEqualTo(Finding.Kind.DIFFERENT);
    assertThat(small.program().source().lines().count())
        .isLessThan(90)
        .isLessThan(finding.program().source().lines().count());
  }

  private Finding findingWith(UnaryOperator<byte[]> fault) {
    List<Finding> findings =
        new Campaign(planted(fault), new Settings(1, 200, 17, 4, 1, 1)).run().findings();
    assertThat(findings).isNotEmpty();
    return findings.get(0);
  }

  private Worlds.Maker planted(UnaryOperator<byte[]> fault) {
    return () -> {
      Worlds good = new TestWorlds(folder).make();
      return new Worlds(good.oracle(), new Planted(good.subject(), fault));
    };
  }

  /** A world whose compiler does something wrong at the end. */
  private record Planted(World good, UnaryOperator<byte[]> fault) implements World {
    @Override
    public Compiler.Result compile(Map<String, String> sources, List<String> options) {
      Compiler.Result result = good.compile(sources, options);
      Map<String, byte[]> classes = new LinkedHashMap<>(result.classes());
      classes.replaceAll((name, bytes) -> fault.apply(bytes));
      return new Compiler.Result(classes, result.plain(), result.errors());
    }

    @Override
    public ClassLoader load(Map<String, byte[]> classes) {
      return good.load(classes);
    }

    @Override
    public Outcome run(Class<?> program, int entry, Journal journal) {
      return good.run(program, entry, journal);
    }
  }

  /** What a frame saved in its primitive fields comes back as zero. */
  private static byte[] forgetPrimitives(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(
                Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
              @Override
              public void visitFieldInsn(int opcode, String owner, String field, String type) {
                super.visitFieldInsn(opcode, owner, field, type);
                if (opcode == Opcodes.GETFIELD && owner.contains("Shapes$") && type.equals("J")) {
                  super.visitInsn(Opcodes.POP2);
                  super.visitInsn(Opcodes.LCONST_0);
                }
              }
            };
          }
        },
        0);
    return writer.toByteArray();
  }

  private static byte[] loseFrames(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(writer, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
