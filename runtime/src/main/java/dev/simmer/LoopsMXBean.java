package dev.simmer;

import java.util.List;

/**
 * Shows the running loops of a process from outside: in JConsole, VisualVM, or a program that
 * speaks JMX.
 *
 * <pre>{@code
 * var name = new ObjectName("dev.simmer:type=Loops");
 * var loops = JMX.newMXBeanProxy(connection, name, LoopsMXBean.class);
 * System.out.println(loops.dumpTasks());
 * }</pre>
 *
 * <p>The platform's MBean server has it once a loop has been running for a second, and until the
 * last one ends; {@code -Dsimmer.jmx=false} keeps it away. Its methods may be called on any thread.
 */
public interface LoopsMXBean {
  /**
   * Names the running loops: their numbers, their threads, and how many tasks have not ended.
   *
   * @return a line for each, oldest first
   */
  List<String> getLoops();

  /**
   * Shows every task of every running loop, as {@link Simmer#dumpTasks} does.
   *
   * <p>Each loop shows its own tasks, between two steps. One that has not come to it after a second
   * is named as held, with the stack of its thread. Does not wait longer than that.
   *
   * @return lines of text
   */
  String dumpTasks();
}
