package com.klaro.api.matrix;

import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Route;
import com.klaro.store.identity.People;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.tenancy.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// Asks every route as everyone, and gathers all that is not as the rows say: an empty list is the
/// good answer. It finds and does not assert, so that a test can also show that it would find
/// something.
final class Matrix {

  private static final String NO_JSON = "{\"a\":";

  private final RunningApi api;
  private final Cast cast;
  private final Digests digests;
  private final ForeignIds foreignIds;
  private final Function<People.Person, String> tokens;
  private final List<String> findings = new ArrayList<>();

  private Matrix(RunningApi api, Handle superuser, Function<People.Person, String> tokens) {
    this.api = api;
    this.digests = new Digests(superuser);
    this.tokens = tokens;
    this.cast = new Cast(api);
    this.foreignIds = new ForeignIds(api, superuser, cast);
    // Nobody's proof is fresh, so that closing the stage is refused; the rows say what comes
    // instead.
    api.clock().advance(SessionPolicy.defaults().recentAuthentication());
  }

  static List<String> findings(RunningApi api) {
    return findings(api, api::token);
  }

  /// @param tokens what each caller shows
  static List<String> findings(RunningApi api, Function<People.Person, String> tokens) {
    return findings(api, tokens, _ -> true);
  }

  /// Of the routes that the gate stands before.
  static List<String> findingsInWorkspaces(RunningApi api) {
    return findings(api, api::token, Matrix::inWorkspace);
  }

  /// The same, up to the first route where one is found of this kind: a gate that is broken is
  /// broken before each of them.
  static List<String> findingsInWorkspaces(RunningApi api, Predicate<String> wanted) {
    try (Handle superuser = api.superuser()) {
      var matrix = new Matrix(api, superuser, api::token);
      for (Route route : routes(api, Matrix::inWorkspace)) {
        List<String> found = findings(List.of(route), matrix);
        if (found.stream().anyMatch(wanted)) {
          return found;
        }
      }
      return matrix.findings;
    }
  }

  /// Of one row, about real ids of another workspace in its path.
  static List<String> findingsOfForeignIds(RunningApi api, Row row) {
    try (Handle superuser = api.superuser()) {
      var matrix = new Matrix(api, superuser, api::token);
      matrix.foreignIds(row, matrix.cast.stranger, matrix.cast.strangersOwn.toString());
      return matrix.findings;
    }
  }

  private static List<String> findings(
      RunningApi api, Function<People.Person, String> tokens, Predicate<Route> which) {
    try (Handle superuser = api.superuser()) {
      return findings(routes(api, which), new Matrix(api, superuser, tokens));
    }
  }

  private static List<Route> routes(RunningApi api, Predicate<Route> which) {
    return api.server().web().inventory().routes().stream().filter(which).toList();
  }

  private static boolean inWorkspace(Route route) {
    return route.access() == Access.Class.WORKSPACE;
  }

  private static List<String> findings(List<Route> routes, Matrix matrix) {
    for (Route route : routes) {
      Optional<Row> row = Rows.of(route);
      if (row.isEmpty()) {
        matrix.findings.add("No row for " + route.method() + " " + route.path());
      } else {
        matrix.check(route, row.get());
      }
    }
    return matrix.findings;
  }

  private void check(Route route, Row row) {
    expect(row, "declares who may call", row.access(), route.access());
    switch (row.access()) {
      case PUBLIC -> open(row);
      case SESSION -> session(row);
      case WORKSPACE -> {
        expect(row, "declares its role", row.lowest(), route.role());
        strangers(row);
        forgedIds(row);
        foreignIds(row, cast.stranger, cast.strangersOwn.toString());
        members(row);
        strict(row);
        own(row);
        doubtful(row);
      }
      case WEBHOOK, STAFF ->
          findings.add(row.name() + ": the matrix has no callers for this access");
    }
  }

  /// A token makes no difference, whoever's it is and whatever is wrong with it.
  private void open(Row row) {
    String path = row.at("");
    expect(row, "without a token", row.status(), ask(row, path, row.body()).send().status());
    expect(
        row,
        "with garbage",
        row.status(),
        ask(row, path, row.body()).bearer("garbage").send().status());
    expect(row, "with a token", row.status(), as(cast.stranger, row, path).status());
  }

  /// Someone new each time, because a row may end the caller's session.
  private void session(Row row) {
    People.Person caller = cast.someone();
    Object _ = api.people().workspaceOf(caller);
    forgedBody(caller, row, row.at(""));
    Answer answer = as(caller, row, row.at(""));
    expect(row, "to someone", row.status(), answer.status());
    leaks(row, answer);
    foreignIds(row, caller, "");
    doubtful(row);
  }

