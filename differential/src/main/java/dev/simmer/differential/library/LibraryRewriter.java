package dev.simmer.differential.library;

import dev.simmer.differential.library.RewrittenLibrary.RewrittenType;
import dev.simmer.processor.rewrite.ClassFile;
import dev.simmer.processor.rewrite.ClassRewriter;
import dev.simmer.processor.rewrite.RewriteFailure;
import dev.simmer.processor.rewrite.RewrittenClass;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;

/** Copies and rewrites the methods of a library, nest by nest, as a compilation would. */
final class LibraryRewriter {
  private final Library library;
  private final ClassPathTypes types;
  private final ClassRewriter rewriter;
  private final RewrittenLibrary result = new RewrittenLibrary();

  private LibraryRewriter(Library library, ClassPathTypes types, ClassRewriter rewriter) {
    this.library = library;
    this.types = types;
    this.rewriter = rewriter;
  }

  static RewrittenLibrary rewrite(Library library, ClassLoader others, boolean debug) {
    ClassPathTypes types = new ClassPathTypes(library.classes(), others);
    ClassRewriter rewriter = new ClassRewriter(types, new ClassRewriter.Options(debug));
    LibraryRewriter pass = new LibraryRewriter(library, types, rewriter);
    pass.result.classes().putAll(library.classes());
    pass.nests().values().forEach(pass::rewriteNest);
    return pass.result;
  }

  /**
   * Returns the classes by nest, its host last: javac writes it so, and the host names the nest.
   */
  private Map<String, List<String>> nests() {
    Map<String, List<String>> nests = new TreeMap<>();
    library
        .classes()
        .forEach(
            (name, bytes) -> {
              ClassNode type = new ClassNode();
              new ClassReader(bytes).accept(type, ClassReader.SKIP_CODE);
              if (type.nestHostClass != null) {
                nests.computeIfAbsent(type.nestHostClass, host -> new ArrayList<>()).add(name);
              } else {
                nests.computeIfAbsent(name, host -> new ArrayList<>());
              }
            });
    nests.forEach((host, members) -> members.add(host));
    return nests;
  }

  private void rewriteNest(List<String> nest) {
    List<String> dispatchers = new ArrayList<>();
    String host = nest.get(nest.size() - 1);
    for (String name : nest) {
      byte[] bytes = library.classes().get(name);
      if (bytes != null) {
        rewrite(name, bytes, name.equals(host) ? dispatchers : List.of(), dispatchers);
      }
    }
  }

  private void rewrite(String name, byte[] original, List<String> nest, List<String> dispatchers) {
    Map<String, Skip> skipped = new LinkedHashMap<>();
    while (true) {
      ClassNode type = Lifted.of(original, types);
      if (type == null) {
        result.skip(Skip.SUBROUTINE, 1);
        return;
      }
      List<CopiedMethod> copies = new Copies(type, types, skipped).add();
      try {
        RewrittenClass rewritten = rewriter.rewrite(write(type), nest);
        skipped.values().forEach(reason -> result.skip(reason, 1));
        if (rewritten != null) {
          result.classes().put(name, rewritten.classFile().bytes());
          add(name, rewritten.dispatcher(), copies, dispatchers);
        }
        return;
      } catch (MethodTooLargeException tooLarge) {
        leaveOut(tooLarge, copies, skipped);
      } catch (RewriteFailure failure) {
        leaveOut(failure, copies, skipped);
      }
    }
  }

  private void add(
      String name,
      @Nullable ClassFile dispatcher,
      List<CopiedMethod> copies,
      List<String> dispatchers) {
    if (dispatcher != null) {
      result.classes().put(dispatcher.internalName(), dispatcher.bytes());
      dispatchers.add(dispatcher.internalName());
      result.types().add(new RewrittenType(name, dispatcher.internalName(), copies));
    }
  }

  private static byte[] write(ClassNode type) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.accept(writer);
    return writer.toByteArray();
  }

  /** A copy that only its awaits have made too large, before it is rewritten. */
  private static void leaveOut(
      MethodTooLargeException failure, List<CopiedMethod> copies, Map<String, Skip> skipped) {
    String copy = failure.getMethodName() + failure.getDescriptor();
    copies.removeIf(method -> !copy.equals(method.copyName() + method.copyDescriptor()));
    leaveOut(copies, Skip.TOO_LARGE, skipped, failure);
  }

  private void leaveOut(
      RewriteFailure failure, List<CopiedMethod> copies, Map<String, Skip> skipped) {
    copies.removeIf(method -> !method.copyName().equals(failure.method()));
    copies.removeIf(method -> method.line() != failure.line());
    if (failure.isTooLarge()) {
      leaveOut(copies, Skip.TOO_LARGE, skipped, failure);
    } else if (failure.hasTooManyArguments()) {
      leaveOut(copies, Skip.TOO_MANY_ARGUMENTS, skipped, failure);
    } else {
      StringWriter trace = new StringWriter();
      failure.reason().printStackTrace(new PrintWriter(trace, true));
      result.findings().add(new Finding(Finding.Kind.FAILED, copies.toString(), trace.toString()));
      leaveOut(copies, Skip.FAILED, skipped, failure);
    }
  }

  private static void leaveOut(
      List<CopiedMethod> copies, Skip reason, Map<String, Skip> skipped, RuntimeException failure) {
    if (copies.isEmpty()) {
      throw new IllegalStateException("a failure of no copied method", failure);
    }
    copies.forEach(copy -> skipped.put(copy.key(), reason));
  }
}
