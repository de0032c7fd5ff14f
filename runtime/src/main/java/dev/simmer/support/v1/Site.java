package dev.simmer.support.v1;

import static java.lang.invoke.MethodType.methodType;

import dev.simmer.Awaitable;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where rewritten code awaits a call of a method that others may override, mock or wrap.
 *
 * <p>It calls the visible method and awaits the coroutine that this returns, until it has seen, for
 * an object of the same class, that the call arrives at a visible method of ours and nowhere else
 * before. From then on it enters the body of that method, as long as the {@link Gate} of the
 * method's class is open for it.
 *
 * <p>That is an observation, not a conclusion from declared types: the visible method is asked to
 * look at the stack, where it must find this class as its caller. So an override that wraps it, a
 * proxy, a bridge or a spy is never passed over.
 */
public final class Site extends MutableCallSite {
  /** How many classes of objects a place tells apart. */
  private static final int MOST_CLASSES = 4;

  /** After so many calls that could not be linked a place stays with the visible method. */
  private static final int MOST_MISSES = 16;

  private final Lookup caller;
  private final MethodHandleInfo called;
  private final MethodHandle visible;
  private final MethodHandle await;
  private final MethodHandle asking;
  private final MethodHandle generic;
  private final List<Link> links = new ArrayList<>();
  private int misses;

  /**
   * A body that may be entered.
   *
   * @param receiver for objects of which class; null for a static method
   * @param isOpen asks the gate
   */
  private record Link(@Nullable Class<?> receiver, MethodHandle isOpen, MethodHandle body) {}

  private Site(Lookup caller, MethodType type, MethodHandle method) {
    super(type);
    this.caller = caller;
    called = caller.revealDirect(method);
    visible = method.asFixedArity();
    await = Handles.await(type.returnType());
    asking =
        Handles.ASK.bindTo(this).asCollector(Object[].class, type.parameterCount()).asType(type);
    generic =
        MethodHandles.collectArguments(
                await, 0, visible.asType(visible.type().changeReturnType(Awaitable.class)))
            .asType(type);
    setTarget(asking);
  }

  /**
   * Finds the visible method of a place; the JVM calls this to find the constant. Null where that
   * fails, say because the class of a parameter is missing: a call as it was compiled need not
   * notice, and the place keeps that.
   */
  public static @Nullable MethodHandle visible(
      Lookup caller, String name, Class<?> type, String owner, String descriptor, int isStatic) {
    try {
      Handles.load();
      Gate.load();
      Probe.current();
      Class<?> from = caller.findClass(owner);
      MethodType called =
          MethodType.fromMethodDescriptorString(descriptor, caller.lookupClass().getClassLoader());
      MethodHandle visible =
          isStatic != 0
              ? caller.findStatic(from, name, called)
              : caller.findVirtual(from, name, called);
      caller.revealDirect(visible);
      return visible;
    } catch (ReflectiveOperationException
        | RuntimeException
        | LinkageError
        | VirtualMachineError e) {
      return null;
    }
  }

  /**
   * Links a place; the JVM calls this when it is reached for the first time.
   *
   * @param type the arguments of the visible method, the trampoline and the depth, to the result
   * @param visible what is called
   */
  public static CallSite link(Lookup caller, String name, MethodType type, MethodHandle visible) {
    return new Site(caller, type, visible);
  }

  /** Calls the visible method, awaits what it returns, and learns where the call arrived. */
  @Nullable Object ask(@Nullable Object[] arguments) throws Throwable {
    int count = arguments.length - 2;
    Object receiver = isStatic() ? null : arguments[0];
    if (receiver == null && !isStatic()) {
      throw new NullPointerException("Cannot invoke \"" + name() + "\" because the object is null");
    }
    Probe probe = new Probe();
    Awaitable<?> coroutine = probe.call(visible, Arrays.copyOf(arguments, count));
    learn(receiver, probe.reached);
    Trampoline trampoline = (Trampoline) arguments[count];
    try {
      return await.invoke(coroutine, trampoline, (int) arguments[count + 1]);
    } catch (Throwable e) {
      trampoline.takeBack(e);
      throw e;
    }
  }

