package dev.simmer.lint;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** {@code async-no-timeout}: an await of the network that nothing limits in time. */
final class NoTimeoutCheck implements AsyncBodyCheck {
  private static final Rule RULE = Rule.NO_TIMEOUT;

  private static final Map<String, Set<String>> NETWORK =
      Map.of(
          "java.net.http.HttpClient", Set.of("sendAsync"),
          "java.net.http.WebSocket$Builder", Set.of("buildAsync"),
          "io.vertx.core.http.HttpClient", Set.of("request", "connect"),
          "io.vertx.core.net.NetClient", Set.of("connect"),
          "org.asynchttpclient.BoundRequestBuilder", Set.of("execute"));

  /** In the call itself these say that there is a limit, of whatever library. */
  private static final List<String> LIMITS =
      List.of(".timeout(", ".orTimeout(", ".completeOnTimeout(", "connectTimeout(");

  private final Compilation compilation;
  private final Reporter reporter;

  NoTimeoutCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    if (!reporter.isOn(RULE)) {
      return;
    }
    for (Call call : body.calls()) {
      if (isNetwork(call) && !isLimited(call.path())) {
        String code = Quotation.of(call.path());
        reporter.report(
            RULE,
            call.path(),
            Message.of(
                    RULE.id(),
                    "nothing limits how long %s waits for %s"
                        .formatted(body.context().name(), code))
                .why("a peer that never answers keeps this task, and what it holds, for good")
                .fix("try (var limit = timeout(seconds(30))) { … } around the await"));
      }
    }
  }

  private boolean isNetwork(Call call) {
    return NETWORK.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getValue().contains(call.name())
                    && compilation
                        .hierarchy()
                        .nearestFirst(call.receiverType())
                        .contains(entry.getKey()));
  }

  private boolean isLimited(TreePath call) {
    for (TreePath path = call; path != null; path = path.getParentPath()) {
      Tree tree = path.getLeaf();
      if (tree instanceof TryTree tried && hasTimeout(path, tried)) {
        return true;
      }
      if (tree instanceof MethodInvocationTree outer) {
        String text = outer.toString();
        if (LIMITS.stream().anyMatch(text::contains)
            || Stream.of("waitFor", "Simmer.waitFor")
                .anyMatch(name -> outer.getMethodSelect().toString().equals(name))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean hasTimeout(TreePath path, TryTree tried) {
    return tried.getResources().stream()
        .map(resource -> compilation.classOf(compilation.type(new TreePath(path, resource))))
        .anyMatch(Vocabulary::isTimeout);
  }
}
