package dev.simmer.differential.library;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Rewrites libraries that others wrote. */
@Command(
    name = "libraries",
    description =
        "Rewrites copies of the methods of well-known libraries, verifies and calls them.",
    mixinStandardHelpOptions = true)
public final class LibrariesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--pom",
      defaultValue = "differential/src/libraries/pom.xml",
      description = "the build that fetches the libraries: ${DEFAULT-VALUE}")
  private Path pom = Path.of("differential/src/libraries/pom.xml");

  @Option(
      names = "--folder",
      defaultValue = "differential/target/libraries",
      description = "where they are put: ${DEFAULT-VALUE}")
  private Path folder = Path.of("differential/target/libraries");

  @Option(names = "--maven", defaultValue = "mvn", description = "runs it: ${DEFAULT-VALUE}")
  private String maven = "mvn";

  @Option(
      names = "--only",
      defaultValue = "",
      description = "only libraries whose name and shape have this in it")
  private String only = "";

  @Option(
      names = "--arguments",
      defaultValue = "8",
      description = "calls of each function that can be called, 0 for none: ${DEFAULT-VALUE}")
  private int arguments = 8;

  @Option(names = "--seed", defaultValue = "1", description = "of the arguments: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(
      names = "--debug",
      description = "rewrite as with -Asimmer.debug=true, which keeps every visible local")
  private boolean debug;

  /** Creates the command. */
  public LibrariesCommand() {}

  @Override
  public Integer call() throws Exception {
    if (arguments < 0) {
      throw new ParameterException(spec.commandLine(), "--arguments must be 0 or more.");
    }
    Download download = fetch();
    long start = System.nanoTime();
    Tally total = new Tally("all");
    System.out.println(Tally.heading());
    try (URLClassLoader others = loader(download.classPath())) {
      for (Path jar : download.binaries()) {
        Library library = Library.binary(jar);
        if (isChosen(library.name(), library.shape())) {
          total.add(run(library, others));
        }
      }
      for (Path jar : download.sources()) {
        for (String option : List.of("-g", "-g:none")) {
          if (isChosen(jar.getFileName().toString(), option)) {
            total.add(run(Library.compiled(jar, download.classPath(), List.of(option)), others));
          }
        }
      }
    }
    System.out.println(total);
    System.out.println(total.details());
    long seconds = Math.max(1, (System.nanoTime() - start) / 1_000_000_000);
    System.out.println(seconds + " s, " + total.methods() / seconds + " methods/s");
    return total.findings().isEmpty() ? 0 : 1;
  }

  private Download fetch() {
    try {
      return Download.by(maven, pom, folder);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private boolean isChosen(String name, String shape) {
    return (name + " " + shape).contains(only);
  }

  private Tally run(Library library, ClassLoader others)
      throws ClassNotFoundException, InterruptedException {
    Agreement.Settings settings = new Agreement.Settings(arguments, seed);
    Tally tally = new Trial(library, others, debug).run(settings);
    System.out.println(tally);
    tally.findings().forEach(System.out::println);
    return tally;
  }

  private static URLClassLoader loader(List<Path> jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      try {
        urls.add(jar.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IOException(e);
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), LibrariesCommand.class.getClassLoader());
  }
}
