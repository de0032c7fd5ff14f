package dev.simmer.interleavings;

import java.util.List;

/**
 * Makes a scenario anew, and runs it.
 *
 * <p>A class with a name, since the explorer does not look into a lambda that captures something:
 * it would not switch threads in what that calls.
 */
final class NamedScenario implements Runnable {
  static final List<String> ALL =
      List.of(
          "Posts",
          "Submit",
          "SubmitThenCancel",
          "PostAtTheEnd",
          "SubmitAtTheEnd",
          "Background",
          "AwaitedStage",
          "DeferredStage",
          "CancelledStage",
          "ToThread",
          "CancelledWork",
          "VirtualTime");

  private final String name;

  NamedScenario(String name) {
    this.name = name;
  }

  @Override
  public void run() {
    Runnable scenario =
        switch (name) {
          case "Posts" -> new Entrances.Posts();
          case "Submit" -> new Entrances.Submit();
          case "SubmitThenCancel" -> new Entrances.SubmitThenCancel();
          case "PostAtTheEnd" -> new Entrances.PostAtTheEnd();
          case "SubmitAtTheEnd" -> new Entrances.SubmitAtTheEnd();
          case "Background" -> new Entrances.Background();
          case "AwaitedStage" -> new Arrivals.AwaitedStage();
          case "DeferredStage" -> new Arrivals.DeferredStage();
          case "CancelledStage" -> new Arrivals.CancelledStage();
          case "ToThread" -> new Arrivals.ToThread();
          case "CancelledWork" -> new Arrivals.CancelledWork();
          case "VirtualTime" -> new Arrivals.VirtualTime();
          default -> throw new IllegalArgumentException("no scenario is called " + name);
        };
    scenario.run();
  }
}
