package dev.simmer.lint;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** What one method does that a proof has to account for. */
sealed interface Step {

  /** Returns how a message calls it; empty for what is written in place. */
  String shown();

  /** Returns the file and line. */
  String place();

  /** Returns what to write instead, or null. */
  @Nullable String fix();

  /**
   * A call that leads to one place, or to one of a few, all of them known.
   *
   * @param targets the methods that may run
   */
  record Known(List<MethodKey> targets, String shown, String place, @Nullable String fix)
      implements Step {
    public Known {
      targets = List.copyOf(targets);
    }

    Known(MethodKey target, String shown, String place, @Nullable String fix) {
      this(List.of(target), shown, place, fix);
    }
  }

  /**
   * A call whose receiver can be of any class below a type, known once every class is there.
   *
   * @param method what is called
   * @param type the static type of the receiver
   */
  record Virtual(
      ExecutableElement method, TypeElement type, String shown, String place, @Nullable String fix)
      implements Step {}

  /**
   * Something that cannot be proved.
   *
   * @param reason why, as the rest of a sentence
   */
  record Gap(String shown, String reason, String place, @Nullable String fix) implements Step {}

  /**
   * A call on an object of the JDK that could be of another class.
   *
   * @param shown the type that is taken for the JDK's own
   */
  record Premise(String shown, String place) implements Step {
    @Override
    public @Nullable String fix() {
      return null;
    }
  }
}
