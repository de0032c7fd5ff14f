package dev.simmer.differential.library;

import dev.simmer.differential.library.RewrittenLibrary.RewrittenType;
import dev.simmer.differential.world.ProgramLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/** Has the JVM's verifier, and ASM's, look at classes. */
final class Linkage {
  private final ClassLoader loader;

  /**
   * Looks at classes.
   *
   * @param classes the class files by internal name
   * @param others knows the classes that are not among them
   */
  Linkage(Map<String, byte[]> classes, ClassLoader others) {
    Map<String, byte[]> named = new TreeMap<>();
    classes.forEach((name, bytes) -> named.put(binary(name), bytes));
    loader = new ProgramLoader(named, others);
  }

  ClassLoader loader() {
    return loader;
  }

  /** Returns what is wrong with a rewritten class and its dispatcher; nothing for good ones. */
  List<String> complaints(RewrittenType type, Map<String, byte[]> classes)
      throws ClassNotFoundException {
    List<String> complaints = new ArrayList<>();
    for (String name : List.of(type.name(), type.dispatcher())) {
      String refused = link(name);
      if (refused != null) {
        complaints.add(refused);
      }
      analyze(name, classes, complaints);
    }
    if (complaints.isEmpty() && !load(type.name()).isNestmateOf(load(type.dispatcher()))) {
      complaints.add(type.dispatcher() + " is no nest mate");
    }
    return complaints;
  }

  /**
   * Links a class, but does not initialise it, and returns why the verifier refuses it.
   *
   * @throws NoClassDefFoundError when a class is missing that the verifier has to know
   */
  @SuppressWarnings("ReturnValueIgnored") // the JVM links a class before it tells its members
  @Nullable String link(String name) throws ClassNotFoundException {
    Class<?> type = load(name);
    try {
      type.getDeclaredConstructors();
      return null;
    } catch (NoClassDefFoundError missing) {
      throw missing;
    } catch (LinkageError refused) {
      return refused.toString();
    }
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(binary(name), false, loader);
  }

  private void analyze(String name, Map<String, byte[]> classes, List<String> complaints) {
    ClassNode type = new ClassNode();
    new ClassReader(classes.getOrDefault(name, new byte[0])).accept(type, 0);
    for (MethodNode method : type.methods) {
      if (method.name.endsWith(CopiedMethod.SUFFIX)) {
        SimpleVerifier verifier = new SimpleVerifier();
        verifier.setClassLoader(loader);
        try {
          new Analyzer<>(verifier).analyze(type.name, method);
        } catch (AnalyzerException refused) {
          // The JVM has not needed a class that is not there.
          if (!(refused.getCause() instanceof TypeNotPresentException)) {
            complaints.add("ASM: " + type.name + "." + method.name + ": " + refused.getMessage());
          }
        }
      }
    }
  }

  private static String binary(String internalName) {
    return internalName.replace('/', '.');
  }
}
