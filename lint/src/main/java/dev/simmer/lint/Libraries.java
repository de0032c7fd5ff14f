package dev.simmer.lint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Finds the class files that the program is compiled against: on the class path, or in modules. */
final class Libraries {

  private final Filer filer;
  private final Elements elements;
  private final Map<String, String> modules = new HashMap<>();

  /** Files that were read once: first a type is looked at, and then often its bodies. */
  private final Map<String, SoftReference<ClassReader>> read = new HashMap<>();

  /**
   * Classes of this compilation whose sources are forgotten: their class files are just written.
   */
  private final Set<String> compiled = new HashSet<>();

  Libraries(Filer filer, Elements elements) {
    this.filer = filer;
    this.elements = elements;
  }

  /** Makes the class file known that javac has just written for a class. */
  void addCompiled(String binaryName) {
    compiled.add(binaryName);
  }

  /** Returns where the class file of a type is, or null for a type that has none. */
  @Nullable URI locate(String binaryName) {
    try {
      return classFile(binaryName).toUri();
    } catch (IOException notThere) {
      return null;
    }
  }

  /** Reads the class file of a type; null for a type that has none. */
  @Nullable ClassReader read(String binaryName) {
    SoftReference<ClassReader> before = read.remove(binaryName);
    ClassReader file = before == null ? null : before.get();
    if (file == null) {
      file = readFile(binaryName);
      read.put(binaryName, new SoftReference<>(file));
    }
    return file;
  }

  private @Nullable ClassReader readFile(String binaryName) {
    try (InputStream stream = classFile(binaryName).openInputStream()) {
      return new ClassReader(stream);
    } catch (IOException | IllegalArgumentException unreadable) {
      return null;
    }
  }

  private FileObject classFile(String binaryName) throws IOException {
    int dot = binaryName.lastIndexOf('.');
    String packageName = dot < 0 ? "" : binaryName.substring(0, dot);
    String file = binaryName.substring(dot + 1) + ".class";
    if (compiled.contains(binaryName)) {
      return filer.getResource(StandardLocation.CLASS_OUTPUT, packageName, file);
    }
    String module = modules.computeIfAbsent(packageName, this::moduleOf);
    try {
      return module.isEmpty()
          ? filer.getResource(StandardLocation.CLASS_PATH, packageName, file)
          : filer.getResource(StandardLocation.MODULE_PATH, module + "/" + packageName, file);
    } catch (
        RuntimeException notThere) { // for a module of this compilation, javac throws at random
      throw new FileNotFoundException(binaryName + ": " + notThere);
    }
  }

  /** The package tells; to ask javac for the class would make it read the class. */
  private String moduleOf(String packageName) {
    PackageElement known = elements.getPackageElement(packageName);
    ModuleElement module = known == null ? null : elements.getModuleOf(known);
    return module == null || module.isUnnamed() ? "" : module.getQualifiedName().toString();
  }
}
