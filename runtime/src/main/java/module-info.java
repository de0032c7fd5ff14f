/** Coroutines, tasks and a single-threaded loop: asyncio's model for Java. */
module dev.simmer {
  requires static org.jspecify;

  exports dev.simmer;
  exports dev.simmer.support.v1;
}
