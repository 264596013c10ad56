package com.klaro.sandbox.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.sandbox.http.Json;
import com.klaro.sandbox.http.Refused;
import com.klaro.sandbox.http.Reply;
import com.klaro.sandbox.http.Request;
import com.klaro.sandbox.http.Routes;
import java.util.ArrayList;
import java.util.List;

/// The part of Mailpit's HTTP API that reads and empties a mailbox.
final class MailboxApi {
  private static final int PAGE = 50;

  private final MailStore store;

  MailboxApi(MailStore store) {
    this.store = store;
  }

  Routes on(Routes routes) {
    return routes
        .on("GET", "/api/v1/messages", request -> list(request, store.all()))
        .on("DELETE", "/api/v1/messages", this::delete)
        .on("GET", "/api/v1/search", this::search)
        .on("GET", "/api/v1/message/{id}", this::message)
        .on(
            "GET",
            "/api/v1/message/{id}/headers",
            request -> Reply.json(200, MailpitJson.headers(mail(request))))
        .on("GET", "/api/v1/message/{id}/raw", this::raw);
  }

  private Reply list(Request request, List<ParsedMail> found) {
    return Reply.json(
        200,
        MailpitJson.list(
            store, found, number(request, "start", 0), number(request, "limit", PAGE)));
  }

  private Reply search(Request request) {
    String query =
        request
            .query("query")
            .orElseThrow(() -> new Refused(400, "The parameter query is missing."));
    return list(request, store.all().stream().filter(MailSearch.parse(query)).toList());
  }

  private Reply message(Request request) {
    ParsedMail mail = mail(request);
    store.markRead(mail.id());
    return Reply.json(200, MailpitJson.message(mail));
  }

  private Reply raw(Request request) {
    return Reply.of(200, "text/plain; charset=utf-8", mail(request).stored().raw());
  }

  /// Without a list of ids it means all of them.
  private Reply delete(Request request) {
    JsonNode ids = request.body().length() == 0 ? Json.object() : Json.body(request).path("IDs");
    if (ids.isEmpty()) {
      store.deleteAll();
    } else {
      List<String> wanted = new ArrayList<>();
      ids.forEach(id -> wanted.add(id.asText()));
      store.delete(wanted);
    }
    return Reply.text("ok");
  }

  private ParsedMail mail(Request request) {
    String id = request.parameter("id");
    return (id.equals("latest") ? store.all().stream().findFirst() : store.find(id))
        .orElseThrow(() -> new Refused(404, "There is no mail " + id + "."));
  }

  private static int number(Request request, String name, int usual) {
    return request.query(name).map(value -> number(name, value)).orElse(usual);
  }

  private static int number(String name, String value) {
    if (!value.matches("[0-9]{1,9}")) {
      throw new Refused(400, "The parameter " + name + " must be a number.");
    }
    return Integer.parseInt(value);
  }
}
