package dev.simmer.processor;

import dev.simmer.lint.Message;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every mistake the processor itself reports: its id, and the rule it breaks.
 *
 * <p>An id is a contract. It stands in brackets in the message and names the page {@code
 * docs/diagnostics/<id>.md}. Ids are never reused.
 */
enum RewriterError {
  AWAIT_OUTSIDE(
      "async-await-outside",
      "only an @Async method or an async lambda can be suspended; anything else would have to block"
          + " the loop"),
  AWAIT_IN_SYNCHRONIZED(
      "async-await-in-synchronized",
      "the monitor would be released or held by the wrong thread while this coroutine is"
          + " suspended"),
  AWAIT_IN_CONSTRUCTOR(
      "async-await-in-constructor",
      "a constructor cannot be suspended: others could see the object half-built"),
  AWAIT_IN_LAMBDA(
      "async-await-in-lambda",
      "a lambda is async only when the method it implements returns Coroutine; this one's caller"
          + " expects the result at once"),
  AWAIT_METHOD_REFERENCE(
      "async-await-method-reference",
      "a method reference is called from code that cannot be suspended"),
  RETURN_TYPE(
      "async-return-type",
      "the caller of an @Async method receives something to await, not the result itself"),
  SYNCHRONIZED_METHOD(
      "async-synchronized-method",
      "the monitor would be released or held by the wrong thread while this coroutine is"
          + " suspended"),
  NATIVE_METHOD("async-native-method", "there is no body to rewrite"),
  METHOD_TOO_LARGE(
      "async-method-too-large",
      "the JVM limits a method to 65,535 bytes, and the code that suspends and resumes it counts"),
  EMIT_OUTSIDE_GENERATOR(
      "async-emit-outside-generator",
      "emit() hands a value to whoever iterates over an AsyncGenerator; here nobody does"),
  SCOPE_NOT_IN_TRY(
      "async-scope-not-in-try",
      "only the end of a try block is certain to close the scope, and to throw what the scope"
          + " found instead of the CancelledError it used"),
  EACH_OUTSIDE_FOR(
      "async-each-outside-for",
      "each() waits in the loop's own hasNext() and closes its source when the loop is left; only a"
          + " for loop can be rewritten so"),
  DISCARDED_RETURN(
      "async-discarded-return",
      "a finally block that leaves by itself on every path drops what was to be returned, and a"
          + " coroutine that nobody awaits never runs"),
  MISSING_RETURN(
      "async-missing-return", "an async body says what it results in, done() standing for nothing"),
  MISSING_DONE(
      "async-missing-done",
      "the caller awaits a Coroutine; done(...) makes one of a value, at no cost"),
  TEST_NEVER_RUNS(
      "async-test-never-runs",
      "JUnit's own tests return void: one that returns a coroutine is left out or refused, and what"
          + " it checks is never checked"),
  INTERNAL("async-internal", "this is a bug in Simmer, not in your code");

  /** What javac calls the body of a lambda: {@code lambda$start$0}. */
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+?)\\$.*");

  private final String id;
  private final String why;

  RewriterError(String id, String why) {
    this.id = id;
    this.why = why;
  }

  String id() {
    return id;
  }

  /** Starts a message of this kind: the fact, and the rule it breaks. */
  Message message(String fact) {
    return Message.of(id, fact).why(why);
  }

  /**
   * The message for a method whose code no longer fits into a class file once it is rewritten.
   *
   * @param method its name in the class file
   */
  static Message methodTooLarge(String method) {
    return METHOD_TOO_LARGE
        .message(inTheUsersWords(method) + " is too large to be rewritten")
        .fix("move a part of it into an @Async method of its own and await that");
  }

  /**
   * The message for a method that takes so many arguments that those of its rewritten body, two
   * more, do not fit; a lambda takes what it captures.
   *
   * @param method its name in the class file
   */
  static Message tooManyArguments(String method) {
    return METHOD_TOO_LARGE
        .message(inTheUsersWords(method) + " takes too many arguments to be rewritten")
        .why(
            "the JVM limits the arguments of a method to 255 words, and a rewritten body has two more")
        .fix("pass some of them in one object");
  }

  private static String inTheUsersWords(String method) {
    Matcher lambda = LAMBDA.matcher(method);
    return lambda.matches()
        ? "the async lambda in " + whatContains(lambda.group(1))
        : "@Async method " + method + "()";
  }

  private static String whatContains(String lambdaOf) {
    return switch (lambdaOf) {
      case "new" -> "a constructor or initialiser";
      case "static" -> "a static initialiser";
      default -> lambdaOf + "()";
    };
  }

  /**
   * The message for a failure of ours, which must stop the build rather than pass code through.
   *
   * @param method the method or class at hand, in the user's words
   */
  static Message internal(String method, Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return INTERNAL
        .message("Simmer failed on " + method + ": " + failure)
        .where(trace.length == 0 ? "unknown" : trace[0].toString())
        .fix("report it with the source of " + method + ", and compile that method differently");
  }
}
