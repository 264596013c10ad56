package com.klaro.api.web.page;

import com.klaro.api.web.problem.ProblemType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One line to fill in.
///
/// @param name in the JSON that is sent
/// @param hint what will do, said before it is typed; may be empty
/// @param autocomplete what a browser or a password manager offers for it (WCAG 1.3.5)
/// @param after a refusal that says it is needed; it is not there before. Null: it is always there
public record FormField(
    String name,
    String label,
    String hint,
    String type,
    String autocomplete,
    @Nullable ProblemType after) {

  public FormField(String name, String label, String hint, String type, String autocomplete) {
    this(name, label, hint, type, autocomplete, null);
  }

  public static FormField fullName(String name, String label) {
    return new FormField(name, label, "", "text", "name");
  }

  public static FormField email(String name, String label) {
    return new FormField(name, label, "", "email", "email");
  }

  public static FormField newPassword(String name, String label, String hint) {
    return new FormField(name, label, hint, "password", "new-password");
  }

  public static FormField password(String name, String label) {
    return new FormField(name, label, "", "password", "current-password");
  }

  /// @param after the refusal that asks for it
  public static FormField code(String name, String label, String hint, ProblemType after) {
    return new FormField(name, label, hint, "text", "one-time-code", after);
  }

  /// The error stands before the input, so that a keyboard on a screen does not hide it.
  String html() {
    return """
    <div class="field"%9$s>
    <label for="%1$s">%2$s</label>
    %3$s<p class="error" id="%1$s-error"></p>
    <input id="%1$s" name="%1$s" type="%4$s" autocomplete="%5$s" required spellcheck="false" autocapitalize="%6$s" aria-describedby="%7$s%1$s-error">
    %8$s</div>
    """
        .formatted(
            Html.escaped(name),
            Html.escaped(label),
            hint.isEmpty()
                ? ""
                : "<p class=\"hint\" id=\"%s-hint\">%s</p>\n"
                    .formatted(Html.escaped(name), Html.escaped(hint)),
            Html.escaped(type),
            Html.escaped(autocomplete),
            autocomplete.equals("name") ? "words" : "none",
            hint.isEmpty() ? "" : Html.escaped(name) + "-hint ",
            type.equals("password") ? toggle() : "",
            after == null ? "" : " data-after=\"" + after.wireName() + "\" hidden");
  }

  private String toggle() {
    return """
    <label class="toggle"><input type="checkbox" data-shows="%s"> Show %s</label>
    """
        .formatted(Html.escaped(name), Html.escaped(label.toLowerCase(Locale.ENGLISH)));
  }
}
