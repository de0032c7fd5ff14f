package dev.simmer.support.v1;

import java.util.function.Consumer;

/** Lets a test hear of every frame that is made, and fail there. */
public abstract class FrameCreation extends Trampoline {
  public static void heardBy(Consumer<Frame<?>> listener) {
    listenToFrames(listener);
  }
}
