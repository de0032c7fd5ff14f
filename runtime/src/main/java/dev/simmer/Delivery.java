package dev.simmer;

/** A wait that is over: the error that the innermost frame receives when its task runs. */
record Delivery(Throwable failure) implements Wait {}
