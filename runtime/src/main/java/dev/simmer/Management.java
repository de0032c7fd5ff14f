package dev.simmer;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Registers what JMX clients see; the one class that needs the module {@code java.management}. */
final class Management {
  static final String NAME = "dev.simmer:type=Loops";

  private Management() {}

  /** Registers the bean, and returns what takes it away. */
  static Runnable register(LoopsMXBean bean) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (int copy = 1; ; copy++) {
      // Each web application may have a copy of Simmer, and they share the server.
      ObjectName name = new ObjectName(copy == 1 ? NAME : NAME + ",copy=" + copy);
      if (!server.isRegistered(name)) {
        try {
          server.registerMBean(bean, name);
          return () -> unregister(server, name);
        } catch (InstanceAlreadyExistsException e) {
          // Another was faster.
        }
      }
    }
  }

  private static void unregister(MBeanServer server, ObjectName name) {
    try {
      server.unregisterMBean(name);
    } catch (JMException e) {
      // Somebody else has taken it away.
    }
  }
}
