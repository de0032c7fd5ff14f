package dev.simmer.lint;

import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether one call blocks, from the catalogue, the annotations and what is known about its
 * receiver and arguments. The policy, in order:
 *
 * <ol>
 *   <li>an annotation on the callee is believed;
 *   <li>a callee whose body is part of this compilation is not in the catalogue: its body speaks;
 *   <li>the receiver's exact type decides where it is known, else its static type;
 *   <li>a wrapper does what the wrapped stream does; wrapping something unknown, it does nothing;
 *   <li>a wait of zero, an address in digits, a future known to be done and a channel that was told
 *       not to do not block.
 * </ol>
 */
final class BlockingCalls {

  private static final Pattern LITERAL_ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.%]*:.*");

  private static final String TIME_UNIT = "Ljava/util/concurrent/TimeUnit;";

  private final Compilation compilation;
  private final ExactTypes exactTypes;
  private final ChannelModes channelModes;
  private final Doneness doneness;

  BlockingCalls(Compilation compilation, ClassFacts facts) {
    this.compilation = compilation;
    this.exactTypes = new ExactTypes(compilation, facts.bindings());
    this.channelModes = new ChannelModes(compilation, facts);
    this.doneness = new Doneness(compilation, facts.bindings());
  }

  Optional<Blocking> find(Call call) {
    ExecutableElement method = call.method();
    if (method != null) {
      if (compilation.vocabulary().isNonBlocking(method)) {
        return Optional.empty();
      }
      if (compilation.vocabulary().isBlocking(method)) {
        return Optional.of(new Blocking(nameOf(call), "annotated", Tier.CERTAIN, null));
      }
    }
    // Rows of a jar are read when its types are first seen, so that comes before the question.
    List<String> types = compilation.hierarchy().nearestFirst(call.receiverType());
    Optional<Blocking> parallel = ParallelStreams.find(call, types.get(0));
    if (parallel.isPresent()) {
      return parallel;
    }
    if (compilation.catalogue().knowsNothingOf(types, call.name())) {
      return Optional.empty();
    }
    ExactType exact = call.receiver() == null ? null : exactTypes.of(call.receiver());
    Row row = row(call, exact).orElse(null);
    if (row == null || !(row.knowledge() instanceof Row.Blocks blocks)) {
      return Optional.empty();
    }
    if (method != null && (hasBodyInSource(method) || (row.isAboutAll() && answersLater(method)))) {
      return Optional.empty();
    }
    if (waitsForNothing(call, blocks) || isExempt(call, blocks)) {
      return Optional.empty();
    }
    Tier tier = blocks.tier();
    if (call.isImplicit() && tier != Tier.CERTAIN) {
      return Optional.empty();
    }
    if (blocks.category().equals("sleep") && isZero(call, 0)) {
      tier = Tier.LIKELY;
    }
    if (blocks.unless() == Row.Unless.NON_BLOCKING
        && channelModes.of(call) == ChannelModes.Mode.UNKNOWN) {
      tier = Tier.LIKELY;
    }
    return Optional.of(new Blocking(nameOf(call), blocks.category(), tier, blocks.fix()));
  }

  /** Tells that the call is harmless, and that nobody has to look into the callee. */
  boolean isKnownHarmless(Call call) {
    List<String> types = compilation.hierarchy().nearestFirst(call.receiverType());
    if (compilation.catalogue().knowsNothingOf(types, call.name())) {
      return false;
    }
    return row(call, null).filter(row -> row.knowledge() instanceof Row.Harmless).isPresent();
  }

  /**
   * A type of which every method blocks may still have some that return at once, with a promise.
   */
  private boolean answersLater(ExecutableElement method) {
    TypeElement returned = compilation.classOf(method.getReturnType());
    return returned != null && compilation.hierarchy().isPromise(returned);
  }

  private boolean hasBodyInSource(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.ABSTRACT)
        && method.getEnclosingElement() instanceof TypeElement type
        && compilation.isInSource(type);
  }

  private Optional<Row> row(Call call, @Nullable ExactType exact) {
    List<String> types =
        call.name().equals("<init>")
            ? List.of(compilation.binaryName(call.receiverType()))
            : exact != null
                ? compilation.hierarchy().nearestFirst(exact)
                : compilation.hierarchy().nearestFirst(call.receiverType());
    Optional<Row> row = compilation.catalogue().blocking(types, call.name(), call.parameters());
    if (row.isPresent() && row.get().knowledge() instanceof Row.Through through) {
      return wrapped(through, exact);
    }
    return row;
  }

  /** Follows wrapper after wrapper to the stream that does the work. */
  private Optional<Row> wrapped(Row.Through outermost, @Nullable ExactType wrapper) {
    Row.Through through = outermost;
    ExactType outer = wrapper;
    while (outer != null) {
      ExactType inner = outer.arguments().get(through.argument());
      if (inner == null) {
        return Optional.empty();
      }
      Optional<Row> row =
          compilation
              .catalogue()
              .blockingByName(compilation.hierarchy().nearestFirst(inner), through.method());
      if (row.isEmpty() || !(row.get().knowledge() instanceof Row.Through deeper)) {
        return row;
      }
      through = deeper;
      outer = inner;
    }
    return Optional.empty();
  }

  /** Tells that the call does what a stream inside the receiver does, and nobody knows which. */
  boolean wrapsSomethingUnknown(Call call) {
    List<String> types = compilation.hierarchy().nearestFirst(call.receiverType());
    Row row = compilation.catalogue().blocking(types, call.name(), call.parameters()).orElse(null);
    ExactType outer = call.receiver() == null ? null : exactTypes.of(call.receiver());
    while (row != null && row.knowledge() instanceof Row.Through through) {
      ExactType inner = outer == null ? null : outer.arguments().get(through.argument());
      if (inner == null || !Platform.isPartOf(inner.name())) {
        return true;
      }
      types = compilation.hierarchy().nearestFirst(inner);
      row = compilation.catalogue().blockingByName(types, through.method()).orElse(null);
      outer = inner;
    }
    return false;
  }

  /** A timed wait of zero asks and goes on; a sleep of zero at least yields. */
  private boolean waitsForNothing(Call call, Row.Blocks blocks) {
    int unit = call.arguments().size() - 1;
    return !blocks.category().equals("sleep")
        && call.parameters().endsWith("J" + TIME_UNIT)
        && isZero(call, unit - 1);
  }

  private static boolean isZero(Call call, int index) {
    return index >= 0
        && index < call.arguments().size()
        && Paths.inside(call.arguments().get(index)).getLeaf() instanceof LiteralTree literal
        && literal.getValue() instanceof Number number
        && number.longValue() == 0;
  }

  private boolean isExempt(Call call, Row.Blocks blocks) {
    if (blocks.unless() == Row.Unless.DONE) {
      return doneness.isKnownDone(call);
    }
    if (blocks.unless() == Row.Unless.NON_BLOCKING) {
      return channelModes.of(call) == ChannelModes.Mode.NON_BLOCKING;
    }
    return blocks.unless() == Row.Unless.LITERAL && isLiteralAddress(call);
  }

  private boolean isLiteralAddress(Call call) {
    if (call.arguments().isEmpty()) {
      return false;
    }
    TreePath argument = Paths.inside(call.arguments().get(0));
    Object constant = constant(argument);
    if (constant instanceof String address) {
      return address.isEmpty() || LITERAL_ADDRESS.matcher(address).matches();
    }
    return argument.getLeaf() instanceof LiteralTree literal && literal.getValue() == null;
  }

  private @Nullable Object constant(TreePath expression) {
    if (expression.getLeaf() instanceof LiteralTree literal) {
      return literal.getValue();
    }
    return compilation.element(expression) instanceof VariableElement variable
        ? variable.getConstantValue()
        : null;
  }

  static String nameOf(Call call) {
    ExecutableElement method = call.method();
    TypeElement type = call.receiverType();
    if (method != null && method.getKind() == ElementKind.CONSTRUCTOR) {
      return "new " + Contexts.nameOf(type);
    }
    return Contexts.nameOf(type) + "." + call.name();
  }
}
