package dev.simmer;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Prints the tasks of another process of the same user: {@code java -jar simmer-runtime.jar PID}.
 *
 * <p>Mirrors {@code python -m asyncio pstree}.
 */
final class PsTree {
  private PsTree() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("Usage: java -jar simmer-runtime.jar PID");
      System.exit(2);
    }
    try {
      System.out.print(tasksOf(arguments[0]));
    } catch (AttachNotSupportedException | IOException e) {
      System.err.println("Cannot look into process " + arguments[0] + ": " + e.getMessage());
      System.exit(1);
    }
  }

  private static String tasksOf(String process)
      throws AttachNotSupportedException, IOException, MalformedObjectNameException {
    VirtualMachine machine = VirtualMachine.attach(process);
    try (JMXConnector connector = connect(machine.startLocalManagementAgent())) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      Set<ObjectName> names = server.queryNames(new ObjectName(Management.NAME + ",*"), null);
      if (names.isEmpty()) {
        return "No loop has been running for a second or more in process " + process + ".\n";
      }
      StringBuilder text = new StringBuilder();
      for (ObjectName name : new TreeSet<>(names)) {
        text.append(JMX.newMXBeanProxy(server, name, LoopsMXBean.class).dumpTasks());
      }
      return text.toString();
    } finally {
      machine.detach();
    }
  }

  @SuppressWarnings("BanJNDI") // the address is what a process of the same user has just told
  private static JMXConnector connect(String address) throws IOException {
    return JMXConnectorFactory.connect(new JMXServiceURL(address));
  }
}
