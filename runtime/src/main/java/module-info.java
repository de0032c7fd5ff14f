/** Coroutines, tasks and a single-threaded loop: asyncio's model for Java. */
module dev.simmer {
  requires static java.management;
  requires static jdk.attach;
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.simmer;
  exports dev.simmer.support.v1;
}
