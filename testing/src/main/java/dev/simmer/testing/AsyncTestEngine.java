package dev.simmer.testing;

import com.google.auto.service.AutoService;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestEngine;

/** Runs {@link AsyncTest} methods; the JUnit Platform finds it by itself. */
@AutoService(TestEngine.class)
public final class AsyncTestEngine extends HierarchicalTestEngine<AsyncTestEngine.NoContext> {
  static final String ID = "simmer";

  private static final EngineDiscoveryRequestResolver<EngineDescriptor> RESOLVER =
      EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
          .addClassContainerSelectorResolver(TestClass::mayHoldTests)
          .addSelectorResolver(context -> new TestResolver(context.getIssueReporter()))
          .addTestDescriptorVisitor(context -> TestDescriptor::prune)
          .build();

  /** Creates the engine; the JUnit Platform does. */
  public AsyncTestEngine() {}

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
    EngineDescriptor engine = new EngineDescriptor(id, "Simmer");
    RESOLVER.resolve(request, engine);
    return engine;
  }

  @Override
  protected NoContext createExecutionContext(ExecutionRequest request) {
    return new NoContext();
  }

  /** What tests of the engine share: nothing. */
  static final class NoContext implements EngineExecutionContext {}
}
