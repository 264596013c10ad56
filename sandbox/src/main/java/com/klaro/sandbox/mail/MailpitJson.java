package com.klaro.sandbox.mail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.sandbox.http.Json;
import java.util.List;
import java.util.Map;

/// Mails in the JSON of Mailpit's API.
final class MailpitJson {
  private MailpitJson() {}

  /// A page of `found`, which is a part of everything in the store.
  static ObjectNode list(MailStore store, List<ParsedMail> found, int start, int limit) {
    List<ParsedMail> all = store.all();
    List<ParsedMail> page = found.stream().skip(start).limit(limit).toList();
    ObjectNode json = Json.object();
    json.put("total", all.size());
    json.put("unread", unread(store, all));
    json.put("count", page.size());
    json.put("messages_count", found.size());
    json.put("messages_unread", unread(store, found));
    json.put("start", start);
    json.putArray("tags");
    json.set(
        "messages",
        Json.array(page.stream().map(mail -> summary(mail, store.isRead(mail.id()))).toList()));
    return json;
  }

  private static long unread(MailStore store, List<ParsedMail> mails) {
    return mails.stream().filter(mail -> !store.isRead(mail.id())).count();
  }

  private static ObjectNode summary(ParsedMail mail, boolean read) {
    ObjectNode json = people(mail).put("Read", read);
    json.put("Created", mail.stored().received().toString());
    json.put("Username", "");
    json.put("Attachments", mail.parts().stream().filter(part -> !part.inline()).count());
    json.put("Snippet", mail.snippet());
    return json;
  }

  static ObjectNode message(ParsedMail mail) {
    ObjectNode json = people(mail);
    json.put("ReturnPath", mail.stored().sender());
    json.put("Date", mail.date().toString());
    json.put("Username", "");
    json.put("Text", mail.text());
    json.put("HTML", mail.html());
    json.set("Inline", parts(mail, true));
    json.set("Attachments", parts(mail, false));
    return json;
  }

  static ObjectNode headers(ParsedMail mail) {
    ObjectNode json = Json.object();
    for (Map.Entry<String, List<String>> header : mail.headers().entrySet()) {
      header.getValue().forEach(json.putArray(header.getKey())::add);
    }
    return json;
  }

  private static ObjectNode people(ParsedMail mail) {
    ObjectNode json = Json.object();
    json.put("ID", mail.id());
    json.put("MessageID", mail.messageId());
    json.set(
        "From", mail.addresses("From").stream().findFirst().map(MailpitJson::address).orElse(null));
    json.set("To", addresses(mail.addresses("To")));
    json.set("Cc", addresses(mail.addresses("Cc")));
    json.set("Bcc", addresses(mail.hidden()));
    json.set("ReplyTo", addresses(mail.addresses("Reply-To")));
    json.put("Subject", mail.subject());
    json.put("Size", mail.stored().raw().length());
    json.putArray("Tags");
    return json;
  }

  private static ArrayNode addresses(List<MailAddress> all) {
    return Json.array(all.stream().map(MailpitJson::address).toList());
  }

  private static ObjectNode address(MailAddress one) {
    return Json.object().put("Name", one.name()).put("Address", one.address());
  }

  private static ArrayNode parts(ParsedMail mail, boolean inline) {
    return Json.array(
        mail.parts().stream()
            .filter(part -> part.inline() == inline)
            .map(part ->
                Json.object()
                    .put("PartID", part.number())
                    .put("FileName", part.fileName())
                    .put("ContentType", part.contentType())
                    .put("ContentID", part.contentId())
                    .put("Size", part.size()))
            .toList());
  }
}
