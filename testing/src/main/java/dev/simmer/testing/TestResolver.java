package dev.simmer.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoveryIssue.Severity;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.discovery.DiscoveryIssueReporter;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/**
 * Turns what is selected into descriptors; a test that could not run is an error of discovery,
 * which fails the whole run.
 */
final class TestResolver implements SelectorResolver {
  private final DiscoveryIssueReporter issues;

  TestResolver(DiscoveryIssueReporter issues) {
    this.issues = DiscoveryIssueReporter.deduplicating(issues);
  }

  @Override
  public Resolution resolve(ClassSelector selector, Context context) {
    return resolve(selector.getJavaClass(), context);
  }

  @Override
  public Resolution resolve(MethodSelector selector, Context context) {
    return resolve(selector.getJavaClass(), selector.getJavaMethod(), context);
  }

  @Override
  public Resolution resolve(UniqueIdSelector selector, Context context) {
    UniqueId id = selector.getUniqueId();
    UniqueId.Segment last = id.getLastSegment();
    return switch (last.getType()) {
      case ClassDescriptor.SEGMENT ->
          ReflectionSupport.tryToLoadClass(last.getValue())
              .toOptional()
              .map(type -> resolve(type, context))
              .orElse(Resolution.unresolved());
      case MethodDescriptor.SEGMENT -> resolveMethod(id, context);
      case OneRun.SEGMENT -> Resolution.selectors(Set.of(selectUniqueId(id.removeLastSegment())));
      default -> Resolution.unresolved();
    };
  }

  private Resolution resolveMethod(UniqueId id, Context context) {
    Optional<TestDescriptor> parent = context.resolve(selectUniqueId(id.removeLastSegment()));
    return parent
        .filter(ClassDescriptor.class::isInstance)
        .map(descriptor -> ((ClassDescriptor) descriptor).type())
        .flatMap(
            type ->
                new TestClass(type)
                    .tests().stream()
                        .filter(
                            test ->
                                MethodDescriptor.idOf(test).equals(id.getLastSegment().getValue()))
                        .findFirst()
                        .map(test -> resolve(type, test, context)))
        .orElse(Resolution.unresolved());
  }

  private Resolution resolve(Class<?> type, Context context) {
    TestClass tests = new TestClass(type);
    if (!tests.holdsTests()) {
      return Resolution.unresolved();
    }
    List<String> mistakes = tests.mistakes();
    mistakes.forEach(mistake -> report(mistake, ClassSource.from(type)));
    if (!mistakes.isEmpty()) {
      return Resolution.unresolved();
    }
    Function<TestDescriptor, Optional<ClassDescriptor>> create =
        parent -> Optional.of(new ClassDescriptor(parent, type));
    Class<?> around = type.getEnclosingClass();
    Optional<ClassDescriptor> added =
        around == null || !new TestClass(around).holdsTests()
            ? context.addToParent(create)
            : context.addToParent(() -> selectClass(around), create);
    return added
        .map(descriptor -> Resolution.match(Match.exact(descriptor, () -> within(tests))))
        .orElse(Resolution.unresolved());
  }

  private Resolution resolve(Class<?> type, Method method, Context context) {
    if (!AnnotationSupport.isAnnotated(method, AsyncTest.class)) {
      return Resolution.unresolved();
    }
    Optional<String> mistake = new TestClass(type).mistake(method);
    if (mistake.isPresent()) {
      report(mistake.get(), MethodSource.from(type, method));
      return Resolution.unresolved();
    }
    return context
        .addToParent(
            () -> selectClass(type),
            parent -> Optional.of(new MethodDescriptor(parent, type, method)))
        .map(descriptor -> Resolution.match(Match.exact(descriptor)))
        .orElse(Resolution.unresolved());
  }

  private static Set<DiscoverySelector> within(TestClass tests) {
    Set<DiscoverySelector> selectors = new LinkedHashSet<>();
    tests.tests().forEach(method -> selectors.add(selectMethod(tests.type(), method)));
    tests.nested().forEach(type -> selectors.add(selectClass(type)));
    return selectors;
  }

  private void report(String mistake, TestSource source) {
    issues.reportIssue(DiscoveryIssue.builder(Severity.ERROR, mistake).source(source));
  }
}
