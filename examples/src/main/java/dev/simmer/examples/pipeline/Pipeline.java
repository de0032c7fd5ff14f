package dev.simmer.examples.pipeline;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.taskGroup;
import static dev.simmer.Simmer.toThread;

import dev.simmer.Async;
import dev.simmer.AsyncQueue;
import dev.simmer.Coroutine;
import dev.simmer.QueueShutdownException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/**
 * One task walks a directory tree and fills a queue; some workers empty it. The queue is short, so
 * the walk is never far ahead of the work. Start reading here.
 */
final class Pipeline {
  private final Path root;
  private final int workers;
  private final AsyncQueue<Path> queue;
  private final Summary summary;

  Pipeline(Path root, int workers, int queueSize, Summary summary) {
    this.root = root;
    this.workers = workers;
    this.queue = new AsyncQueue<>(queueSize);
    this.summary = summary;
  }

  /**
   * Hashes every file under the root; a cancel stops all of it, and the summary keeps what was
   * done.
   */
  @Async
  Coroutine<Void> hashAll() {
    try (var group = taskGroup()) {
      group.createTask("walk", walk());
      for (int n = 1; n <= workers; n++) {
        group.createTask("worker " + n, work());
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> walk() {
    var directories = new ArrayDeque<>(List.of(root));
    while (!directories.isEmpty()) {
      Path directory = directories.pop();
      try {
        Listing listing = await(toThread(() -> Listing.of(directory)));
        listing.directories().forEach(directories::push);
        for (Path file : listing.files()) {
          await(queue.put(file)); // waits while the queue is full
          summary.queued(queue.size());
        }
      } catch (IOException e) {
        summary.skipped(directory, e);
      }
    }
    queue.shutdown(); // hands out what is in it, and then tells the workers
    return done();
  }

  @Async
  private Coroutine<Void> work() {
    try {
      while (true) {
        await(hash(await(queue.get())));
      }
    } catch (QueueShutdownException walkedAndEmpty) {
      return done();
    }
  }

  @Async
  private Coroutine<Void> hash(Path file) {
    try {
      summary.hashed(file, await(toThread(() -> Fingerprint.of(file))));
    } catch (IOException e) {
      summary.skipped(file, e);
    }
    return done();
  }
}
