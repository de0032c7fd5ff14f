package dev.simmer.processor.tools;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Field;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.StepRequest;
import dev.simmer.Simmer;
import dev.simmer.processor.Later;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A debugger that runs the {@code main} method of a sample in a JVM of its own. */
final class Debugger implements AutoCloseable {
  /** No step of a debugger takes longer than this, however busy the machine. */
  private static final long PATIENCE_MILLIS = 120_000;

  private final VirtualMachine vm;
  private final List<Integer> lines;
  private @Nullable EventSet current;

  private Debugger(VirtualMachine vm, List<Integer> lines) {
    this.vm = vm;
    this.lines = lines;
  }

  /** Starts {@code P.main} with the mode as its argument, and breakpoints on some lines. */
  static Debugger of(Sample sample, Later.Mode mode, List<Integer> lines) {
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("main").setValue("P " + mode);
    String path =
        Stream.of(pathOf(Simmer.class), pathOf(Later.class), sample.folder())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    arguments.get("options").setValue("-Xverify:all -cp \"" + path + "\"");
    try {
      VirtualMachine vm = connector.launch(arguments);
      Debugger debugger = new Debugger(vm, lines);
      vm.eventRequestManager().createClassPrepareRequest().enable();
      return debugger;
    } catch (Exception e) {
      throw new IllegalStateException("the JVM to be debugged did not start", e);
    }
  }

  static Path pathOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs to the next breakpoint or the end of a step; null when the program has ended. */
  @Nullable Stop next() {
    try {
      while (true) {
        if (current != null) {
          current.resume();
        }
        current = vm.eventQueue().remove(PATIENCE_MILLIS);
        if (current == null) {
          throw new AssertionError("nothing happened in the JVM to be debugged");
        }
        for (Event event : current) {
          if (event instanceof ClassPrepareEvent prepared) {
            breakpointsIn(prepared.referenceType());
          } else if (event instanceof BreakpointEvent || event instanceof StepEvent) {
            return new Stop(((LocatableEvent) event).thread());
          } else if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
            return null;
          }
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void breakpointsIn(ReferenceType type) {
    if (!type.name().equals("P") && !type.name().startsWith("P$")) {
      return;
    }
    try {
      for (int line : lines) {
        for (Location location : type.locationsOfLine(line)) {
          vm.eventRequestManager().createBreakpointRequest(location).enable();
        }
      }
    } catch (AbsentInformationException synthetic) {
      // The generated class has no lines.
    }
  }

  @Override
  public void close() {
    try {
      vm.process().destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A thread that stands still. */
  final class Stop {
    private final ThreadReference thread;

    private Stop(ThreadReference thread) {
      this.thread = thread;
    }

    private StackFrame frame() {
      try {
        return thread.frame(0);
      } catch (IncompatibleThreadStateException e) {
        throw new AssertionError(e);
      }
    }

    Location location() {
      return frame().location();
    }

    int line() {
      return location().lineNumber();
    }

    /** As a stack trace would show the place. */
    String place() throws AbsentInformationException {
      Location at = location();
      return at.declaringType().name()
          + "."
          + at.method().name()
          + "("
          + at.sourceName()
          + ":"
          + at.lineNumber()
          + ")";
    }

    /** Every visible local and every field of {@code this}: {@code int i = 1; String s = "x"}. */
    String locals() throws AbsentInformationException {
      StackFrame frame = frame();
      List<String> shown = new ArrayList<>();
      for (LocalVariable local : frame.visibleVariables()) {
        String type = local.typeName().replaceAll("[a-z]+\\.", "").replace('$', '.');
        shown.add(type + " " + local.name() + " = " + text(frame.getValue(local)));
      }
      ObjectReference self = frame.thisObject();
      if (self != null) {
        for (Field field : self.referenceType().allFields()) {
          if (!field.isStatic() && !field.isSynthetic()) {
            shown.add("this." + field.name() + " = " + text(self.getValue(field)));
          }
        }
      }
      return String.join("; ", shown);
    }

    private static String text(@Nullable Value value) {
      if (value instanceof StringReference string) {
        return '"' + string.value() + '"';
      }
      if (value instanceof ArrayReference array) {
        return array.getValues().stream()
            .map(Stop::text)
            .collect(Collectors.joining(", ", "{", "}"));
      }
      if (value == null || value instanceof PrimitiveValue) {
        return String.valueOf(value);
      }
      ObjectReference object = (ObjectReference) value;
      Field inner = object.referenceType().fieldByName("value");
      String name = object.referenceType().name().replaceAll(".*[.$]", "");
      return inner == null ? name : name + "(" + text(object.getValue(inner)) + ")";
    }

    /** Asks for a stop at the next line, as "step over" does; {@link #next} goes there. */
    void stepOver() {
      vm.eventRequestManager().stepRequests().forEach(StepRequest::disable);
      vm.eventRequestManager().deleteEventRequests(vm.eventRequestManager().stepRequests());
      StepRequest step =
          vm.eventRequestManager()
              .createStepRequest(thread, StepRequest.STEP_LINE, StepRequest.STEP_OVER);
      step.addCountFilter(1);
      step.enable();
    }
  }
}
