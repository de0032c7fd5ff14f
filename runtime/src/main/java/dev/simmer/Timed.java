package dev.simmer;

/**
 * Something that waits in {@link Timers}; it keeps its place there, so that removing it searches
 * nothing.
 */
interface Timed {
  int slot();

  void slot(int index);

  /** Is called once when the time has come; only hands itself to the ready queue. */
  void due(Loop loop);
}
