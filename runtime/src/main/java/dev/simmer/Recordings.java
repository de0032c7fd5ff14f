package dev.simmer;

/**
 * Says whether a Flight Recorder recording wants to hear of tasks.
 *
 * <p>Nothing of JFR is touched where its module is missing. Where no recording has run in this
 * process, the events answer with a constant, and compiled code does not ask at all.
 */
final class Recordings {
  private static final boolean PRESENT = isPresent();

  private Recordings() {}

  static boolean isWanted() {
    return PRESENT && Recorder.isWanted();
  }

  private static boolean isPresent() {
    try {
      Class<?> event = Class.forName("jdk.jfr.Event", false, Recordings.class.getClassLoader());
      return Recordings.class.getModule().canRead(event.getModule());
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
