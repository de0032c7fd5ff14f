package dev.simmer.lint;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/**
 * Tells in which mode a channel is, as far as its class shows. A channel is born in blocking mode:
 *
 * <pre>
 * SocketChannel channel = SocketChannel.open();
 * channel.configureBlocking(false);
 * </pre>
 *
 * <p>It is enough that the class turns that off somewhere, or registers the channel, which takes
 * one that does not block. That believes a little too much rather than accuse the innocent.
 */
final class ChannelModes {

  /** What is known of a channel. */
  enum Mode {
    BLOCKING,
    NON_BLOCKING,
    UNKNOWN
  }

  private static final String CHANNELS = "java.nio.channels.";

  /** Methods that return the channel itself. */
  private static final Set<String> SAME = Set.of("bind", "setOption", "connect");

  private static final int MAX_DEPTH = 8;

  private final Compilation compilation;
  private final ClassFacts facts;

  ChannelModes(Compilation compilation, ClassFacts facts) {
    this.compilation = compilation;
    this.facts = facts;
  }

  /** Returns the mode of the channel that a method is called on. */
  Mode of(Call call) {
    Set<Element> names = new HashSet<>();
    Mode born = call.receiver() == null ? Mode.UNKNOWN : born(call.receiver(), names, 0);
    boolean knowsOfModes = false;
    boolean isHandedOn = false;
    for (Body body : facts.bodies()) {
      for (Call other : body.calls()) {
        boolean turnsOff = turnsOff(other);
        if (turnsOff && other.receiver() != null && mentions(other.receiver(), names)) {
          return Mode.NON_BLOCKING;
        }
        knowsOfModes |= turnsOff || isOfSelector(other);
        isHandedOn |=
            !isOfChannels(other)
                && other.arguments().stream().anyMatch(argument -> mentions(argument, names));
      }
    }
    if (born == Mode.BLOCKING && !isHandedOn) {
      return born;
    }
    return born == Mode.NON_BLOCKING || knowsOfModes ? Mode.NON_BLOCKING : Mode.UNKNOWN;
  }

  /** Goes back to where the channel was made, and collects the variables on the way. */
  private Mode born(TreePath expression, Set<Element> names, int depth) {
    TreePath value = Paths.value(expression);
    if (depth > MAX_DEPTH) {
      return Mode.UNKNOWN;
    }
    if (value.getLeaf() instanceof MethodInvocationTree invocation) {
      return ofResult(value, invocation, names, depth);
    }
    if (compilation.element(value) instanceof VariableElement variable) {
      names.add(variable);
      TreePath only = facts.bindings().onlyValueOf(variable);
      return only == null ? Mode.UNKNOWN : born(only, names, depth + 1);
    }
    return Mode.UNKNOWN;
  }

  private Mode ofResult(
      TreePath path, MethodInvocationTree invocation, Set<Element> names, int depth) {
    TreePath select = Paths.inside(new TreePath(path, invocation.getMethodSelect()));
    if (!(compilation.element(select) instanceof ExecutableElement method)
        || !compilation.key(method).owner().startsWith(CHANNELS)) {
      return Mode.UNKNOWN;
    }
    String name = method.getSimpleName().toString();
    TreePath receiver =
        select.getLeaf() instanceof MemberSelectTree member
            ? new TreePath(select, member.getExpression())
            : null;
    if (name.equals("configureBlocking")) {
      return isTrue(invocation.getArguments()) ? Mode.BLOCKING : Mode.NON_BLOCKING;
    }
    if (receiver != null && (SAME.contains(name) || name.equals("source") || name.equals("sink"))) {
      return born(receiver, names, depth + 1);
    }
    return switch (name) {
      case "open", "accept" -> Mode.BLOCKING;
      case "channel" -> Mode.NON_BLOCKING; // of a key: only such a channel can be registered
      default -> Mode.UNKNOWN;
    };
  }

  private static boolean turnsOff(Call call) {
    return isOfChannels(call)
        && (call.name().equals("register")
            || (call.name().equals("configureBlocking")
                && !isTrue(call.arguments().stream().map(TreePath::getLeaf).toList())));
  }

  private static boolean isTrue(List<?> arguments) {
    return arguments.size() == 1
        && arguments.get(0) instanceof LiteralTree literal
        && Boolean.TRUE.equals(literal.getValue());
  }

  private static boolean isOfChannels(Call call) {
    return call.receiverType().getQualifiedName().toString().startsWith(CHANNELS);
  }

  private static boolean isOfSelector(Call call) {
    String type = call.receiverType().getQualifiedName().toString();
    return type.equals(CHANNELS + "Selector") || type.equals(CHANNELS + "SelectionKey");
  }

  private boolean mentions(TreePath expression, Set<Element> names) {
    return Uses.anyIn(compilation, expression, names) || namesField(expression, names);
  }

  private boolean namesField(TreePath expression, Set<Element> names) {
    return expression.getLeaf() instanceof MemberSelectTree
        && names.contains(compilation.element(expression));
  }
}
