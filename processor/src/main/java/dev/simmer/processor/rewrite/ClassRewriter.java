package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.LimitExceededException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns one class file into its rewritten form.
 *
 * <p>The pipeline of a method is: find it ({@link AsyncMethods}); mark what suspends ({@link
 * ScopeExits}, {@link ReturnedCoroutines}, {@link GeneratorCalls}, {@link AwaitCalls}, {@link
 * EachLoops}) and make it possible there ({@link Constructions}); analyse ({@link SuspensionPoint},
 * {@link Liveness}, {@link Constants}); plan ({@link FramePlan}); emit ({@link BodyEmitter}, {@link
 * EntryEmitter}, {@link DispatcherEmitter}).
 */
public final class ClassRewriter {
  /** What a method of a class file can take, long and double counted twice (JVMS 4.3.3). */
  private static final int MAX_ARGUMENT_SLOTS = 255;

  private final TypeOracle types;
  private final Options options;

  /**
   * How to rewrite.
   *
   * @param debug keep every visible local in suspended frames and every frame on the stack
   * @param dump receives what became of each method
   */
  public record Options(boolean debug, Dump dump) {
    /** Creates options that dump nothing. */
    public Options(boolean debug) {
      this(debug, Dump.NONE);
    }
  }

  public ClassRewriter(TypeOracle types, Options options) {
    this.types = types;
    this.options = options;
  }

  /**
   * Rewrites a class file.
   *
   * @param dispatchers the dispatchers made for the nest members of this class so far; they join
   *     its nest
   * @return null when the class has nothing to rewrite
   */
  public @Nullable RewrittenClass rewrite(byte[] classFile, Collection<String> dispatchers) {
    ClassReader reader = new ClassReader(classFile);
    if (dispatchers.isEmpty() && !AsyncMethods.mayBeIn(reader)) {
      return null; // As nearly all classes of most projects, whose code need not be read for that.
    }
    ClassNode type = new ClassNode();
    reader.accept(type, ClassReader.EXPAND_FRAMES);
    List<MethodNode> async = AsyncMethods.in(type, types);
    if (isMarked(type)) {
      throw new IllegalStateException(type.name + " has been rewritten before");
    }
    boolean host = type.nestHostClass == null;
    if (async.isEmpty() && !(host && !dispatchers.isEmpty())) {
      return null;
    }
    List<String> nest = new ArrayList<>(dispatchers);
    ClassFile dispatcher = null;
    List<RewrittenMethod> methods = List.of();
    if (!async.isEmpty()) {
      String name = Dispatchers.nameFor(type);
      methods = rewriteMethods(type, name, async);
      String nestHost = host ? type.name : type.nestHostClass;
      byte[] bytes = DispatcherEmitter.emit(name, nestHost, type.version, source(type), methods);
      dispatcher = new ClassFile(name, bytes);
      nest.add(name);
      mark(type);
    }
    if (host) {
      type.nestMembers = type.nestMembers == null ? new ArrayList<>() : type.nestMembers;
      type.nestMembers.addAll(nest);
    }
    return new RewrittenClass(new ClassFile(type.name, write(type, methods)), dispatcher);
  }

