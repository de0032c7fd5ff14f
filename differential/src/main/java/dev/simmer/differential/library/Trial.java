package dev.simmer.differential.library;

import dev.simmer.differential.library.RewrittenLibrary.RewrittenType;
import java.util.ArrayList;
import java.util.List;

/** Rewrites a library, verifies what comes out, and calls what can be called. */
final class Trial {
  private final Library library;
  private final ClassLoader others;
  private final boolean debug;

  /**
   * Creates a trial.
   *
   * @param others knows what the library needs
   * @param debug whether frames keep every visible local, for debuggers
   */
  Trial(Library library, ClassLoader others, boolean debug) {
    this.library = library;
    this.others = others;
    this.debug = debug;
  }

  Tally run(Agreement.Settings settings) throws ClassNotFoundException, InterruptedException {
    Tally tally = new Tally(library.name() + " " + library.shape());
    RewrittenLibrary rewritten = LibraryRewriter.rewrite(library, others, debug);
    rewritten.skipped().forEach(tally::skip);
    rewritten.findings().forEach(tally::found);
    Linkage linkage = new Linkage(rewritten.classes(), others);
    Linkage original = new Linkage(library.classes(), others);
    List<CopiedMethod> good = new ArrayList<>();
    for (RewrittenType type : rewritten.types()) {
      if (isGood(type, linkage, original, rewritten, tally)) {
        tally.rewritten(type);
        good.addAll(type.methods());
      }
    }
    if (settings.arguments() > 0) {
      new Agreement(linkage.loader(), PureMethods.of(library), settings, tally).compare(good);
    }
    return tally;
  }

  private static boolean isGood(
      RewrittenType type,
      Linkage linkage,
      Linkage original,
      RewrittenLibrary rewritten,
      Tally tally)
      throws ClassNotFoundException {
    try {
      List<String> complaints = linkage.complaints(type, rewritten.classes());
      for (String complaint : complaints) {
        tally.found(new Finding(Finding.Kind.REJECTED, type.name(), complaint));
      }
      return complaints.isEmpty();
    } catch (NoClassDefFoundError missing) {
      if (links(type.name(), original)) {
        tally.found(new Finding(Finding.Kind.REJECTED, type.name(), missing.toString()));
      } else {
        tally.skip(Skip.CLASS_MISSING, type.methods().size());
      }
      return false;
    }
  }

  private static boolean links(String name, Linkage original) throws ClassNotFoundException {
    try {
      original.link(name);
      return true;
    } catch (NoClassDefFoundError missing) {
      return false;
    }
  }
}