  /// No token, one that is none, and one whose session has ended.
  private void doubtful(Row row) {
    String path = row.at(cast.target.toString());
    People.Person gone = cast.signedOut();
    Digest before = digest();
    String none = ask(row, path, row.body()).send().bytes();
    if (!none.startsWith("401")) {
      findings.add(row.name() + " without a token: " + none);
    }
    expect(row, "with garbage", none, ask(row, path, row.body()).bearer("garbage").send().bytes());
    expect(row, "without a token and with no JSON", none, ask(row, path, NO_JSON).send().bytes());
    expect(row, "signed out", 401, as(gone, row, path).status());
    expect(row, "leaves the workspace as it was", before, digest());
  }

  /// Foreign and unknown are the same bytes, whatever else the request says, and nothing moved.
  private void strangers(Row row) {
    Digest before = digest();
    String unknown = as(cast.stranger, row, row.at(UUID.randomUUID().toString())).bytes();
    if (!unknown.startsWith("404")) {
      findings.add(row.name() + " in an unknown workspace: " + unknown);
    }
    String foreign = cast.target.toString();
    for (People.Person caller : List.of(cast.stranger, cast.removed, cast.homeless)) {
      for (String body : List.of(row.body(), NO_JSON, claiming(cast.strangersOwn.toString()))) {
        Answer answer = ask(row, row.at(foreign), body).bearer(tokens.apply(caller)).send();
        expect(row, "in a foreign workspace with " + body, unknown, answer.bytes());
      }
    }
    expect(row, "leaves the foreign workspace as it was", before, digest());
  }

  /// The path alone says which workspace is meant, and in one spelling of its id only.
  private void forgedIds(Row row) {
    Digest before = digest();
    String foreign = cast.target.toString();
    String own = cast.strangersOwn.toString();
    String unknown = as(cast.stranger, row, row.at(UUID.randomUUID().toString())).bytes();
    String token = tokens.apply(cast.stranger);
    Answer byHeader =
        ask(row, row.at(foreign), row.body()).bearer(token).header("X-Workspace-Id", own).send();
    expect(row, "with one's own id in a header", unknown, byHeader.bytes());
    Answer byQuery =
        ask(row, row.at(foreign) + "?workspaceId=" + own, row.body()).bearer(token).send();
    expect(row, "with one's own id in the query", unknown, byQuery.bytes());
    for (String forged :
        List.of(foreign.toUpperCase(Locale.ROOT), "none", "%20" + foreign, "0", foreign + "0")) {
      expect(
          row,
          "for " + forged,
          unknown,
          ask(row, row.at(forged), row.body()).bearer(token).send().bytes());
    }
    for (String forged :
        List.of(own + ";" + foreign, foreign + "%2F..", "%00", own + "%2F..%2F" + foreign)) {
      Answer answer = ask(row, row.at(forged), row.body()).bearer(token).apart().send();
      if (answer.status() != 404 && answer.status() != 400) {
        findings.add(row.name() + " for " + forged + ": " + answer.status());
      }
    }
    expect(row, "leaves the foreign workspace as it was", before, digest());
  }

  /// What is there and another's is for its owner's path only: here it is as unknown as what is
  /// nowhere.
  private void foreignIds(Row row, People.Person caller, String own) {
    if (row.kinds().isEmpty()) {
      return;
    }
    Map<String, String> real = new HashMap<>();
    for (String kind : row.kinds()) {
      foreignIds.of(kind).ifPresent(id -> real.put(kind, id));
      if (!real.containsKey(kind)) {
        findings.add(
            row.name() + " has a {" + kind + "}, and ForeignIds has none of another workspace");
      }
    }
    String token = tokens.apply(caller);
    expect(row, "for ids of nothing", 404, as(caller, row, row.at(own)).status());
    for (String body : List.of(row.body(), NO_JSON)) {
      String unknown = ask(row, row.at(own), body).bearer(token).send().bytes();
      Digest before = digests.ofAll();
      Answer answer = ask(row, row.at(own, real), body).bearer(token).send();
      expect(row, "for a foreign " + row.kinds() + " with " + body, unknown, answer.bytes());
      expect(row, "for a foreign " + row.kinds() + " changes nothing", before, digests.ofAll());
    }
    // A key is kept with an answer, and this one says nothing that could be.
    Digest before = digests.ofAll();
    Answer keyed =
        ask(row, row.at(own, real), row.body())
            .bearer(token)
            .header(IdempotencyKeys.HEADER, UUID.randomUUID().toString())
            .send();
    expect(row, "for a foreign " + row.kinds() + " under a key", 404, keyed.status());
    expect(row, "for a foreign " + row.kinds() + " keeps no key", before, digests.ofAll());
  }

