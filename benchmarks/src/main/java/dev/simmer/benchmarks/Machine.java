package dev.simmer.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    facts.put(
        "Kotlin",
        kotlin.KotlinVersion.CURRENT + ", coroutines " + version("kotlinx-coroutines-core-jvm"));
    facts.put("ea-async", version("ea-async"));
    facts.put("Reactor", version("reactor-core"));
    facts.put("Netty", version("netty-transport"));
    facts.put("Python", Python.version());
    facts.put("JMH", version("jmh-core"));
    return facts;
  }

  /** Finds what Linux says can be had without swapping; elsewhere whatever the machine has. */
  static long availableBytes() throws IOException {
    Path file = Path.of("/proc/meminfo");
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("MemAvailable:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    }
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  /** Reads it off the name of the jar, which every library has, as few say it themselves. */
  private static String version(String artifact) {
    Matcher matcher =
        Pattern.compile(Pattern.quote(artifact) + "-(\\d[^/\\\\]*)\\.jar")
            .matcher(System.getProperty("java.class.path"));
    return matcher.find() ? matcher.group(1) : "";
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
