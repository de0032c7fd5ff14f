package dev.simmer.differential.world;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/**
 * Keeps what one compilation writes in memory; everything it reads comes from the file manager
 * behind it. What javac itself wrote is kept apart from what a processor put in its place.
 */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, Written> written = new LinkedHashMap<>();

  MemoryFiles(JavaFileManager shared) {
    super(shared);
  }

  /** Returns the class files by binary name, as they are at the end. */
  Map<String, byte[]> classes() {
    return classes(file -> file.bytes);
  }

  /** Returns the class files that javac wrote, by binary name, before anything replaced them. */
  Map<String, byte[]> plain() {
    return classes(file -> file.plain);
  }

  private Map<String, byte[]> classes(Function<Written, byte[]> content) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    written.forEach(
        (path, file) -> {
          byte[] bytes = content.apply(file);
          // A file that was only asked for has nothing in it.
          if (path.endsWith(".class") && bytes.length > 0) {
            classes.put(
                path.substring(0, path.length() - ".class".length()).replace('/', '.'), bytes);
          }
        });
    return classes;
  }

  /** Makes a source out of text. */
  static JavaFileObject source(String className, String text) {
    URI uri = URI.create("memory:///" + className.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    Written file = file(className.replace('.', '/') + kind.extension);
    file.fromJavac = true;
    return file;
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, FileObject sibling) {
    return file(path(packageName, relativeName));
  }

  @Override
  public FileObject getFileForInput(Location location, String packageName, String relativeName)
      throws IOException {
    return location == StandardLocation.CLASS_OUTPUT
        ? file(path(packageName, relativeName))
        : super.getFileForInput(location, packageName, relativeName);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a.equals(b);
  }

  /** The manager behind lives longer than this compilation. */
  @Override
  public void close() {}

  private static String path(String packageName, String relativeName) {
    return packageName.isEmpty()
        ? relativeName
        : packageName.replace('.', '/') + "/" + relativeName;
  }

  private Written file(String path) {
    return written.computeIfAbsent(path, Written::new);
  }

  private static final class Written extends SimpleJavaFileObject {
    private byte[] bytes = {};
    private byte[] plain = {};
    private boolean fromJavac;

    Written(String path) {
      super(
          URI.create("memory:///" + path.replace('$', '.')),
          path.endsWith(".class") ? JavaFileObject.Kind.CLASS : JavaFileObject.Kind.OTHER);
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          bytes = toByteArray();
          if (fromJavac && plain.length == 0) {
            plain = bytes;
          }
        }
      };
    }

    @Override
    public InputStream openInputStream() throws IOException {
      if (bytes.length == 0) {
        throw new FileNotFoundException(getName());
      }
      return new ByteArrayInputStream(bytes);
    }
  }
}
