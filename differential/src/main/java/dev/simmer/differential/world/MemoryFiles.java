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
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/**
 * Keeps what one compilation writes in memory; everything it reads comes from the file manager
 * behind it.
 */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, Written> written = new LinkedHashMap<>();

  MemoryFiles(JavaFileManager shared) {
    super(shared);
  }

  /** Returns the class files by binary name. */
  Map<String, byte[]> classes() {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    written.forEach(
        (path, file) -> {
          // A file that was only asked for has nothing in it.
          if (path.endsWith(".class") && file.bytes().length > 0) {
            classes.put(
                path.substring(0, path.length() - ".class".length()).replace('/', '.'),
                file.bytes());
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
    return file(className.replace('.', '/') + kind.extension);
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

    Written(String path) {
      super(
          URI.create("memory:///" + path.replace('$', '.')),
          path.endsWith(".class") ? JavaFileObject.Kind.CLASS : JavaFileObject.Kind.OTHER);
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          bytes = toByteArray();
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
