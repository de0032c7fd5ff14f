package dev.simmer.testing;

import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** One of several runs of an async test. */
final class OneRun extends AbstractTestDescriptor implements Node<AsyncTestEngine.NoContext> {
  static final String SEGMENT = "run";

  private final TestCall call;

  OneRun(TestDescriptor test, int number, String words, TestCall call) {
    super(
        test.getUniqueId().append(SEGMENT, "#" + number),
        "[" + number + "] " + words,
        test.getSource().orElse(null));
    this.call = call;
  }

  @Override
  public Type getType() {
    return Type.TEST;
  }

  @Override
  public AsyncTestEngine.NoContext execute(
      AsyncTestEngine.NoContext context, DynamicTestExecutor executor) {
    call.run();
    return context;
  }
}
