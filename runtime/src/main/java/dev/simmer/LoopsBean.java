package dev.simmer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Answers JMX clients. */
final class LoopsBean implements LoopsMXBean {
  private final Duration patience;
  private final Supplier<List<RunningLoops.Running>> loops;

  /**
   * Creates one.
   *
   * @param patience how long they may take to show their tasks
   * @param loops those to be shown
   */
  LoopsBean(Duration patience, Supplier<List<RunningLoops.Running>> loops) {
    this.patience = patience;
    this.loops = loops;
  }

  static LoopsMXBean of(Duration patience, Supplier<List<RunningLoops.Running>> loops) {
    return new LoopsBean(patience, loops);
  }

  @Override
  public List<String> getLoops() {
    return loops.get().stream().map(RunningLoops.Running::label).toList();
  }

  @Override
  public String dumpTasks() {
    List<DumpRequest> requests = new ArrayList<>();
    for (RunningLoops.Running running : loops.get()) {
      requests.add(DumpRequest.to(running));
    }
    long end = System.nanoTime() + patience.toNanos();
    StringBuilder text = new StringBuilder();
    for (DumpRequest request : requests) {
      text.append(request.answer(end));
    }
    return text.toString();
  }
}
