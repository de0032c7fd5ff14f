package dev.simmer.lint;

/** Judges each body of code that may be written with {@code await}. */
interface AsyncBodyCheck extends BodyCheck {

  @Override
  default boolean isAbout(Context context) {
    return context.canAwait();
  }
}
