package dev.simmer.examples;

import java.io.Console;

/** Says whether somebody watches what a program prints. */
public final class Terminal {
  private Terminal() {}

  /** Returns true when standard output and input are a terminal, where a line can be drawn over. */
  @SuppressWarnings("SystemConsoleNull") // null up to JDK 21
  public static boolean isAttached() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there is a console for redirected output too, and it says what it is.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException olderJdk) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Console.isTerminal() cannot be called", e);
    }
  }
}
