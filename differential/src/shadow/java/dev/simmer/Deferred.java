package dev.simmer;

public abstract class Deferred<T> extends Coroutine<T> {}
