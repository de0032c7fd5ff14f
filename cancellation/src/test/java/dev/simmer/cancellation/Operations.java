package dev.simmer.cancellation;

import java.util.List;
import java.util.stream.Stream;

/** Everything that suspends. */
final class Operations {
  private Operations() {}

  static List<Operation> all() {
    return Stream.of(
            WaitingOperations.all(),
            CombiningOperations.all(),
            LockOperations.all(),
            QueueOperations.all(),
            ScopeOperations.all(),
            ThreadOperations.all(),
            SocketOperations.all(),
            ToolboxOperations.all())
        .flatMap(List::stream)
        .toList();
  }

  static Operation named(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
