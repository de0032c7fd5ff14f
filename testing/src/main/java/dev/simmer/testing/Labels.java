package dev.simmer.testing;

import java.lang.reflect.AnnotatedElement;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.hierarchical.Node.SkipResult;

/** Reads the annotations of JUnit Jupiter that say how a test is called and whether it runs. */
final class Labels {
  private Labels() {}

  static String name(AnnotatedElement element, String otherwise) {
    return AnnotationSupport.findAnnotation(element, DisplayName.class)
        .map(DisplayName::value)
        .orElse(otherwise);
  }

  static Set<TestTag> tags(AnnotatedElement element) {
    Set<TestTag> tags = new LinkedHashSet<>();
    for (Tag tag : AnnotationSupport.findRepeatableAnnotations(element, Tag.class)) {
      tags.add(TestTag.create(tag.value()));
    }
    return tags;
  }

  static SkipResult disabled(AnnotatedElement element) {
    return AnnotationSupport.findAnnotation(element, Disabled.class)
        .map(disabled -> disabled.value().isEmpty() ? element + " is @Disabled" : disabled.value())
        .map(SkipResult::skip)
        .orElseGet(SkipResult::doNotSkip);
  }
}
