package dev.simmer.lint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What could run beside each other, what runs beside too much, and calls that have a twin. */
class BesideEachOtherTest {

  private static final String CLIENTS =
      """
      record Id(int n) {}
      interface Client extends Closeable {
        Coroutine<String> fetchName(Id id);
        Coroutine<Integer> countOrders(Id id);
        Coroutine<String> fetchNext(Id id);
        Coroutine<String> save(Id id);
        Coroutine<String> get();
        Coroutine<Void> load(Id id);
      }
      interface Session { Coroutine<String> find(Id id); }
      private final Client client = null; private Client changing; private final Session session = null; private int seen;
      @Async private Coroutine<Integer> price(Id id) { return done(await(client.countOrders(id)) + 1); }
      @Async private Coroutine<Integer> tracked(Id id) { seen++; return done(await(client.countOrders(id))); }
      @Async private Coroutine<String> inSession(Id id) { return done(await(session.find(id)).strip()); }
      @Async private Coroutine<Integer> deeper(Id id) { return done(await(price(id)) + await(tracked(id))); }
      @Async private Coroutine<Integer> again(Id id) { return id.n() > 1 ? again(id) : price(id); }
      @Async private Coroutine<String> named(Client of, Id id) { return of.fetchName(id); }
      """;

  private static Linted body(String rule, String statements) {
    return Linted.members(
            CLIENTS
                + "@Async Coroutine<Integer> load(Client given, Id id, List<Id> ids, Id... more) throws Exception {\n"
                + statements
                + "\nreturn done(1);\n}")
        .option("-Asimmer.lint=" + rule + ":warn");
  }

