package dev.simmer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Taking groups of exceptions apart, as except* does. */
class ExceptionGroupTest {
  private final IOException io = new IOException("io");
  private final FileNotFoundException file = new FileNotFoundException("file");
  private final IllegalArgumentException argument = new IllegalArgumentException("argument");
  private final ExceptionGroup inner = new ExceptionGroup("inner", List.of(file, argument));
  private final ExceptionGroup group = new ExceptionGroup("outer", List.of(io, inner));

  @Test
  void leavesComeOutOfNestedGroupsInOrder() {
    assertThat(group.leaves(IOException.class)).containsExactly(io, file);
    assertThat(group.leaves(Throwable.class)).containsExactly(io, file, argument);
    assertThat(group.exceptions()).containsExactly(io, inner);
    assertThat(group).hasMessage("outer (2 exceptions)").hasCause(io);
  }

  @Test
  void splitKeepsTheNesting() {
    ExceptionGroup.Split split = group.split(IOException.class);
    ExceptionGroup match = split.match().orElseThrow();
    assertThat(match.exceptions()).hasSize(2).startsWith(io);
    assertThat(((ExceptionGroup) match.exceptions().get(1)).exceptions()).containsExactly(file);
    ExceptionGroup rest = split.rest().orElseThrow();
    assertThat(((ExceptionGroup) rest.exceptions().get(0)).exceptions()).containsExactly(argument);
    assertThat(group.subgroup(IllegalStateException.class)).isEmpty();
    assertThat(group.subgroup(Throwable.class)).containsSame(group);
  }

  @Test
  void handlersTakeTheirLeavesAndTheRestIsThrown() {
    List<Throwable> handled = new ArrayList<>();
    assertThatThrownBy(() -> group.on(IOException.class, handled::add).orThrow())
        .isInstanceOfSatisfying(
            ExceptionGroup.class,
            rest -> assertThat(rest.leaves(Throwable.class)).containsExactly(argument));
    assertThat(handled).containsExactly(io, file);
    assertThatCode(
            () ->
                group
                    .on(IOException.class, e -> {})
                    .on(IllegalArgumentException.class, handled::add)
                    .orThrow())
        .doesNotThrowAnyException();
    assertThat(handled).endsWith(argument);
  }

  @Test
  void groupOfNothingIsRefused() {
    assertThatThrownBy(() -> new ExceptionGroup("empty", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
