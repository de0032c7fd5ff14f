package dev.simmer.lint;

/** Judges each body of code by itself. */
interface BodyCheck extends Check {

  /** Tells whether bodies that run there are worth a look; most code of most programs is plain. */
  default boolean isAbout(Context context) {
    return true;
  }

  /** Reports what the facts of this body show. */
  void check(Body body, ClassFacts facts);
}