  private static byte[] write(ClassNode type, List<RewrittenMethod> methods) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    if (methods.stream().anyMatch(RewrittenMethod::hasGate)) {
      Gates.reserve(writer);
    }
    try {
      type.accept(writer);
      return writer.toByteArray();
    } catch (LimitExceededException tooLarge) {
      // It does not say of which method; only code of enormous size comes so far.
      throw methods.stream()
          .max(Comparator.comparingInt(method -> method.code().instructions.size()))
          .<RuntimeException>map(
              method -> new RewriteFailure(method.code().name, method.line(), tooLarge))
          .orElse(tooLarge);
    } catch (MethodTooLargeException tooLarge) {
      for (RewrittenMethod method : methods) {
        BodySignature body = method.signature();
        if (body.name().equals(tooLarge.getMethodName())
            && body.descriptor().equals(tooLarge.getDescriptor())) {
          throw new RewriteFailure(method.code().name, method.line(), tooLarge);
        }
      }
      throw tooLarge;
    }
  }

  private List<RewrittenMethod> rewriteMethods(
      ClassNode type, String dispatcher, List<MethodNode> async) {
    List<MethodNode> callable = async.stream().filter(ClassRewriter::isCallableBody).toList();
    List<MethodNode> linkable = async.stream().filter(Gates::isOne).toList();
    Map<String, Type> results = PrimitiveResult.of(type.name, callable, linkable);
    Map<String, BodySignature> privateBodies = signatures(callable, results);
    Map<String, BodySignature> signatures = signatures(linkable, results);
    signatures.putAll(privateBodies);
    List<RewrittenMethod> rewritten = new ArrayList<>();
    for (MethodNode method : async) {
      int number = rewritten.size();
      BodySignature signature =
          signatures.getOrDefault(
              PrimitiveResult.key(method), BodySignature.of(method, PrimitiveResult.REFERENCE));
      rewritten.add(
          named(method, () -> plan(type, dispatcher, number, method, signature, privateBodies)));
    }
    for (int i = 0; i < async.size(); i++) {
      MethodNode entry = async.get(i);
      RewrittenMethod method = rewritten.get(i);
      MethodNode body = named(entry, () -> BodyEmitter.emit(method));
      Dump.write(options.dump(), method, body);
      type.methods.add(type.methods.indexOf(entry) + 1, body);
      EntryEmitter.emit(method, entry);
    }
    if (rewritten.stream().anyMatch(RewrittenMethod::hasGate)) {
      Gates.add(type);
    }
    return rewritten;
  }

  private static Map<String, BodySignature> signatures(
      List<MethodNode> methods, Map<String, Type> results) {
    Map<String, BodySignature> signatures = new HashMap<>();
    for (MethodNode method : methods) {
      String key = PrimitiveResult.key(method);
      signatures.put(
          key, BodySignature.of(method, results.getOrDefault(key, PrimitiveResult.REFERENCE)));
    }
    return signatures;
  }

  /** Runs a stage of the pipeline so that its failure names the method. */
  private static <T> T named(MethodNode method, Supplier<T> stage) {
    try {
      return stage.get();
    } catch (RuntimeException | LinkageError | AssertionError failure) {
      throw new RewriteFailure(method.name, Code.firstLine(method), failure);
    }
  }

  /**
   * Says whether other methods of the class may call the body outright: nobody can put himself
   * between.
   */
  private static boolean isCallableBody(MethodNode method) {
    return (method.access & Opcodes.ACC_PRIVATE) != 0
        && !AsyncMethods.isLambdaBody(method)
        && !GeneratorCalls.isGenerator(method);
  }

  private RewrittenMethod plan(
      ClassNode type,
      String dispatcher,
      int number,
      MethodNode method,
      BodySignature signature,
      Map<String, BodySignature> privateBodies) {
    MethodNode code = copy(method);
    NameableTypes.use(type.name, code, types);
    if (signature.arguments() + BodySignature.ADDED_SLOTS > MAX_ARGUMENT_SLOTS) {
      throw new TooManyArgumentsException();
    }
    int line = Code.firstLine(method);
    ScopeExits.suspend(code, types);
    if (GeneratorCalls.isGenerator(code)) {
      GeneratorCalls.suspend(code);
    } else {
      ReturnedCoroutines.unwrap(code, !options.debug());
    }
    AwaitCalls.suspend(type.name, code, privateBodies, types);
    PrimitiveResult.unbox(code, signature.result());
    Constructions.delay(type.name, code);
    EachLoops.suspend(type.name, code);
    Liveness liveness = Liveness.of(code);
    List<SuspensionPoint> points =
        SuspensionPoint.of(type.name, code, liveness, types, options.debug());
    BitSet liveAtStart = liveness.atStart();
    if (options.debug()) {
      liveAtStart.set(0, signature.arguments());
    }
    FramePlan plan =
        FramePlan.of(signature.isStatic(), Type.getArgumentTypes(code.desc), liveAtStart, points);
    boolean isInterface = (type.access & Opcodes.ACC_INTERFACE) != 0;
    return new RewrittenMethod(
        source(type), isInterface, dispatcher, number, code, signature, plan, line);
  }

  private static RewrittenClass.Source source(ClassNode type) {
    return new RewrittenClass.Source(type.name, type.sourceFile == null ? "" : type.sourceFile);
  }

  private static MethodNode copy(MethodNode method) {
    MethodNode copy =
        new MethodNode(Opcodes.ASM9, method.access, method.name, method.desc, null, null);
    method.accept(copy);
    return copy;
  }

  private static boolean isMarked(ClassNode type) {
    return type.invisibleAnnotations != null
        && type.invisibleAnnotations.stream()
            .map((AnnotationNode annotation) -> annotation.desc)
            .anyMatch(Names.REWRITTEN::equals);
  }

  private static void mark(ClassNode type) {
    var annotation = type.visitAnnotation(Names.REWRITTEN, false);
    annotation.visit("value", Names.SUPPORT_VERSION);
    annotation.visitEnd();
  }
}
