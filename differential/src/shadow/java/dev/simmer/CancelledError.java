package dev.simmer;

public final class CancelledError extends Error {
  public CancelledError(String message) {
    super(message);
  }
}
