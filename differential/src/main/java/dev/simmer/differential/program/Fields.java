package dev.simmer.differential.program;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Declares the fields that a program mentions, and a method that sets the static ones back before
 * each run.
 */
final class Fields {
  /** Where they go. */
  static final String PLACE = "/* fields */";

  private Fields() {}

  static String of(String code) {
    Set<String> names = new HashSet<>(List.of(code.split("\\W+")));
    StringBuilder fields = new StringBuilder();
    StringBuilder reset = new StringBuilder("static void reset() {");
    for (Kind kind : Kind.ALL) {
      String first = kind.literals.get(0);
      String shared = Context.field(Context.STATIC_FIELD, kind);
      if (names.contains(shared)) {
        reset.append(' ').append(shared).append(" = ").append(first).append(';');
        fields.append("static ").append(kind.java).append(' ').append(shared).append(";\n  ");
      }
      String own = Context.field(Context.INSTANCE_FIELD, kind);
      if (names.contains(own)) {
        fields
            .append(kind.java)
            .append(' ')
            .append(own)
            .append(" = ")
            .append(first)
            .append(";\n  ");
      }
    }
    return fields.append(reset).append(" }").toString();
  }
}
