package com.klaro.api.web.page;

import com.klaro.api.web.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One line to fill in, or to choose in.
///
/// @param name in the JSON that is sent
/// @param hint what will do, said before it is typed; may be empty
/// @param autocomplete what a browser or a password manager offers for it (WCAG 1.3.5)
/// @param after a refusal that says it is needed; it is not there before. Null: it is always there
/// @param optional left empty, it is not sent
/// @param choices values and what each is called; none where anything may be typed
public record FormField(
    String name,
    String label,
    String hint,
    String type,
    String autocomplete,
    @Nullable ProblemType after,
    boolean optional,
    List<Choice> choices) {

  /// @param value what is sent; empty for nothing
  public record Choice(String value, String name) {}

  public FormField {
    choices = List.copyOf(choices);
  }

  public FormField(String name, String label, String hint, String type, String autocomplete) {
    this(name, label, hint, type, autocomplete, null, false, List.of());
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
    return new FormField(name, label, hint, "text", "one-time-code", after, false, List.of());
  }

  /// @param autocomplete `off` where a browser knows nothing that would do
  public static FormField optional(String name, String label, String hint, String autocomplete) {
    return new FormField(name, label, hint, "text", autocomplete, null, true, List.of());
  }

  /// @param choices the first of them stands there
  public static FormField choice(
      String name, String label, String hint, String autocomplete, List<Choice> choices) {
    return new FormField(name, label, hint, "", autocomplete, null, true, choices);
  }

  /// The error stands before the input, so that a keyboard on a screen does not hide it.
  String html() {
    return """
    <div class="field"%6$s>
    <label for="%1$s">%2$s</label>
    %3$s<p class="error" id="%1$s-error"></p>
    %4$s
    %5$s</div>
    """
        .formatted(
            Html.escaped(name),
            Html.escaped(label),
            hint.isEmpty()
                ? ""
                : "<p class=\"hint\" id=\"%s-hint\">%s</p>\n"
                    .formatted(Html.escaped(name), Html.escaped(hint)),
            choices.isEmpty() ? input() : select(),
            type.equals("password") ? toggle() : "",
            after == null ? "" : " data-after=\"" + after.wireName() + "\" hidden");
  }

  private String input() {
    return """
    <input type="%s"%s spellcheck="false" autocapitalize="%s">\
    """
        .formatted(Html.escaped(type), common(), autocomplete.equals("name") ? "words" : "none");
  }

  private String select() {
    return choices.stream()
        .map(it ->
            "<option value=\"%s\">%s</option>\n"
                .formatted(Html.escaped(it.value()), Html.escaped(it.name())))
        .collect(Collectors.joining("", "<select" + common() + ">\n", "</select>"));
  }

  private String common() {
    return " id=\"%1$s\" name=\"%1$s\" autocomplete=\"%2$s\"%3$s aria-describedby=\"%4$s%1$s-error\""
        .formatted(
            Html.escaped(name),
            Html.escaped(autocomplete),
            optional ? "" : " required",
            hint.isEmpty() ? "" : Html.escaped(name) + "-hint ");
  }

  private String toggle() {
    return """
    <label class="toggle"><input type="checkbox" data-shows="%s"> Show %s</label>
    """
        .formatted(Html.escaped(name), Html.escaped(label.toLowerCase(Locale.ENGLISH)));
  }
}
