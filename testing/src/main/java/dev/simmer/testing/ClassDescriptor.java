package dev.simmer.testing;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** A class that holds async tests. */
final class ClassDescriptor extends AbstractTestDescriptor
    implements Node<AsyncTestEngine.NoContext> {
  static final String SEGMENT = "class";

  private final Class<?> type;

  ClassDescriptor(TestDescriptor parent, Class<?> type) {
    super(
        parent.getUniqueId().append(SEGMENT, type.getName()),
        Labels.name(type, type.getSimpleName()),
        ClassSource.from(type));
    this.type = type;
  }

  Class<?> type() {
    return type;
  }

  @Override
  public Type getType() {
    return Type.CONTAINER;
  }

  @Override
  public Set<TestTag> getTags() {
    return Labels.tags(type);
  }

  @Override
  public SkipResult shouldBeSkipped(AsyncTestEngine.NoContext context) {
    return Labels.disabled(type);
  }

  @Override
  public AsyncTestEngine.NoContext before(AsyncTestEngine.NoContext context) {
    call(new TestClass(type).beforeAll());
    return context;
  }

  @Override
  public void after(AsyncTestEngine.NoContext context) {
    call(new TestClass(type).afterAll());
  }

  private static void call(List<Method> methods) {
    for (Method method : methods) {
      ReflectionSupport.invokeMethod(method, null);
    }
  }
}
