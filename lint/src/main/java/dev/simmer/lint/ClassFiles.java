package dev.simmer.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Reads the bodies of classes that were compiled before, when a path leads into one.
 *
 * <p>Bytecode does not show which object a method is called on, so only calls that lead to one
 * place are followed, and calls of classes in the same package, which were written together. What
 * the code of a library is the first to use is the library's business.
 */
final class ClassFiles {

  private final Compilation compilation;
  private final Libraries libraries;
  private final BinaryRows rows;
  private final Map<String, Map<MethodKey, MethodNode>> classes = new HashMap<>();

  ClassFiles(Compilation compilation) {
    this.compilation = compilation;
    this.libraries = compilation.libraries();
    this.rows = new BinaryRows(compilation);
  }

  @Nullable MethodNode node(MethodKey key) {
    if (Platform.isPartOf(key.owner())) {
      return null;
    }
    Map<MethodKey, MethodNode> methods = classes.get(key.owner());
    if (methods == null) {
      methods = read(key.owner());
      classes.put(key.owner(), methods);
    }
    MethodNode method = methods.get(key);
    if (method == null && key.name().equals("<init>")) {
      MethodNode inner = methods.get(ofInner(key));
      method = inner == null ? null : inner.as(key);
    }
    return method;
  }

  /**
   * Returns the constructor as its class file has it, if it is one of an inner class, JLS 8.8.9.
   */
  private static MethodKey ofInner(MethodKey constructor) {
    String owner = constructor.owner();
    String outer = owner.substring(0, Math.max(0, owner.lastIndexOf('$'))).replace('.', '/');
    return new MethodKey(owner, constructor.name(), "L" + outer + ";" + constructor.parameters());
  }

