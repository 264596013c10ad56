package com.klaro.api.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.json.Json;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.server.BrokenOff;
import com.klaro.store.audit.AccountActs;
import com.klaro.store.audit.AuditReader;
import com.klaro.store.audit.AuditRow;
import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.store.identity.AccountExportIntake;
import com.klaro.store.identity.AccountExportOutcome;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import io.dropwizard.auth.Auth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.glassfish.jersey.server.CloseableService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is kept of somebody, for themselves. Sessions and the trail are read while they are
/// written, so long ones cost no memory.
@Path("/v1/me/export")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountExportResource {

  private static final Logger LOG = LoggerFactory.getLogger(AccountExportResource.class);
  private static final ObjectMapper MAPPER = mapper();

  private final WorkspaceEntrance entrance;
  private final AccountExportIntake intake;
  private final AuditReader reader;
  private final RunningExports exports;

  AccountExportResource(
      WorkspaceEntrance entrance,
      AccountExportIntake intake,
      AuditReader reader,
      RunningExports exports) {
    this.entrance = entrance;
    this.intake = intake;
    this.reader = reader;
    this.exports = exports;
  }

  @GET
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "All that is kept of me, to take along",
      note =
          "One at a time; beyond that 503 `overloaded`. `emailChanges` has a change of address that"
              + " is under way, `auditEvents` the account's own trail.",
      body = AccountExportAnswer.class,
      problems = ProblemType.RECENT_AUTHENTICATION_REQUIRED)
  public Response export(
      @Auth SessionPrincipal principal,
      @Context HttpServletRequest http,
      @Context ContainerRequestContext request,
      @Context CloseableService atTheEnd) {
    Actor.Member actor = principal.actor();
    // A session that has ended must not take one of few places.
    entrance.requireSignedIn(principal);
    atTheEnd.add(exports.begin(actor.accountId(), actor.accountId()));
    AccountExportOutcome.Document document =
        switch (HttpMethod.HEAD.equals(http.getMethod())
            ? intake.look(actor)
            : intake.take(actor)) {
          case AccountExportOutcome.Document taken -> taken;
          case AccountExportOutcome.NeedsRecentAuthentication() ->
              throw Problem.of(ProblemType.RECENT_AUTHENTICATION_REQUIRED);
          case AccountExportOutcome.SignedOut() -> throw Problem.of(ProblemType.UNAUTHENTICATED);
        };
    AccountActs acts = reader.actsOf(actor.accountId());
    atTheEnd.add(acts);
    StreamingOutput json =
        out ->
            write(
                actor.accountId(), document, acts, new PacedStream(out, System::nanoTime), request);
    return Response.ok(json)
        .header("Content-Disposition", "attachment; filename=\"klaro-account.json\"")
        .build();
  }

  private void write(
      AccountId account,
      AccountExportOutcome.Document document,
      AccountActs acts,
      OutputStream out,
      ContainerRequestContext request) {
    try {
      JsonGenerator json = MAPPER.createGenerator(out);
      json.writeStartObject();
      json.writePOJOField("account", AccountExportAnswer.account(document));
      json.writePOJOField("workspaces", AccountExportAnswer.workspaces(document));
      writeSessions(account, json);
      json.writePOJOField("passkeys", AccountExportAnswer.passkeys(document));
      json.writePOJOField("emailChanges", AccountExportAnswer.emailChanges(document));
      json.writeArrayFieldStart("auditEvents");
      for (AuditRow row = acts.next(); row != null; row = acts.next()) {
        json.writePOJO(AccountExportAnswer.Act.of(row));
      }
      json.writeEndArray();
      json.writeEndObject();
      json.flush();
    } catch (IOException | DatabaseUnavailable gone) {
      LOG.warn("An export was not taken to its end: {}", gone.getMessage());
      BrokenOff.of(request).say();
    }
  }

  private void writeSessions(AccountId account, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("sessions");
    List<AccountExportOutcome.KeptSession> some = intake.sessions(account, null);
    while (!some.isEmpty()) {
      for (AccountExportOutcome.KeptSession each : some) {
        json.writePOJO(AccountExportAnswer.Session.of(each));
      }
      some = intake.sessions(account, some.getLast().id());
    }
    json.writeEndArray();
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = Json.strict();
    Json.configureForAnswers(mapper);
    return mapper;
  }
}
