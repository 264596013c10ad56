package com.klaro.app.dev;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.api.ApiServer;
import com.klaro.app.RunFile;
import com.klaro.sandbox.control.ProviderServer;
import com.klaro.sandbox.mail.Mailbox;
import com.klaro.store.database.DatabaseAddress;
import java.util.List;

/// Writes down where everything is, in the shape outside checks rely on.
final class RunFileWriter {

  private RunFileWriter() {}

  /// @param nextAuth secrets of front ends, newest first
  static RunFile of(
      ApiServer api,
      ProviderServer sandbox,
      Mailbox mailbox,
      DevDatabase database,
      DevTemporal temporal,
      List<String> nextAuth) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("api", "http://127.0.0.1:" + api.port());
    tree.put("admin", "http://127.0.0.1:" + api.adminPort());
    api.tlsPort().ifPresent(port -> tree.put("tls", "https://127.0.0.1:" + port));
    tree.put("sandbox", sandbox.url());
    tree.put("mailbox", mailbox.url());
    tree.putObject("smtp").put("host", mailbox.smtpHost()).put("port", mailbox.smtpPort());
    DatabaseAddress address = database.address();
    tree.putObject("postgres")
        .put("host", address.host())
        .put("port", address.port())
        .put("database", address.database())
        .put("superuser", address.user())
        .put("password", address.password());
    ObjectNode where =
        tree.putObject("temporal")
            .put("kind", temporal.kind())
            .put("address", temporal.settings().address())
            .put("namespace", temporal.settings().namespace());
    where.put("ui", temporal.server() == null ? null : temporal.server().ui());
    ObjectNode secrets = tree.putObject("secrets");
    nextAuth.forEach(secrets.putArray("nextauth")::add);
    for (String name : List.of("stripe", "razorpay", "360dialog", "twilio")) {
      secrets.putArray(name);
    }
    secrets.putObject("whatsapp");
    ObjectNode pids = tree.putObject("pids").put("app", ProcessHandle.current().pid());
    if (database.server() != null) {
      pids.put("postgres", database.server().pid());
    }
    if (temporal.server() != null) {
      temporal.server().pid().ifPresent(pid -> pids.put("temporal", pid));
    }
    return new RunFile(tree);
  }
}
