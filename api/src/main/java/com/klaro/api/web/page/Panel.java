package com.klaro.api.web.page;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands on the page in the place of the form, once something came of it.
public record Panel(String title, String text, List<Way> ways) {

  /// A link to what comes next.
  public record Way(String words, URI to) {

    /// @param to null where there is no such page
    static List<Way> and(List<Way> ways, String words, @Nullable URI to) {
      return to == null
          ? ways
          : Stream.concat(ways.stream(), Stream.of(new Way(words, to))).toList();
    }
  }

  public Panel {
    ways = List.copyOf(ways);
  }

  public Panel(String title, String text) {
    this(title, text, List.of());
  }

  /// @param to null where there is no such page
  public Panel leadingTo(String words, @Nullable URI to) {
    return new Panel(title, text, Way.and(ways, words, to));
  }

  /// By itself, as a page without a form.
  public Response answer() {
    String html =
        """
        %s</head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
            .formatted(Html.head(title), section(""));
    return Response.ok(html, FormPage.TYPE)
        .header(PagePolicy.HEADER, PagePolicy.strict().text())
        .build();
  }

  /// @param state that the script shows it in
  String html(String state) {
    return section(" data-state=\"%s\" hidden".formatted(Html.escaped(state)));
  }

  private String section(String attributes) {
    return """
    <section%s>
    <h1 tabindex="-1">%s</h1>
    <p>%s</p>
    %s</section>
    """
        .formatted(attributes, Html.escaped(title), Html.escaped(text), links(ways));
  }

  static String links(List<Way> ways) {
    var links = new StringBuilder();
    for (Way way : ways) {
      links.append(
          "<p><a href=\"%s\">%s</a></p>\n"
              .formatted(Html.escaped(way.to().toString()), Html.escaped(way.words())));
    }
    return links.toString();
  }
}
