package dev.simmer.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds the catalogue's text: ours, and that of every jar whose classes the program calls.
 *
 * <p>An annotation processor cannot list the class path. It can ask where one class comes from, so
 * a jar's rows are read when the first call into one of its packages is looked up.
 */
final class CatalogueSources {

  private static final String ABOUT_LIBRARIES = "libraries.db";

  private final CatalogueReader reader;
  private final Libraries libraries;
  private final Set<String> packagesSeen = new HashSet<>();
  private final Set<String> rootsSeen = new HashSet<>();

  CatalogueSources(CatalogueReader reader, Libraries libraries) {
    this.reader = reader;
    this.libraries = libraries;
  }

  /** Reads what every program needs; the rest follows with the first class of a library. */
  void readOwn() {
    readOwn("jdk.db");
    readOwn("simmer.db");
  }

  private void readOwn(String name) {
    String resource = CatalogueReader.FOLDER + name;
    try (InputStream stream =
        CatalogueSources.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing from the lint's own jar");
      }
      reader.read(stream, name);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " of the lint's own jar cannot be read", e);
    }
  }

  /** Reads the rows of the jar or folder that holds this class, unless that happened before. */
  void readNextTo(String packageName, String simpleBinaryName) {
    if (!packagesSeen.add(packageName)) {
      return;
    }
    URI location =
        libraries.locate(
            packageName.isEmpty() ? simpleBinaryName : packageName + "." + simpleBinaryName);
    if (location == null) {
      return;
    }
    if (!packageName.startsWith("dev.simmer") && rootsSeen.add(ABOUT_LIBRARIES)) {
      readOwn(ABOUT_LIBRARIES);
    }
    try {
      if ("jar".equals(location.getScheme())) {
        String text = location.getRawSchemeSpecificPart();
        readJar(Path.of(URI.create(text.substring(0, text.indexOf("!/")))));
      } else if ("file".equals(location.getScheme())) {
        readFolder(rootOf(Path.of(location), packageName));
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      // javac reads the same file and speaks for itself when something is wrong with it
      return;
    }
  }

  private static Path rootOf(Path classFile, String packageName) {
    int levels = packageName.isEmpty() ? 1 : 1 + packageName.split("\\.").length;
    Path root = classFile;
    for (int i = 0; i < levels; i++) {
      Path parent = root.getParent();
      if (parent == null) {
        return root;
      }
      root = parent;
    }
    return root;
  }

  private void readJar(Path jar) throws IOException {
    if (!rootsSeen.add(jar.toString())) {
      return;
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String name = entry.getName();
        if (name.startsWith(CatalogueReader.FOLDER) && name.endsWith(CatalogueReader.SUFFIX)) {
          try (InputStream stream = zip.getInputStream(entry)) {
            reader.read(stream, jar.getFileName() + "!/" + name);
          }
        }
      }
    }
  }

  private void readFolder(Path root) throws IOException {
    Path folder = root.resolve(CatalogueReader.FOLDER);
    if (!rootsSeen.add(root.toString()) || !Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "*" + CatalogueReader.SUFFIX)) {
      for (Path file : files) {
        try (InputStream stream = Files.newInputStream(file)) {
          reader.read(stream, file.toString());
        }
      }
    }
  }
}
