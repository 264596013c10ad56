package com.klaro.api.web.page;

import com.klaro.api.web.problem.ProblemType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A page with one form. Its script sends what was typed as JSON to a route of ours and shows what
/// came of it; of the request that asked for the page nothing is on it.
///
/// @param lead what this is about, in front of the form
/// @param route that takes what was typed, by POST
/// @param withToken whether `token` goes along, from behind the `#` of the address
/// @param done in the place of the form, after a success
/// @param refusals the same for refusals after which the form is of no use
/// @param sessions where what was typed begins a session, for a route that wants one: it ends as
///   soon as the route has answered, and the token is all that the route gets
/// @param ways below the lead, for whom the form is not for yet
public record FormPage(
    String title,
    String lead,
    String route,
    boolean withToken,
    List<FormField> fields,
    String button,
    Panel done,
    Map<ProblemType, Panel> refusals,
    @Nullable String sessions,
    List<Panel.Way> ways) {

  static final String TYPE = "text/html;charset=utf-8";

  private static final String POLICY = PagePolicy.strict().text();

  /// @throws IllegalArgumentException when it would say nothing to whom it gets no token from
  public FormPage {
    fields = List.copyOf(fields);
    refusals = Map.copyOf(refusals);
    ways = List.copyOf(ways);
    if (withToken && !refusals.containsKey(ProblemType.INVALID_TOKEN)) {
      throw new IllegalArgumentException("A page with a token says what to do without: " + title);
    }
  }

  public FormPage(
      String title,
      String lead,
      String route,
      boolean withToken,
      List<FormField> fields,
      String button,
      Panel done,
      Map<ProblemType, Panel> refusals) {
    this(title, lead, route, withToken, fields, button, done, refusals, null);
  }

  public FormPage(
      String title,
      String lead,
      String route,
      boolean withToken,
      List<FormField> fields,
      String button,
      Panel done,
      Map<ProblemType, Panel> refusals,
      @Nullable String sessions) {
    this(title, lead, route, withToken, fields, button, done, refusals, sessions, List.of());
  }

  /// @param to null where there is no such page
  public FormPage leadingTo(String words, @Nullable URI to) {
    return new FormPage(
        title,
        lead,
        route,
        withToken,
        fields,
        button,
        done,
        refusals,
        sessions,
        Panel.Way.and(ways, words, to));
  }

  public Response answer() {
    return Response.ok(html(), TYPE).header(PagePolicy.HEADER, POLICY).build();
  }

  String html() {
    return """
    %8$s<script type="module" src="/pages/assets/form.js"></script>
    </head>
    <body>
    <main>
    <noscript>
    <h1>%1$s</h1>
    <p>This page needs JavaScript, and yours is switched off. Switch it on for this page, then load it again.</p>
    </noscript>
    <section data-state="form" hidden>
    <h1 tabindex="-1">%1$s</h1>
    <p>%2$s</p>
    %9$s<div class="summary" role="alert" tabindex="-1"></div>
    <form method="post" action="%3$s"%4$s novalidate>
    %5$s<button type="submit">%6$s</button>
    </form>
    </section>
    %7$s</main>
    </body>
    </html>
    """
        .formatted(
            Html.escaped(title),
            Html.escaped(lead),
            Html.escaped(route),
            (withToken ? " data-token" : "") + session(),
            String.join("", fields.stream().map(FormField::html).toList()),
            Html.escaped(button),
            panels(),
            Html.head(title),
            Panel.links(ways));
  }

  private String session() {
    return sessions == null ? "" : " data-session=\"%s\"".formatted(Html.escaped(sessions));
  }

  private String panels() {
    var all = new StringBuilder(done.html("done"));
    new TreeMap<>(refusals).forEach((type, it) -> all.append(it.html(type.wireName())));
    return all.toString();
  }
}
