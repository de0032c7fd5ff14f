package dev.simmer.processor.rewrite;

/**
 * The names that emitted code and the user's code share with the runtime; the processor never loads
 * those classes.
 */
final class Names {
  static final String ASYNC = "dev/simmer/Async";
  static final String SIMMER = "dev/simmer/Simmer";
  static final String COROUTINE = "dev/simmer/Coroutine";
  static final String AWAITABLE = "dev/simmer/Awaitable";
  static final String TASK_GROUP = "dev/simmer/TaskGroup";
  static final String TIMEOUT = "dev/simmer/Timeout";
  static final String GENERATOR_API = "dev/simmer/AsyncGenerator";
  static final String ASYNC_ITERABLE = "dev/simmer/AsyncIterable";
  static final String ASYNC_CLOSEABLE = "dev/simmer/AsyncCloseable";

  private static final String SUPPORT = "dev/simmer/support/v1/";
  static final int SUPPORT_VERSION = 1;
  static final String FRAME = SUPPORT + "Frame";
  static final String EMITTED_FRAME = SUPPORT + "EmittedFrame";
  static final String TRAMPOLINE = SUPPORT + "Trampoline";
  static final String DISPATCHER = SUPPORT + "Dispatcher";
  static final String EACH = SUPPORT + "Each";
  static final String GENERATOR = SUPPORT + "Generator";
  static final String ENDED = SUPPORT + "Ended";
  static final String SHAPES = SUPPORT + "Shapes";
  static final String GATE = SUPPORT + "Gate";
  static final String SITE = SUPPORT + "Site";
  static final String UNBOXED = SUPPORT + "Unboxed";
  static final String GENERATED_ENTRY = "L" + SUPPORT + "GeneratedEntry;";
  static final String REWRITTEN = "L" + SUPPORT + "Rewritten;";

  static final String OBJECT = "java/lang/Object";
  static final String ITERATOR = "java/util/Iterator";
  static final String THROWABLE = "java/lang/Throwable";
  static final String AUTO_CLOSEABLE = "java/lang/AutoCloseable";

  private Names() {}

  static String descriptor(String internalName) {
    return "L" + internalName + ";";
  }
}
