package dev.simmer.differential.world;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** Checks class files: ASM's data flow, and the JVM's verifier. */
public final class Verification {
  private Verification() {}

  /** Returns what is wrong with the class files, by binary name; nothing for good ones. */
  public static Map<String, String> check(Map<String, byte[]> classes, ClassLoader loader) {
    Map<String, String> wrong = new java.util.LinkedHashMap<>();
    for (Map.Entry<String, byte[]> file : classes.entrySet()) {
      String complaint = check(file.getKey(), file.getValue(), loader);
      if (!complaint.isEmpty()) {
        wrong.put(file.getKey(), complaint);
      }
    }
    return wrong;
  }

  private static String check(String name, byte[] bytes, ClassLoader loader) {
    try {
      // Linking verifies; initialising links.
      Class.forName(name, true, loader);
      StringWriter text = new StringWriter();
      CheckClassAdapter.verify(new ClassReader(bytes), loader, false, new PrintWriter(text));
      return text.toString();
    } catch (LinkageError | ClassNotFoundException | RuntimeException e) {
      return e.toString();
    }
  }
}
