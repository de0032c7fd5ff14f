package dev.simmer;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Takes what the runtime logs, which is shown nowhere meanwhile. */
final class Logged extends Handler implements AutoCloseable {
  final List<LogRecord> records = new ArrayList<>();
  private final Logger logger = Logger.getLogger("dev.simmer");
  private final boolean usedParents = logger.getUseParentHandlers();

  Logged() {
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  /** Returns the level and the message of each. */
  List<String> lines() {
    return records.stream().map(record -> record.getLevel() + " " + record.getMessage()).toList();
  }

  List<Throwable> thrown() {
    return records.stream().map(LogRecord::getThrown).toList();
  }

  @Override
  public void publish(LogRecord record) {
    records.add(record);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(usedParents);
  }
}
