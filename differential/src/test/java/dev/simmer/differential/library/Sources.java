package dev.simmer.differential.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.differential.world.Compiler;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Libraries of one small source. */
final class Sources {
  private Sources() {}

  /** Compiles a class {@code Sample} with these members. */
  static Library sample(String members) {
    return sample(members, "-g");
  }

  static Library sample(String members, String debug) {
    String source = "import java.util.*;\npublic class Sample {\n" + members + "\n}\n";
    Compiler.Result result =
        new Compiler(List.of(), null).compile(Map.of("Sample", source), List.of(debug));
    assertThat(result.errors()).isEmpty();
    return new Library("sample", debug, new TreeMap<>(result.classes()));
  }

  static ClassLoader others() {
    return Sources.class.getClassLoader();
  }
}
