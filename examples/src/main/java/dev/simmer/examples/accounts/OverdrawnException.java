package dev.simmer.examples.accounts;

/** Somebody has less than was to be paid. */
public final class OverdrawnException extends Exception {
  OverdrawnException(String owner, long amount) {
    super(owner + " has less than " + amount);
  }
}
