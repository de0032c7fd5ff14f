package dev.simmer;

import jdk.jfr.FlightRecorder;

/**
 * Says whether a Flight Recorder recording wants to hear of tasks.
 *
 * <p>Nothing of JFR is touched where its module is missing. The classes of events are not touched
 * either before somebody starts Flight Recorder: with them comes most of JFR, and a tenth of a
 * second.
 */
final class Recordings {
  private static final boolean PRESENT = isPresent();

  private Recordings() {}

  static boolean isWanted() {
    return PRESENT && FlightRecorder.isInitialized() && Recorder.isWanted();
  }

  private static boolean isPresent() {
    try {
      Class<?> recorder =
          Class.forName("jdk.jfr.FlightRecorder", false, Recordings.class.getClassLoader());
      return Recordings.class.getModule().canRead(recorder.getModule());
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
