package dev.simmer.testing;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** An async test: one run, or a container of the runs with its arguments and seeds. */
final class MethodDescriptor extends AbstractTestDescriptor
    implements Node<AsyncTestEngine.NoContext> {
  static final String SEGMENT = "method";

  private final Class<?> type;
  private final Method method;
  private final AsyncTest annotation;

  MethodDescriptor(TestDescriptor parent, Class<?> type, Method method) {
    super(
        parent.getUniqueId().append(SEGMENT, idOf(method)),
        Labels.name(method, method.getName() + "()"),
        MethodSource.from(type, method));
    this.type = type;
    this.method = method;
    this.annotation = method.getAnnotation(AsyncTest.class);
  }

  static String idOf(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getName)
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }

  @Override
  public Type getType() {
    return hasSeveralRuns() ? Type.CONTAINER : Type.TEST;
  }

  @Override
  public boolean mayRegisterTests() {
    return hasSeveralRuns();
  }

  @Override
  public Set<TestTag> getTags() {
    Set<TestTag> tags = new LinkedHashSet<>(Labels.tags(method));
    getParent().ifPresent(parent -> tags.addAll(parent.getTags()));
    return tags;
  }

  @Override
  public SkipResult shouldBeSkipped(AsyncTestEngine.NoContext context) {
    return Labels.disabled(method);
  }

  @Override
  public AsyncTestEngine.NoContext execute(
      AsyncTestEngine.NoContext context, DynamicTestExecutor executor) throws InterruptedException {
    if (!hasSeveralRuns()) {
      new TestCall(type, method, new Object[0], options()).run();
      return context;
    }
    for (Object[] arguments : new Arguments(type, annotation).all()) {
      if (annotation.shuffle().length == 0) {
        execute(arguments, options(), Arguments.text(arguments), executor);
      }
      for (long seed : annotation.shuffle()) {
        List<String> words = new ArrayList<>();
        if (arguments.length > 0) {
          words.add(Arguments.text(arguments));
        }
        words.add("shuffle " + seed);
        execute(arguments, options().shuffle(seed), String.join(", ", words), executor);
      }
    }
    executor.awaitFinished();
    return context;
  }

  private void execute(
      Object[] arguments, TestOptions options, String words, DynamicTestExecutor executor) {
    TestCall call = new TestCall(type, method, arguments, options);
    OneRun run = new OneRun(this, getChildren().size() + 1, words, call);
    addChild(run);
    executor.execute(run);
  }

  private boolean hasSeveralRuns() {
    return annotation.shuffle().length > 0 || new Arguments(type, annotation).areGiven();
  }

  private TestOptions options() {
    return TestOptions.defaults()
        .virtualTime(annotation.virtualTime())
        .debug(annotation.debug())
        .leakCheck(annotation.leakCheck())
        .timeout(Duration.ofSeconds(annotation.timeoutSeconds()));
  }
}
