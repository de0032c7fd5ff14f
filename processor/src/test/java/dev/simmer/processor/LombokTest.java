package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Together with Lombok, which changes the trees before they are attributed, in either order. */
class LombokTest {
  private static final String LOMBOK = "lombok.launch.AnnotationProcessorHider$AnnotationProcessor";
  private static final String SIMMER = "dev.simmer.processor.SimmerProcessor";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {LOMBOK + "," + SIMMER, SIMMER + "," + LOMBOK})
  void methodsThatUseLombokAreRewritten(String processors) throws Exception { // T112
    JavacBuild build =
        build(processors)
            .source(
                "shop/Shop.java",
                """
                package shop;
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                import lombok.*;
                @RequiredArgsConstructor
                public class Shop {
                  @Getter private final int amount;
                  @Async Coroutine<Integer> price() { await(yieldNow()); return done(getAmount()); }
                  @Async @SneakyThrows Coroutine<Integer> total() {
                    val first = await(price());
                    @Cleanup java.io.Closeable guard = () -> { throw new java.io.IOException("kept"); };
                    return done(first + await(price()) + 2);
                  }
                  public static Integer go() {
                    try {
                      return run(new Shop(20).total());
                    } catch (Exception e) {
                      return e.getMessage().equals("kept") ? 42 : -1;
                    }
                  }
                }
                """);
    build.succeeds();

    assertThat(build.call("shop.Shop", "go")).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(strings = {LOMBOK + "," + SIMMER, SIMMER + "," + LOMBOK})
  void monitorThatLombokAddsIsFound(String processors) {
    JavacBuild.Outcome outcome =
        build(processors)
            .source(
                "shop/Shop.java",
                """
                package shop;
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                class Shop {
                  @lombok.Synchronized @Async Coroutine<Void> pay() { await(yieldNow()); return done(); }
                }
                """)
            .run();

    assertThat(outcome.success()).isFalse();
    assertThat(outcome.messages())
        .singleElement()
        .asString()
        .startsWith(
            "[async-await-in-synchronized] await() inside a synchronized block on `this.$lock`");
  }

  private JavacBuild build(String processors) {
    return JavacBuild.in(folder)
        .library(JavacBuild.pathOf(lombok.Getter.class))
        .options("-processorpath", System.getProperty("java.class.path"))
        .options("-processor", processors);
  }
}
