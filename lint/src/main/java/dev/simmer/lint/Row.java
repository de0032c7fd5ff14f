package dev.simmer.lint;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the catalogue: which methods it is about, and what it knows about them.
 *
 * <pre>
 * owner#name(descriptor or *) category tier fix…     blocks
 * !owner#name(descriptor or *)                       does not, whatever a supertype's row says
 * owner#name(…) runs-arg=N on=loop|pool|stored|inline   who runs the Nth argument
 * owner#name(…) on=loop                            who calls what a program implements
 * owner#name(…) through=N as=read                    does what constructor argument N does
 * owner#name(…) returns=type                         the exact type of what it returns
 * </pre>
 *
 * @param owner the binary name of the type that declares the method, nested types with {@code $}; a
 *     star in it stands for anything
 * @param name the method's name, or its beginning when {@code prefix}; constructors are {@code
 *     <init>}
 * @param prefix whether the name was written with a star at its end
 * @param parameters the parameters as the JVM writes them, or null for any
 * @param knowledge what the row says
 */
record Row(
    String owner, String name, boolean prefix, @Nullable String parameters, Knowledge knowledge) {

  private static final int WHOLE_NAME = 4000;

  private static final int PARAMETERS = 2000;

  private static final Set<String> OF_EVERY_OBJECT =
      Set.of("equals", "hashCode", "toString", "getClass", "wait", "notify", "notifyAll");

  /** What a row can say about a method. */
  sealed interface Knowledge permits Blocks, Harmless, Through, RunsArgument, CalledOn, Returns {}

  /**
   * It blocks.
   *
   * @param category what it waits for, one word
   * @param tier how sure that is
   * @param fix what to write instead, with {@code {call}}, {@code {receiver}}, {@code {0}} for the
   *     user's own code; null for the usual way out
   * @param unless when the row does not hold, or null
   */
  record Blocks(String category, Tier tier, @Nullable String fix, @Nullable Unless unless)
      implements Knowledge {}

  /** It does not block. */
  record Harmless() implements Knowledge {}

  /**
   * It blocks if {@code method} of constructor argument {@code argument} does.
   *
   * @param argument which argument of the constructor
   * @param method the method of that argument to ask about
   */
  record Through(int argument, String method) implements Knowledge {}

  /**
   * It has one of its arguments run.
   *
   * @param argument which one, or {@link #ANY}
   * @param on by whom
   */
  record RunsArgument(int argument, Runs on) implements Knowledge {
    static final int ANY = -1;

    boolean isAbout(int index) {
      return argument == ANY || argument == index;
    }
  }

  /**
   * Programs implement it, and somebody calls it.
   *
   * @param runs who calls it
   */
  record CalledOn(Runs runs) implements Knowledge {}

  /**
   * It returns an object whose exact type is known.
   *
   * @param type its binary name
   */
  record Returns(String type) implements Knowledge {}

  /** Circumstances under which a row does not hold. */
  enum Unless {
    /** The receiver was awaited or seen to be done before. */
    DONE,
    /** The first argument is an address in digits, or none. */
    LITERAL,
    /** The channel is not in blocking mode. */
    NON_BLOCKING;

    static @Nullable Unless of(String word) {
      return switch (word) {
        case "unless=done" -> DONE;
        case "unless=literal" -> LITERAL;
        case "unless=nonblocking" -> NON_BLOCKING;
        default -> null;
      };
    }
  }

  /** Who runs a function that was handed over. */
  enum Runs {
    /** The event loop's thread, later. */
    LOOP,
    /** Another thread. */
    POOL,
    /** Somebody, some day. */
    STORED,
    /** The callee itself, before it returns. */
    INLINE;

    static @Nullable Runs of(String word) {
      for (Runs runs : values()) {
        if (runs.name().toLowerCase(Locale.ROOT).equals(word)) {
          return runs;
        }
      }
      return null;
    }
  }

  /** Returns the methods it is about, as the catalogue writes them. */
  String subject() {
    return owner
        + "#"
        + name
        + (prefix ? "*" : "")
        + "("
        + (parameters == null ? "*" : parameters)
        + ")";
  }

  /** Tells whether this row is about the method; an empty parameter list is {@code ""}. */
  boolean matches(String method, String itsParameters) {
    return nameMatches(method) && (parameters == null || parameters.equals(itsParameters));
  }

  /** Tells whether this row is about methods of that name, whatever their parameters. */
  boolean nameMatches(String method) {
    if (isAboutAll()) {
      return !OF_EVERY_OBJECT.contains(method) && !method.startsWith("<");
    }
    return prefix ? method.startsWith(name) && !method.startsWith("<") : method.equals(name);
  }

  /** Tells whether this row is about all methods of a type, but for those of every object. */
  boolean isAboutAll() {
    return prefix && name.isEmpty();
  }

  boolean isOwnerPattern() {
    return owner.indexOf('*') >= 0;
  }

  /** Tells whether this row is about methods of the type. */
  boolean ownerMatches(String type) {
    int star = owner.indexOf('*');
    if (star < 0) {
      return owner.equals(type);
    }
    String end = owner.substring(star + 1);
    return type.length() >= owner.length() - 1
        && type.startsWith(owner.substring(0, star))
        && type.endsWith(end);
  }

  /** Orders rows about one type: the more a row spells out, the nearer it is. */
  int precision() {
    int precision = prefix ? 2 * name.length() : WHOLE_NAME;
    if (parameters != null) {
      precision += PARAMETERS;
    }
    return knowledge instanceof Harmless ? precision + 1 : precision;
  }
}
