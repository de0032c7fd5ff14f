package dev.simmer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what a comparison ran on, in words that name no host. */
final class Machine {
  private Machine() {}

  static Map<String, String> describe() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Processors", Runtime.getRuntime().availableProcessors() + clock());
    facts.put("System", System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
    facts.put(
        "JDK",
        System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
    facts.put("Kotlin", kotlin.KotlinVersion.CURRENT.toString());
    return facts;
  }

  private static String clock() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("cpu MHz"))
          .findFirst()
          .map(line -> ", " + Math.round(Double.parseDouble(line.split(":")[1]) / 100) / 10.0)
          .map(gigahertz -> gigahertz + " GHz")
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
