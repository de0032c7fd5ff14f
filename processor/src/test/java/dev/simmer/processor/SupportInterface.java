package dev.simmer.processor;

import dev.simmer.support.v1.Trampoline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The binary interface between emitted code and the runtime, one line a class, field, method or
 * number: as promised in {@code support-v1.txt}, as the runtime has it, and as emitted code uses
 * it.
 */
final class SupportInterface {
  private static final String PACKAGE = "dev/simmer/support/v1/";

  private SupportInterface() {}

  /** What jars that were compiled with Simmer may use. */
  static Set<String> promised() {
    try (InputStream text = SupportInterface.class.getResourceAsStream("/support-v1.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the runtime has, whether emitted code uses it or not. */
  static Set<String> present() {
    Set<String> lines = new TreeSet<>();
    for (Class<?> type : types()) {
      String name = Type.getInternalName(type);
      lines.add("class " + name + (type.isInterface() ? " interface" : supertype(type)));
      Stream.of(type.getDeclaredFields())
          .filter(SupportInterface::isOpen)
          .map(SupportInterface::line)
          .forEach(lines::add);
      Stream.of(type.getDeclaredMethods())
          .filter(SupportInterface::isOpen)
          .map(SupportInterface::line)
          .forEach(lines::add);
      Stream.of(type.getDeclaredConstructors())
          .filter(SupportInterface::isOpen)
          .map(SupportInterface::line)
          .forEach(lines::add);
    }
    return lines;
  }

  /** What the classes of a compilation use. */
  static Set<String> usedBy(byte[] classFile) {
    ClassNode type = new ClassNode();
    new ClassReader(classFile).accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    Set<String> lines = new TreeSet<>();
    if (type.superName != null && type.superName.startsWith(PACKAGE)) {
      lines.add("class " + type.superName + supertype(load(type.superName)));
    }
    for (MethodNode method : type.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof MethodInsnNode call && call.owner.startsWith(PACKAGE)) {
          lines.add(resolve(load(call.owner), call.name, call.desc));
        } else if (insn instanceof FieldInsnNode field && field.owner.startsWith(PACKAGE)) {
          lines.add(resolve(load(field.owner), field.name, field.desc));
        } else if (insn instanceof InvokeDynamicInsnNode call
            && call.bsm.getOwner().startsWith(PACKAGE)) {
          lines.add(resolve(call.bsm));
        } else if (insn instanceof LdcInsnNode constant
            && constant.cst instanceof ConstantDynamic dynamic
            && dynamic.getBootstrapMethod().getOwner().startsWith(PACKAGE)) {
          lines.add(resolve(dynamic.getBootstrapMethod()));
        }
      }
    }
    return lines;
  }

  private static String resolve(Handle method) {
    return resolve(load(method.getOwner()), method.getName(), method.getDesc());
  }

  /** The line of a member that is referred to through {@code owner} or a superclass. */
  private static String resolve(Class<?> owner, String name, String descriptor) {
    String end = "." + name + " " + descriptor;
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      for (Member member : members(type)) {
        if (line(member).endsWith(Type.getInternalName(type) + end)) {
          return line(member);
        }
      }
    }
    return "missing " + Type.getInternalName(owner) + end;
  }

  private static List<Member> members(Class<?> type) {
    return Stream.<Member[]>of(
            type.getDeclaredFields(), type.getDeclaredMethods(), type.getDeclaredConstructors())
        .flatMap(Stream::of)
        .toList();
  }

  private static String line(Member member) {
    String owner = Type.getInternalName(member.getDeclaringClass());
    int modifiers = member.getModifiers();
    String access =
        (Modifier.isProtected(modifiers) ? "protected " : "")
            + (Modifier.isStatic(modifiers) ? "static " : "")
            + (Modifier.isAbstract(modifiers) ? "abstract " : "");
    if (member instanceof Field field) {
      String constant = constant(field);
      return constant.isEmpty()
          ? access
              + "field "
              + owner
              + "."
              + field.getName()
              + " "
              + Type.getDescriptor(field.getType())
          : "number " + owner + "." + field.getName() + " = " + constant;
    }
    return member instanceof Method method
        ? access
            + "method "
            + owner
            + "."
            + method.getName()
            + " "
            + Type.getMethodDescriptor(method)
        : access
            + "method "
            + owner
            + ".<init> "
            + Type.getConstructorDescriptor((Constructor<?>) member);
  }

  /** The value of a number that the processor writes into emitted code. */
  private static String constant(Field field) {
    int constant = Modifier.STATIC | Modifier.FINAL;
    if ((field.getModifiers() & constant) != constant || field.getType() != int.class) {
      return "";
    }
    try {
      field.setAccessible(true);
      return String.valueOf(field.getInt(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isOpen(Member member) {
    return (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
        && !member.isSynthetic();
  }

  private static String supertype(Class<?> type) {
    return (Modifier.isPublic(type.getModifiers()) ? "" : " hidden")
        + " extends "
        + Type.getInternalName(type.getSuperclass())
        + Stream.of(type.getInterfaces())
            .map(each -> " implements " + Type.getInternalName(each))
            .collect(Collectors.joining());
  }

  private static List<Class<?>> types() {
    Path home = JavacBuild.pathOf(Trampoline.class);
    try {
      if (Files.isDirectory(home)) {
        return types(home.resolve(PACKAGE));
      }
      try (FileSystem jar = FileSystems.newFileSystem(home)) {
        return types(jar.getPath(PACKAGE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Class<?>> types(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
          .<Class<?>>map(name -> load(PACKAGE + name.substring(0, name.indexOf('.'))))
          .filter(type -> (type.getModifiers() & Modifier.PUBLIC) != 0)
          .toList();
    }
  }

  private static Class<?> load(String internalName) {
    try {
      return Class.forName(internalName.replace('/', '.'));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
