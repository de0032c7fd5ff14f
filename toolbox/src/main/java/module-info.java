/** Small pieces that every asyncio program writes by hand. */
module dev.simmer.toolbox {
  requires transitive dev.simmer;
  requires static org.jspecify;

  exports dev.simmer.toolbox;
}
