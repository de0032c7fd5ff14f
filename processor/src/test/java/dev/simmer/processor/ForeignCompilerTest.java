package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import org.junit.jupiter.api.Test;

/** What the user of another compiler is told. */
class ForeignCompilerTest {
  @Test
  void otherCompilerIsNamedInOneSentence() { // T112
    List<String> printed = new ArrayList<>();
    Messager messager =
        fake(Messager.class, arguments -> printed.add(arguments[0] + ": " + arguments[1]));
    ProcessingEnvironment environment = fake(ProcessingEnvironment.class, arguments -> messager);

    ForeignCompiler.report(environment);

    assertThat(printed)
        .containsExactly(
            "ERROR: Simmer rewrites @Async methods inside javac, the compiler of the JDK, and this"
                + " compiler ("
                + environment.getClass().getName()
                + ") is another one, whose classes would throw at their first await: compile with"
                + " javac.");
  }

  private interface Answer {
    Object to(Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object result = answer.to(arguments);
              return method.getReturnType() == void.class ? null : result;
            }));
  }
}
