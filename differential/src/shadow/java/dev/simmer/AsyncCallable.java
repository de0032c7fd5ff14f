package dev.simmer;

@FunctionalInterface
public interface AsyncCallable<T> extends AsyncBody<T, Exception> {}
