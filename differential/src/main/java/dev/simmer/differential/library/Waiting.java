package dev.simmer.differential.library;

/** When the awaits of a call wait. */
enum Waiting {
  NEVER,
  ALWAYS,
  SOMETIMES
}
