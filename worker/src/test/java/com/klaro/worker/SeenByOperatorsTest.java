package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.temporal.DevServer;
import com.klaro.sandbox.temporal.DevServerSettings;
import com.klaro.sandbox.temporal.TemporalBinary;
import com.klaro.store.identity.IdentityStarts;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.Delivery;
import com.klaro.store.temporal.SearchedBy;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.workflows.identity.EmailChangeId;
import com.klaro.workflows.identity.EmailChangeOutcome;
import com.klaro.workflows.identity.FarewellOutcome;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.NoticeId;
import com.klaro.workflows.identity.NoticeOutcome;
import com.klaro.workflows.identity.PasswordResetId;
import com.klaro.workflows.identity.PasswordResetOutcome;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupOutcome;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.UserMetadata;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DefaultDataConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the product says to Temporal beside the work itself, as a real server gives it back: who is
/// served in turn, what is searched by, and the sentences that operators read.
@Tag("real-temporal")
class SeenByOperatorsTest {

  @TempDir private static Path folder;
  private static DevServer server;
  private static FaultProxy wire;
  private static OnShift shift;

  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final Instant due = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);

  @BeforeAll
  static void start() {
    server =
        DevServer.start(
            new DevServerSettings(
                TemporalBinary.find(checkouts()).orElseThrow(),
                folder,
                DevServerSettings.Ports.FREE,
                "klaro",
                null,
                SearchedBy.types()));
    wire = FaultProxy.to(Integer.parseInt(server.address().split(":")[1]));
    shift = new OnShift(wire, Tracing.off(), Threads.WIRING);
  }

  @AfterAll
  static void end() {
    shift.close();
    wire.close();
    server.close();
  }

  @Test
  void aStartSaysWhoseTurnItIsAndWhatItIsFoundBy() {
    var described = described(started(Duration.ofHours(1)));

    var info = described.getWorkflowExecutionInfo();
    assertThat(info.getPriority().getFairnessKey()).isEqualTo(workspace.toString());
    var attributes = info.getSearchAttributes();
    assertThat(inClear(attributes.getIndexedFieldsOrThrow("WorkspaceId")))
        .isEqualTo(workspace.toString());
    assertThat(
            OffsetDateTime.parse(inClear(attributes.getIndexedFieldsOrThrow("SlaDueAt")))
                .toInstant())
        .isEqualTo(due);
    assertThat(summary(described.getExecutionConfig().getUserMetadata()))
        .isEqualTo("identity/signup");
    assertThat(found("SlaDueAt < '" + due.plusSeconds(60) + "'")).isOne();
    assertThat(found("SlaDueAt < '" + due.minusSeconds(60) + "'")).isZero();
  }

  @Test
  void everyStepSaysWhatItIsForAndOnlyToWhoHasTheKey() throws Exception {
    String id = started(Duration.ofSeconds(1));
    assertThat(
            client()
                .newUntypedWorkflowStub(id)
                .getResult(60, TimeUnit.SECONDS, SignupOutcome.class))
        .isEqualTo(SignupOutcome.EXPIRED);

    said(
        id,
        List.of(
            "Mails the link, or the news that an account exists", "Deletes what was not completed"),
        List.of("The link works until then"));
  }

  @Test
  void soDoTheStepsOfAPasswordReset() throws Exception {
    var start =
        IdentityStarts.passwordReset(new PasswordResetId(UUID.randomUUID()), Duration.ofSeconds(1));
    assertThat(result(start, PasswordResetOutcome.class))
        .isEqualTo(PasswordResetOutcome.LINK_ENDED);
    said(
        start.workflowId(),
        List.of("Mails the link, if there is one due", "Deletes the request"),
        List.of("The link works until then"));
  }

  @Test
  void andThoseOfAChangeOfAddress() throws Exception {
    var start =
        IdentityStarts.emailChange(new EmailChangeId(UUID.randomUUID()), Duration.ofSeconds(1));
    assertThat(result(start, EmailChangeOutcome.class)).isEqualTo(EmailChangeOutcome.LINKS_ENDED);
    said(
        start.workflowId(),
        List.of("Mails the present address and the new one", "Deletes what was not confirmed"),
        List.of("The links work until then"));
  }

  @Test
  void andThoseOfANotice() throws Exception {
    var start = IdentityStarts.notice(new NoticeId(UUID.randomUUID()), Duration.ofSeconds(30));
    assertThat(result(start, NoticeOutcome.class)).isEqualTo(NoticeOutcome.UNDELIVERED);
    said(
        start.workflowId(),
        List.of("Tells the account's owner by mail", "Deletes what could not be told"),
        List.of());
  }

  @Test
  void andThoseOfADeletedAccount() throws Exception {
    var start =
        IdentityStarts.accountDeletion(new AccountId(UUID.randomUUID()), Duration.ofSeconds(30));
    assertThat(result(start, FarewellOutcome.class)).isEqualTo(FarewellOutcome.UNDELIVERED);
    said(
        start.workflowId(),
        List.of(
            "Mails the farewell and erases the address",
            "Erases an address that could not be told"),
        List.of());
  }

  private static <T> T result(WorkflowStart start, Class<T> type) throws Exception {
    assertThat(shift.gateway.start(start)).isEqualTo(new Delivery.Reached());
    return client()
        .newUntypedWorkflowStub(start.workflowId())
        .getResult(60, TimeUnit.SECONDS, type);
  }

  private static void said(String id, List<String> steps, List<String> timers) {
    List<HistoryEvent> events = client().fetchHistory(id).getEvents();
    assertThat(summaries(events, EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED))
        .containsExactlyElementsOf(steps);
    assertThat(summaries(events, EventType.EVENT_TYPE_TIMER_STARTED))
        .containsExactlyElementsOf(timers);
    assertThat(events)
        .extracting(Message::toString)
        .noneMatch(
            event -> Stream.concat(steps.stream(), timers.stream()).anyMatch(event::contains));
  }

  @Test
  void storiesAndStepsRunOnVirtualThreads() throws Exception {
    String id = "threads/look/" + UUID.randomUUID();
    assertThat(
            shift.gateway.start(WorkflowStart.of("ThreadsWorkflow", id, Threads.QUEUE, List.of())))
        .isEqualTo(new Delivery.Reached());

    assertThat(client().newUntypedWorkflowStub(id).getResult(60, TimeUnit.SECONDS, Boolean[].class))
        .containsExactly(true, true);
  }

  private String started(Duration linkLife) {
    var signup = new SignupId(UUID.randomUUID());
    String id = IdentityQueue.signupWorkflowId(signup);
    assertThat(
            shift.gateway.start(
                new WorkflowStart(
                    IdentityQueue.SIGNUP,
                    id,
                    IdentityQueue.NAME,
                    new SignupCommand(signup, linkLife),
                    workspace,
                    due)))
        .isEqualTo(new Delivery.Reached());
    return id;
  }

  private static DescribeWorkflowExecutionResponse described(String id) {
    return client()
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace("klaro")
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                .build());
  }

  /// Of this workspace, once the server's index has what was started.
  private long found(String query) {
    String own = "WorkspaceId = '" + workspace + "'";
    assertThat(
            Patience.await(Duration.ofSeconds(20), () -> client().listExecutions(own).count() == 1))
        .isTrue();
    return client().listExecutions(own + " AND " + query).count();
  }

  private static List<String> summaries(List<HistoryEvent> events, EventType type) {
    return events.stream()
        .filter(event -> event.getEventType() == type)
        .map(event -> summary(event.getUserMetadata()))
        .toList();
  }

  private static String summary(UserMetadata metadata) {
    return client()
        .getOptions()
        .getDataConverter()
        .fromPayload(metadata.getSummary(), String.class, String.class);
  }

  /// The server must read these to search by them.
  private static String inClear(Payload attribute) {
    return DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
        attribute, String.class, String.class);
  }

  private static WorkflowClient client() {
    return shift.client();
  }

  private static List<Path> checkouts() {
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .map(path -> path.resolve(".klaro").resolve("bin"))
        .toList();
  }
}
