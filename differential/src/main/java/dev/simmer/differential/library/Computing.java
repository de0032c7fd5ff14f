package dev.simmer.differential.library;

import java.util.List;
import java.util.Set;

/** What of the JDK only computes: it touches no file, no network, no other thread, no process. */
final class Computing {
  private static final List<String> PACKAGES =
      List.of(
          "java/lang/",
          "java/lang/invoke/",
          "java/math/",
          "java/nio/",
          "java/nio/charset/",
          "java/text/",
          "java/time/",
          "java/time/format/",
          "java/time/temporal/",
          "java/util/",
          "java/util/concurrent/atomic/",
          "java/util/function/",
          "java/util/regex/",
          "java/util/stream/");

  private static final Set<String> NOT =
      Set.of(
          "java/lang/ClassLoader",
          "java/lang/Module",
          "java/lang/ModuleLayer",
          "java/lang/Process",
          "java/lang/ProcessBuilder",
          "java/lang/ProcessHandle",
          "java/lang/Runtime",
          "java/lang/StackWalker",
          "java/lang/Thread",
          "java/lang/ThreadGroup",
          "java/util/Formatter",
          "java/util/Scanner",
          "java/util/ServiceLoader",
          "java/util/Timer",
          "java/util/TimerTask");

  private static final Set<String> ALSO =
      Set.of(
          "java/io/ByteArrayInputStream",
          "java/io/ByteArrayOutputStream",
          "java/io/IOException",
          "java/io/InvalidObjectException",
          "java/io/StringReader",
          "java/io/StringWriter",
          "java/io/UncheckedIOException",
          "java/util/concurrent/ConcurrentHashMap",
          "java/util/concurrent/ConcurrentMap",
          "java/util/concurrent/TimeUnit");

  private static final Set<String> OF_SYSTEM = Set.of("arraycopy", "identityHashCode");

  /** Whatever their class: a stack trace shows who calls, which is not the same in a copy. */
  private static final Set<String> NOT_CALLED =
      Set.of(
          "forName",
          "getStackTrace",
          "newInstance",
          "notify",
          "notifyAll",
          "setDefault",
          "sleep",
          "wait");

  private Computing() {}

  static boolean allows(String owner, String method) {
    if (owner.equals("java/lang/System")) {
      return OF_SYSTEM.contains(method);
    }
    boolean known =
        ALSO.contains(owner) || PACKAGES.contains(owner.substring(0, owner.lastIndexOf('/') + 1));
    return known && !NOT.contains(owner) && !NOT_CALLED.contains(method);
  }

  static boolean allowsField(String owner, String field) {
    return !owner.equals("java/lang/System") && allows(owner, field);
  }
}
