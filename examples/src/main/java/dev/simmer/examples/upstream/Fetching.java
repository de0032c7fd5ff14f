package dev.simmer.examples.upstream;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.taskGroup;

import dev.simmer.Async;
import dev.simmer.AsyncSemaphore;
import dev.simmer.Coroutine;
import dev.simmer.Task;
import java.util.ArrayList;
import java.util.List;

/** The same items, fetched in two ways. Start reading here. */
final class Fetching {
  private final ItemClient client;
  private final int items;
  private final Progress progress;

  Fetching(ItemClient client, int items, Progress progress) {
    this.client = client;
    this.items = items;
    this.progress = progress;
  }

  /** Asks for an item, waits for the answer, asks for the next one. */
  @Async
  Coroutine<List<Answer>> oneAfterAnother() {
    var permits = new AsyncSemaphore(1);
    var answers = new ArrayList<Answer>();
    for (int id = 0; id < items; id++) {
      answers.add(await(client.fetch(id, permits)));
      progress.step();
    }
    return done(answers);
  }

  /** Starts a task for every item and lets {@code limit} calls be under way at once. */
  @Async
  Coroutine<List<Answer>> concurrently(int limit) {
    var permits = new AsyncSemaphore(limit);
    var tasks = new ArrayList<Task<Answer>>();
    try (var group = taskGroup()) {
      for (int id = 0; id < items; id++) {
        int item = id;
        tasks.add(
            group.createTask(
                "item " + item,
                () -> {
                  Answer answer = await(client.fetch(item, permits));
                  progress.step();
                  return done(answer);
                }));
      }
    } // waits here for every task, and blocks no thread
    return done(tasks.stream().map(Task::result).toList());
  }
}