  /// The role table, and that the gate decides before the body is read.
  private void members(Row row) {
    String path = row.at(cast.target.toString());
    for (Role role : Role.values()) {
      boolean may = role.atLeast(row.lowest());
      Digest before = digest();
      expect(
          row, "as " + role, may ? row.status() : 403, as(cast.member(role), row, path).status());
      if (!may) {
        Answer refused = ask(row, path, NO_JSON).bearer(tokens.apply(cast.member(role))).send();
        expect(row, "as " + role + " with no JSON", "forbidden", refused.problem());
        expect(row, "as " + role + " says what it takes", needed(row), refused.text("detail"));
        expect(row, "as " + role + " changes nothing", before, digest());
      }
    }
  }

  private static String needed(Row row) {
    return "This needs the role `"
        + row.lowest().word()
        + (row.lowest() == Role.OWNER ? "`." : "` or one above it.");
  }

  /// A second factor that is asked for keeps its members out, whatever their role, and tells nobody
  /// else that it is.
  private void strict(Row row) {
    String path = row.at(cast.strict.toString());
    String unknown = as(cast.stranger, row, row.at(UUID.randomUUID().toString())).bytes();
    Digest before = digests.of(cast.strict.toString());
    for (String body : List.of(row.body(), NO_JSON)) {
      Answer refused = ask(row, path, body).bearer(tokens.apply(cast.bare)).send();
      expect(row, "without a second factor", 403, refused.status());
      expect(row, "says what is missing", "second-factor-enrolment-required", refused.problem());
      Answer stranger = ask(row, path, body).bearer(tokens.apply(cast.stranger)).send();
      expect(row, "to a stranger of a strict workspace", unknown, stranger.bytes());
    }
    expect(
        row, "leaves the strict workspace as it was", before, digests.of(cast.strict.toString()));
    expect(row, "with a second factor", row.status(), as(cast.armed, row, path).status());
  }

  /// In one's own workspace one sees one's own, also when ids of another one are held in.
  private void own(Row row) {
    Digest before = digest();
    String path = row.at(cast.strangersOwn.toString());
    forgedBody(cast.stranger, row, path);
    Answer answer =
        ask(row, path + "?workspaceId=" + cast.target, row.body())
            .bearer(tokens.apply(cast.stranger))
            .header("X-Workspace-Id", cast.target.toString())
            .send();
    expect(row, "in one's own workspace", row.status(), answer.status());
    leaks(row, answer);
    expect(row, "leaves the foreign workspace as it was", before, digest());
  }

  /// A body that also names somebody else's workspace is refused whole, and nobody's rows move.
  private void forgedBody(People.Person caller, Row row, String path) {
    if (row.body().isEmpty()) {
      return;
    }
    for (String field : List.of("workspaceId", "workspace_id", "id")) {
      Digest before = digests.ofAll();
      String forged = "{\"" + field + "\":\"" + cast.target + "\"," + row.body().substring(1);
      Answer answer = ask(row, path, forged).bearer(tokens.apply(caller)).send();
      expect(row, "with a foreign " + field + " in the body", 400, answer.status());
      expect(row, "names the field it refuses", field, answer.field());
      expect(row, "with a foreign " + field + " changes nothing", before, digests.ofAll());
      leaks(row, answer);
    }
  }

  private void leaks(Row row, Answer answer) {
    cast.secrets().stream()
        .filter(secret -> answer.bytes().contains(secret))
        .forEach(secret ->
            findings.add(row.name() + " shows " + secret + ", which is another workspace's"));
  }

  private Answer as(People.Person caller, Row row, String path) {
    return ask(row, path, row.body()).bearer(tokens.apply(caller)).send();
  }

  private Call ask(Row row, String path, String body) {
    Call call = api.call(row.method(), path);
    return body.isEmpty() ? call : call.json(body);
  }

  private static String claiming(String workspace) {
    return "{\"workspaceId\":\"" + workspace + "\",\"name\":\"Mine\"}";
  }

  private Digest digest() {
    return digests.of(cast.target.toString());
  }

  private void expect(Row row, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      findings.add(row.name() + " " + what + ": expected " + expected + ", found " + found);
    }
  }
}