  private static void offByDefault(String statements) {
    body("async-await-in-catch", statements.replaceAll("//.*", "")).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var name = await(client.fetchName(id));\nvar orders = await(client.countOrders(id)); // [async-sequential-awaits] 'orders' is awaited after 'name' and does not need it",
        "int a = await(price(id));\nint b = await(price(new Id(2))); // [async-sequential-awaits] await(gather(price(id), price(new Id(2)), (a, b) -> …))",
        "int a = await(again(id));\nString b = await(this.client.fetchName(id)); // [async-sequential-awaits]",
        "var a = await(price(id));\nvar b = await(price(id)); // [async-sequential-awaits]\nvar c = await(client.fetchName(id)); // [async-sequential-awaits]",
      })
  void questionThatDoesNotNeedTheAnswerAboveIsReportedOnRequest(String statements) {
    body("async-sequential-awaits", statements).reportsWhatIsMarked();
    offByDefault(statements);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var name = await(client.fetchName(id)); var n = await(price(new Id(name.length())));",
        "var name = await(client.fetchName(id)); seen++; var n = await(price(id));",
        "var name = await(client.save(id)); var n = await(price(id));",
        "var name = await(client.fetchNext(id)); var n = await(price(id));",
        "var name = await(client.get()); var n = await(price(id));",
        "var n = await(price(id)); var m = await(tracked(id));",
        "var n = await(deeper(id)); var m = await(price(id));",
        "var a = await(inSession(id)); var b = await(inSession(id));",
        "var a = await(session.find(id)); var b = await(session.find(id));",
        "var a = await(given.fetchName(id)); var b = await(given.fetchName(id));",
        "var a = await(changing.fetchName(id)); var b = await(changing.fetchName(id));",
        "var a = await(named(given, id)); var b = await(named(given, id));",
        "await(client.load(id)); await(client.load(id));",
        "var task = createTask(price(id)); var a = await(task); var b = await(price(id));",
        "var a = await(price(id)); if (a > 1) { var b = await(price(id)); }",
        "var a = await(price(id)); var b = await(price(id)) + await(price(id));",
      })
  void questionThatNeedsTheAnswerOrMayGetInTheWayIsFine(String statements) {
    body("async-sequential-awaits", statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var all = new ArrayList<String>(); for (var each : ids)\nall.add(await(client.fetchName(each))); // [async-await-in-loop] awaits the answer for one 'each'",
        "var all = new HashMap<Id, Integer>(); for (Id each : more) {\nint price = await(price(each)); // [async-await-in-loop] await(gather(more, each -> price(each)))\nall.put(each, price + 1); }",
        "for (var each : ids) {\nvar name = await(client.fetchName(new Id(each.n()))); // [async-await-in-loop]\nname = name.strip(); }",
      })
  void loopThatOnlyCollectsAnswersIsReportedOnRequest(String statements) {
    body("async-await-in-loop", statements).reportsWhatIsMarked();
    offByDefault(statements);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (var each : ids) { await(client.save(each)); }",
        "for (var each : ids) { var name = await(client.save(each)); }",
        "for (var each : ids) { var name = await(client.fetchName(each)); if (name.isEmpty()) break; }",
        "for (var each : ids) { var name = await(client.fetchName(each)); if (name.isEmpty()) return done(2); }",
        "int sum = 0; for (var each : ids) { int n = await(price(new Id(sum))); sum += n; }",
        "for (var each : ids) { int n = await(price(each)); seen = n; }",
        "for (var each : ids) { var name = await(session.find(each)); }",
        "for (var each : ids) { var name = await(named(given, each)); }",
        "for (var each : ids) { var name = await(given.fetchName(each)); }",
        "for (var each : ids) { int n = await(tracked(each)); }",
        "for (var each : ids) { int n = await(price(each)); System.out.println(n); }",
        "for (var each : ids) { if (each.n() > 1) { int n = await(price(each)); } }",
        "for (var each : ids) { int n = await(price(each)) + await(price(each)); }",
        "for (var each : ids) { int n = await(price(each)); Runnable r = () -> seen++; }",
        "for (int i = 0; i < 3; i++) { int n = await(price(new Id(i))); }",
        "for (var each : ids) { await(sleep(millis(1))); }",
      })
  void loopWhoseRoundsMayNeedEachOtherIsFine(String statements) {
    body("async-await-in-loop", statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await(gather(ids, client::fetchName)); // [async-unbounded-gather] gather(…) starts as many tasks",
        "await(gatherSettled((ids), each -> price(each))); // [async-unbounded-gather] AsyncSemaphore",
        "await(gather(ids.stream().map(each -> price(each)).toList())); // [async-unbounded-gather]",
        "var all = new ArrayList<Coroutine<Integer>>(); for (var each : ids) { all.add(price(each)); }\nawait(gather(all)); // [async-unbounded-gather]",
        "var copy = new ArrayList<>(ids);\nawait(gather(copy, each -> price(each))); // [async-unbounded-gather]",
      })
  void gatherOfWhatTheCallerGaveIsReportedOnRequest(String statements) {
    body("async-unbounded-gather", statements).reportsWhatIsMarked();
    offByDefault(statements);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await(gather(price(id), price(id)));",
        "await(gather(List.of(id, id), each -> price(each)));",
        "await(gather(ids.subList(0, 3), each -> price(each)));",
        "await(gather(ids.stream().limit(3).toList(), each -> price(each)));",
        "var limit = new AsyncSemaphore(3); await(gather(ids, each -> { try (var permit = await(limit.acquire())) { return price(each); } }));",
        "var all = new ArrayList<Coroutine<Integer>>(); for (int i = 0; i < 3; i++) { all.add(price(id)); } await(gather(all));",
        "await(gather(ids, each -> toThread(() -> each.n())));",
        "Set<Id> few = Set.of(id); await(gather(few, each -> price(each)));",
      })
  void gatherOfAFewOrWithALimitIsFine(String statements) {
    body("async-unbounded-gather", statements).reportsWhatIsMarked();
  }

  @Test
  void gatherOfCoroutinesThatTheCallerMadeIsFine() {
    Linted.members(
            "@Async Coroutine<List<String>> all(List<Coroutine<String>> given) { return done(await(gather(given))); }")
        .option("-Asimmer.lint=async-unbounded-gather:warn")
        .reportsWhatIsMarked();
  }

  private static final String STORE =
      """
      interface Store {
        String load(int id); Coroutine<String> loadAsync(int id);
        void save(String s); CompletionStage<Void> saveAsync(String s);
        int size(); CompletableFuture<Integer> sizeAsync();
        static String open(String s) { return s; } static Coroutine<String> openAsync(String s) { return done(s); }
        String find(int id); Coroutine<String> findAsync(long id);
        String name(); Coroutine<Integer> nameAsync();
        String text(); String textAsync();
        Coroutine<String> get(); Coroutine<String> getAsync();
        boolean add(String s); Coroutine<Boolean> addAsync(String s);
        String alone();
      }
      String own(int n) { return "" + n; }
      """;

  private static Linted twins(String statements) {
    return Linted.members(
            STORE
                + "@Async Coroutine<String> ownAsync(int n) { await(yieldNow()); return done(own(n)); }\n"
                + "@Async Coroutine<Void> run(Store store) throws Exception {\n"
                + statements
                + "\nreturn done();\n}")
        .option("-Asimmer.lint=async-sync-twin:warn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var s = store.load(7); // [async-sync-twin] await(store.loadAsync(7))",
        "store.save(\"a\"); // [async-sync-twin] Store.save in Pages.run has the asynchronous twin saveAsync",
        "int n = store.size() + 1; // [async-sync-twin] await(store.sizeAsync())",
        "Store.open(\"a\"); // [async-sync-twin] await(Store.openAsync(\"a\"))",
        "var s = own(2); // [async-sync-twin] await(ownAsync(2))",
      })
  void callThatHasATwinIsReportedOnRequest(String statements) {
    twins(statements).reportsWhatIsMarked();
    Linted.members(
            STORE
                + "@Async Coroutine<Void> run(Store store) {\n"
                + statements.replaceAll("//.*", "").replace("own(2)", "1")
                + "\nreturn done(); }")
        .reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store.find(1);",
        "store.name();",
        "store.text();",
        "await(store.get());",
        "store.add(\"a\");",
        "store.alone();",
        "await(toThread(() -> store.load(1)));",
        "Supplier<String> later = () -> store.load(1);",
      })
  void callWithoutATwinIsFine(String statements) {
    twins(statements).reportsWhatIsMarked();
  }
}