  private Map<MethodKey, MethodNode> read(String binaryName) {
    ClassReader file = libraries.read(binaryName);
    if (file == null) {
      return Map.of(); // nothing is known about its bodies
    }
    PrivateMethods privateMethods = new PrivateMethods();
    file.accept(
        privateMethods, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    ClassScan scan = new ClassScan(binaryName, privateMethods.found);
    file.accept(scan, ClassReader.SKIP_FRAMES);
    return scan.nodes;
  }

  static String shown(String owner, String name) {
    if (name.equals(Initialisers.NAME)) {
      return Initialisers.nameOf(Initialisers.simpleName(owner));
    }
    return name.equals("<init>")
        ? "new " + Initialisers.simpleName(owner)
        : Initialisers.simpleName(owner) + "." + name;
  }

  private static String packageOf(String binaryName) {
    return binaryName.substring(0, Math.max(binaryName.lastIndexOf('.'), 0));
  }

  /** Finds the methods that no other class can override; those of interfaces look like others. */
  private static final class PrivateMethods extends ClassVisitor {
    private final Set<String> found = new HashSet<>();

    PrivateMethods() {
      super(Opcodes.ASM9);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if ((access & Opcodes.ACC_PRIVATE) != 0) {
        found.add(name + descriptor);
      }
      return null;
    }
  }

  /** Collects the calls of every method of one class. */
  private final class ClassScan extends ClassVisitor {

    private final String owner;
    private final Map<MethodKey, MethodNode> nodes = new HashMap<>();
    private final Set<String> privateMethods;
    private String source;
    private @Nullable String above;

    ClassScan(String owner, Set<String> privateMethods) {
      super(Opcodes.ASM9);
      this.owner = owner;
      this.privateMethods = privateMethods;
      this.source = Initialisers.simpleName(owner) + ".java";
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String parent,
        String @Nullable [] interfaces) {
      above = parent == null ? null : parent.replace('/', '.');
    }

    @Override
    public void visitSource(@Nullable String file, @Nullable String debug) {
      if (file != null) {
        source = file;
      }
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      List<Edge> edges = new ArrayList<>();
      MethodKey key = new MethodKey(owner, name, BinaryClass.parameters(descriptor));
      List<ParameterRun> runs = new ArrayList<>();
      MethodNode node = new MethodNode(key, shown(owner, name), edges, runs);
      return new BodyScan(
          owner,
          source,
          edges,
          runs,
          privateMethods,
          parameters((access & Opcodes.ACC_STATIC) != 0, descriptor),
          trusted -> {
            if (!trusted) {
              nodes.put(key, node);
            }
          });
    }

    /** Returns which parameter is in which local variable at first. */
    private static Map<Integer, Integer> parameters(boolean isStatic, String descriptor) {
      Map<Integer, Integer> parameters = new HashMap<>();
      int local = isStatic ? 0 : 1;
      for (Type type : Type.getArgumentTypes(descriptor)) {
        parameters.put(local, parameters.size());
        local += type.getSize();
      }
      return parameters;
    }

    /** The class above is initialised first. */
    @Override
    public void visitEnd() {
      if (above != null && Initialisers.isFollowed(above)) {
        MethodKey key = new MethodKey(owner, Initialisers.NAME, "");
        nodes
            .computeIfAbsent(
                key,
                k ->
                    new MethodNode(
                        k, shown(owner, Initialisers.NAME), new ArrayList<>(), List.of()))
            .edges()
            .add(Initialisers.edge(above, Initialisers.simpleName(above), source));
      }
    }
  }

  /** Told at the end of a method whether an annotation vouches for it. */
  private interface Ending {
    void end(boolean trusted);
  }

  /** Collects the calls of one method. */
  private final class BodyScan extends MethodVisitor {

    private final String owner;
    private final String source;
    private final List<Edge> edges;
    private final List<ParameterRun> runs;
    private final Set<String> privateMethods;
    private final Map<Integer, Integer> parameters;
    private final Ending ending;
    private boolean trusted;
    private int line;

    /** The local variable that was loaded last and is on top of the stack, or else -1. */
    private int onTop = -1;

    BodyScan(
        String owner,
        String source,
        List<Edge> edges,
        List<ParameterRun> runs,
        Set<String> privateMethods,
        Map<Integer, Integer> parameters,
        Ending ending) {
      super(Opcodes.ASM9);
      this.runs = runs;
      this.privateMethods = privateMethods;
      this.parameters = parameters;
      this.owner = owner;
      this.source = source;
      this.edges = edges;
      this.ending = ending;
    }

    @Override
    public org.objectweb.asm.@Nullable AnnotationVisitor visitAnnotation(
        String descriptor, boolean visible) {
      trusted |= descriptor.equals("Ldev/simmer/Async;") || descriptor.endsWith("/NonBlocking;");
      return null;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
      onTop = opcode == Opcodes.ALOAD ? local : -1;
    }

    @Override
    public void visitFieldInsn(int opcode, String type, String name, String descriptor) {
      onTop = -1;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String type, String name, String descriptor, boolean isInterface) {
      Integer parameter = descriptor.startsWith("()") ? parameters.get(onTop) : null;
      onTop = -1;
      if (parameter != null && isInterface) {
        runs.add(
            new ParameterRun(parameter, false, null)); // if the argument was a function, its own
      }
      String callee = type.replace('/', '.');
      if (type.startsWith("[")) {
        return;
      }
      String itsParameters = BinaryClass.parameters(descriptor);
      MethodKey target = new MethodKey(callee, name, itsParameters);
      boolean exact =
          opcode == Opcodes.INVOKESTATIC
              || opcode == Opcodes.INVOKESPECIAL
              || (callee.equals(owner) && privateMethods.contains(name + descriptor))
              || compilation.binaryTypes().isFinal(callee);
      Row row = rows.row(callee, name, descriptor);
      if (row != null && row.knowledge() instanceof Row.Harmless) {
        return;
      }
      Blocking sink = row == null ? null : sink(row, callee, name);
      if (sink != null && sink.category().equals("future") && parameter != null) {
        return; // whoever hands a future to a library knows whether it is done
      }
      boolean followed = exact || (isNeighbour(callee) && !isInterface);
      if (sink != null || (followed && !Platform.isPartOf(callee))) {
        String shown = sink == null ? shown(callee, name) : sink.name();
        edges.add(
            new Edge(
                target,
                exact || sink != null,
                sink,
                null,
                null,
                false,
                shown,
                place(),
                Handed.NOTHING,
                null));
      }
    }

    private String place() {
      return line == 0 ? source : source + ":" + line;
    }

    private boolean isNeighbour(String callee) {
      return packageOf(callee).equals(packageOf(owner));
    }

    private @Nullable Blocking sink(Row row, String callee, String name) {
      if (!(row.knowledge() instanceof Row.Blocks blocks)
          || blocks.unless() == Row.Unless.NON_BLOCKING) { // nor in which mode a channel is
        return null;
      }
      // Whether the future is done, or the address in digits, bytecode does not show.
      Tier tier = blocks.unless() == null ? blocks.tier() : Tier.LIKELY;
      Blocking blocking = new Blocking(shown(callee, name), blocks.category(), tier, blocks.fix());
      return blocking.isReportedAlongPaths() ? blocking : null;
    }

    @Override
    public void visitEnd() {
      ending.end(trusted);
    }
  }
}
