package com.klaro.api.audit;

import com.klaro.api.tenancy.WorkspaceCaller;
import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.paging.Cursor;
import com.klaro.api.web.paging.Page;
import com.klaro.api.web.paging.PageRequest;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Topic;
import com.klaro.api.web.server.BrokenOff;
import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditExport;
import com.klaro.store.audit.AuditReader;
import com.klaro.store.audit.AuditRow;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import io.dropwizard.auth.Auth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HexFormat;
import org.glassfish.jersey.server.CloseableService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happened in a workspace, newest first, and the whole chain for proof.
@Path("/v1/workspaces/{workspaceId}/audit-events")
@Produces(MediaType.APPLICATION_JSON)
@Topic("What happened in a workspace, what is kept of an account, and the keys that prove it.")
public final class AuditEventsResource {

  /// @param data JSON text of the act's details
  /// @param hash of this event and all before it, in hex
  public record EventAnswer(
      @Described(as = "From 1, without a gap but for what staff did.") long seq,
      Instant at,
      @Described(example = "member:0199c6a0-7c1e-7d3a-9f60-3c4b5a697887") String actor,
      @Described(example = "workspace.renamed") String action,
      @Described(example = "workspace/0199c6a0-7c1e-7d3a-9f60-3c4b5a697889") String subject,
      @Described(as = "JSON, as text.", example = "{}") String data,
      @Described(
              as = "SHA-256 of this event and all before it.",
              example = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
          String hash) {
    static EventAnswer of(AuditRow row) {
      return new EventAnswer(
          row.seq(),
          row.at(),
          row.actor(),
          row.action(),
          row.subject(),
          row.data(),
          HexFormat.of().formatHex(row.hash()));
    }
  }

  private static final String EXPORT =
      """
      {"seq":1,"at":"…","actor":"…","action":"workspace.created","subject":"…","data":{},"previousHash":"…","hash":"…"}
      {"workspaceId":"…","seq":1,"hash":"…","at":"…","keyId":"…","signature":"…"}
      """;

  private static final Logger LOG = LoggerFactory.getLogger(AuditEventsResource.class);

  private final WorkspaceEntrance entrance;
  private final AuditReader reader;
  private final AuditTrail trail;
  private final Cursor cursor;
  private final RunningExports exports;

  AuditEventsResource(
      WorkspaceEntrance entrance,
      AuditReader reader,
      AuditTrail trail,
      Cursor cursor,
      RunningExports exports) {
    this.entrance = entrance;
    this.reader = reader;
    this.trail = trail;
    this.cursor = cursor;
    this.exports = exports;
  }

  @GET
  @Access(value = Access.Class.WORKSPACE, role = Role.ADMIN)
  @Answers(summary = "Audit events of a workspace", items = EventAnswer.class)
  public Page<EventAnswer> list(
      @Auth WorkspaceCaller caller,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String place) {
    return entrance.enter(
        caller,
        scope -> {
          String list = "audit-events/" + scope.workspaceId();
          PageRequest asked = cursor.request(list, limit, place);
          String after = asked.after();
          var rows = reader.page(scope, after == null ? null : Long.valueOf(after), asked.fetch());
          return cursor.page(list, asked, rows, AuditRow::seq, EventAnswer::of);
        });
  }

  /// A place is taken behind the gate, so that only members learn that an export is running, and
  /// given back when the request ends, also when nothing of it was written. Asking for the headers
  /// only hands nothing out, so the trail says nothing of it; Jersey says GET then, and the server
  /// HEAD.
  @GET
  @Path("/export")
  @Produces("application/x-ndjson")
  @Access(value = Access.Class.WORKSPACE, role = Role.ADMIN)
  @Answers(
      summary = "The audit chain with a signed head, as NDJSON",
      note = "One at a time for a workspace, and for a reader; beyond that 503 `overloaded`.",
      type = "application/x-ndjson",
      body = String.class,
      example = EXPORT)
  public Response export(
      @Auth WorkspaceCaller caller,
      @Context ContainerRequestContext request,
      @Context HttpServletRequest http,
      @Context CloseableService atTheEnd) {
    WorkspaceId workspaceId = caller.workspaceId();
    if (HttpMethod.HEAD.equals(http.getMethod())) {
      entrance.ask(caller);
      return headed(workspaceId, Response.ok());
    }
    AuditExport export =
        entrance.enter(
            caller,
            scope -> {
              atTheEnd.add(exports.begin(workspaceId, caller.actor().accountId()));
              AuditExport signed = reader.export(scope);
              trail.append(scope, AuditEvent.of("audit.exported", "workspace/" + workspaceId));
              return signed;
            });
    AuditExport.Opened opened = export.open();
    atTheEnd.add(opened);
    StreamingOutput lines = out -> write(opened, out, request);
    return headed(workspaceId, Response.ok(lines));
  }

  private static Response headed(WorkspaceId workspaceId, Response.ResponseBuilder answer) {
    return answer
        .header("Content-Disposition", "attachment; filename=\"audit-" + workspaceId + ".ndjson\"")
        .build();
  }

  private static void write(
      AuditExport.Opened export, OutputStream out, ContainerRequestContext request) {
    try {
      export.writeTo(new PacedStream(out, System::nanoTime));
    } catch (IOException gone) {
      LOG.warn("An export was not taken to its end: {}", gone.getMessage());
      BrokenOff.of(request).say();
    }
  }
}
