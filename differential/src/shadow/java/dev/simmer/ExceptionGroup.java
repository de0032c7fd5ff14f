package dev.simmer;

import java.util.List;

public class ExceptionGroup extends RuntimeException {
  public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
    super(
        message
            + " ("
            + exceptions.size()
            + (exceptions.size() == 1 ? " exception)" : " exceptions)"),
        exceptions.get(0));
    exceptions.subList(1, exceptions.size()).forEach(this::addSuppressed);
  }
}
