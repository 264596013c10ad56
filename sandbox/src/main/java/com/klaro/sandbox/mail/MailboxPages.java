package com.klaro.sandbox.mail;

import com.klaro.sandbox.http.Content;
import com.klaro.sandbox.http.Html;
import com.klaro.sandbox.http.Refused;
import com.klaro.sandbox.http.Reply;
import com.klaro.sandbox.http.Request;
import com.klaro.sandbox.http.Routes;
import java.util.List;

/// The mailbox for people. Mail is written by strangers: its HTML is shown in a frame without
/// scripts, forms or an origin of its own, and everything else is escaped.
final class MailboxPages {
  private static final int SHOWN = 200;
  private static final String PAGE_POLICY =
      "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
  private static final String MAIL_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none';"
          + " frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

  private final MailStore store;

  MailboxPages(MailStore store) {
    this.store = store;
  }

  Routes on(Routes routes) {
    return routes
        .on("GET", "/", _ -> page("Mailbox", list(store.all())))
        .on("GET", "/view/{id}", this::one)
        .on("GET", "/view/{id}/html", this::html)
        .on("GET", "/style.css", _ -> Reply.of(200, "text/css", Content.of(STYLE)));
  }

  private String list(List<ParsedMail> mails) {
    if (mails.isEmpty()) {
      return "<p>No mail yet.</p>";
    }
    StringBuilder rows = new StringBuilder();
    mails.stream().limit(SHOWN).forEach(mail -> rows.append(row(mail)));
    return """
    <table><caption>%d mails, the newest %d shown</caption>
    <thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Received</th></tr></thead>
    <tbody>%s</tbody></table>\
    """
        .formatted(mails.size(), Math.min(SHOWN, mails.size()), rows);
  }

  private String row(ParsedMail mail) {
    String subject = mail.subject().isBlank() ? "(no subject)" : mail.subject();
    String unread = store.isRead(mail.id()) ? "" : " <strong>unread</strong>";
    return "<tr><td><a href=\"/view/%s\">%s</a>%s</td><td>%s</td><td><time>%s</time></td></tr>\n"
        .formatted(
            Html.escape(mail.id()),
            Html.escape(subject),
            unread,
            Html.escape(String.join(", ", mail.stored().recipients())),
            mail.stored().received());
  }

  private Reply one(Request request) {
    ParsedMail mail = mail(request);
    store.markRead(mail.id());
    String id = Html.escape(mail.id());
    String html =
        mail.html().isEmpty()
            ? ""
            : "<h2>As HTML</h2><iframe title=\"The mail as HTML\" src=\"/view/"
                + id
                + "/html\"></iframe>";
    String content =
        """
        <p><a href="/">All mail</a></p>
        <dl><dt>From</dt><dd>%s</dd><dt>To</dt><dd>%s</dd><dt>Received</dt><dd><time>%s</time></dd></dl>
        <h2>As text</h2><pre>%s</pre>
        %s
        <p><a href="/api/v1/message/%s/raw">As it came</a></p>\
        """
            .formatted(
                Html.escape(mail.header("From")),
                Html.escape(String.join(", ", mail.stored().recipients())),
                mail.stored().received(),
                Links.clickable(mail.text()),
                html,
                id);
    return page(mail.subject().isBlank() ? "(no subject)" : mail.subject(), content);
  }

  /// Links open outside the frame, where they work as they would in a mail program.
  private Reply html(Request request) {
    return Reply.html("<base target=\"_blank\">" + mail(request).html())
        .with("Content-Security-Policy", MAIL_POLICY)
        .with("Referrer-Policy", "no-referrer");
  }

  private ParsedMail mail(Request request) {
    return store
        .find(request.parameter("id"))
        .orElseThrow(() -> new Refused(404, "There is no such mail."));
  }

  private static Reply page(String title, String content) {
    String page =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%1$s</title><link rel="stylesheet" href="/style.css"></head>
        <body><main><h1>%1$s</h1>
        %2$s
        </main></body></html>
        """
            .formatted(Html.escape(title), content);
    return Reply.html(page)
        .with("Content-Security-Policy", PAGE_POLICY)
        .with("Referrer-Policy", "no-referrer");
  }

  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; }
      main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
      table { border-collapse: collapse; width: 100%; }
      caption { text-align: left; padding-bottom: .5rem; }
      th, td { text-align: left; padding: .5rem; border-bottom: 1px solid; overflow-wrap: anywhere; }
      dt { font-weight: bold; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      iframe { width: 100%; height: 40rem; border: 1px solid; background: white; }
      """;
}
