package dev.simmer;

import java.io.Serial;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;

/** Words what comes of using a socket that is closed; the JDK's own exceptions say nothing. */
final class ClosedSocket {
  private ClosedSocket() {}

  static ClosedChannelException before(Endpoint endpoint, String action) {
    return new Before(
        "a task was to " + action + " " + endpoint + ", which is closed. Use it before it is.");
  }

  static ClosedChannelException meanwhile(Endpoint endpoint, String action) {
    return new Meanwhile(
        endpoint
            + " was closed while a task waited to "
            + action
            + " it. Let that task end before, or let it catch this.");
  }

  private static final class Before extends ClosedChannelException {
    @Serial private static final long serialVersionUID = 1L;

    private final String message;

    Before(String message) {
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }

  private static final class Meanwhile extends AsynchronousCloseException {
    @Serial private static final long serialVersionUID = 1L;

    private final String message;

    Meanwhile(String message) {
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }
}
