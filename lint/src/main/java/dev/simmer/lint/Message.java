package dev.simmer.lint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words one report the way every report of Simmer is worded: a first line that is enough in a log,
 * then where, along which path, why, what to write instead, and the page.
 *
 * <pre>{@code
 * Message.of("async-await-outside", "await() in Pages.show, which is not @Async")
 *     .why("only rewritten code can suspend")
 *     .fix("@Async Coroutine<Void> show() { … }")
 *     .text();
 * }</pre>
 *
 * <p>Instances are immutable. No part but the fact is required; a part that is null is left out.
 *
 * @param id what stands in brackets and names the page
 * @param fact one fact in the user's own names
 * @param where a second place that matters
 * @param path the calls that lead to the fact, one hop an entry
 * @param why the rule and the harm it prevents
 * @param fix what to write instead, as code
 */
public record Message(
    String id,
    String fact,
    @Nullable String where,
    List<String> path,
    @Nullable String why,
    @Nullable String fix) {

  /** Where the pages live: a path in the repository until they have an address of their own. */
  private static final String PAGES = "docs/diagnostics/";

  /** Copies the path, so that the message stays what it is. */
  public Message {
    path = List.copyOf(path);
  }

  /** Starts a message from its id and its fact. */
  public static Message of(String id, String fact) {
    return new Message(id, fact, null, List.of(), null, null);
  }

  /** Returns the page that explains {@code id}. */
  public static String page(String id) {
    return PAGES + id + ".md";
  }

  /** Returns this message with a second place that matters. */
  public Message where(String place) {
    return new Message(id, fact, place, path, why, fix);
  }

  /** Returns this message with the calls that lead to the fact. */
  public Message path(List<String> hops) {
    return new Message(id, fact, where, hops, why, fix);
  }

  /** Returns this message with the rule and the harm it prevents. */
  public Message why(String reason) {
    return new Message(id, fact, where, path, reason, fix);
  }

  /** Returns this message with what to write instead. */
  public Message fix(String replacement) {
    return new Message(id, fact, where, path, why, replacement);
  }

  /** Returns the whole text, the first line first. */
  public String text() {
    StringBuilder text = new StringBuilder("[").append(id).append("] ").append(fact);
    append(text, "where:", where);
    String label = "path: ";
    for (String hop : path) {
      append(text, label, hop);
      label = "      ";
    }
    append(text, "why:  ", why);
    append(text, "fix:  ", fix);
    append(text, "see:  ", page(id));
    return text.toString();
  }

  private static void append(StringBuilder text, String label, @Nullable String part) {
    if (part != null) {
      text.append("\n  ").append(label).append("  ").append(part);
    }
  }
}