  private boolean isStatic() {
    return called.getReferenceKind() == MethodHandleInfo.REF_invokeStatic;
  }

  private String name() {
    List<String> parameters = new ArrayList<>();
    for (Class<?> parameter : called.getMethodType().parameterArray()) {
      parameters.add(parameter.getTypeName());
    }
    return called.getDeclaringClass().getName()
        + "."
        + called.getName()
        + "("
        + String.join(", ", parameters)
        + ")";
  }

  private synchronized void learn(@Nullable Object receiver, Gate.@Nullable Reached reached) {
    Class<?> type = receiver == null ? null : receiver.getClass();
    Link link =
        reached == null || isKnown(type) || links.size() == MOST_CLASSES || !outlives(type)
            ? null
            : linkTo(type, reached);
    if (link != null) {
      links.add(link);
      relink();
    } else if (++misses == MOST_MISSES) {
      relink();
    }
  }

  /**
   * Says whether what was reached is the called method of the object itself: the frames of lambdas
   * and method references, which may lie between, are not to be seen.
   */
  private boolean isItself(@Nullable Class<?> type, Gate.Reached reached) {
    Class<?> owner = reached.gate().owner().lookupClass();
    StackFrame visible = reached.visible();
    return visible.getMethodName().equals(called.getName())
        && visible.getMethodType().equals(called.getMethodType())
        && (type == null
            ? owner == called.getDeclaringClass()
            : owner.isAssignableFrom(type) && !type.isHidden());
  }

  /** Says whether there is a link, whose gate was closed. */
  private boolean isKnown(@Nullable Class<?> type) {
    return links.stream().anyMatch(link -> link.receiver == type);
  }

  /** What cannot be linked, for whatever reason, is called as it is. */
  private @Nullable Link linkTo(@Nullable Class<?> type, Gate.Reached reached) {
    try {
      return isItself(type, reached)
          ? new Link(type, Handles.isOpen(reached), Handles.body(type(), isStatic(), reached))
          : null;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  /** Says whether a class is there for as long as the caller is, so that it may be kept. */
  private boolean outlives(@Nullable Class<?> type) {
    ClassLoader wanted = type == null ? null : type.getClassLoader();
    ClassLoader at = caller.lookupClass().getClassLoader();
    while (at != null && at != wanted) {
      at = at.getParent();
    }
    return at == wanted;
  }

  private void relink() {
    MethodHandle target = misses < MOST_MISSES ? asking : generic;
    MethodHandle rest = target;
    for (int i = links.size() - 1; i >= 0; i--) {
      Link link = links.get(i);
      MethodHandle gated = MethodHandles.guardWithTest(link.isOpen, link.body, rest);
      target =
          link.receiver == null
              ? gated
              : MethodHandles.guardWithTest(
                  Handles.isExactly(link.receiver, type().parameterType(0)), gated, target);
    }
    setTarget(target);
  }

  /** One call of a visible method that shows where it arrives. */
  static final class Probe {
    private static final ThreadLocal<@Nullable Probe> CURRENT = new ThreadLocal<>();

    Gate.@Nullable Reached reached;

    static @Nullable Probe current() {
      return CURRENT.get();
    }

    Awaitable<?> call(MethodHandle visible, @Nullable Object[] arguments) throws Throwable {
      MethodHandle spread =
          visible
              .asSpreader(Object[].class, arguments.length)
              .asType(methodType(Awaitable.class, Object[].class));
      Probe outer = CURRENT.get();
      CURRENT.set(this);
      Gate.probing = true;
      try {
        return (Awaitable<?>) spread.invokeExact(arguments);
      } finally {
        Gate.probing = false;
        if (outer == null) {
          CURRENT.remove();
        } else {
          CURRENT.set(outer);
        }
      }
    }

    /** Says whether a frame is that of {@link #call}. */
    static boolean isCall(StackFrame frame) {
      return frame.getDeclaringClass() == Probe.class && frame.getMethodName().equals("call");
    }
  }
}
