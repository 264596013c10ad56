package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.klaro.store.temporal.HistoryConverter;
import com.klaro.store.temporal.TestKeys;
import com.klaro.workflows.identity.AccountDeletionCommand;
import com.klaro.workflows.identity.EmailChangeCommand;
import com.klaro.workflows.identity.EmailChangeId;
import com.klaro.workflows.identity.EmailChangeMail;
import com.klaro.workflows.identity.EmailChangeOutcome;
import com.klaro.workflows.identity.FarewellMail;
import com.klaro.workflows.identity.FarewellOutcome;
import com.klaro.workflows.identity.NoticeCommand;
import com.klaro.workflows.identity.NoticeId;
import com.klaro.workflows.identity.NoticeMail;
import com.klaro.workflows.identity.NoticeOutcome;
import com.klaro.workflows.identity.PasswordResetCommand;
import com.klaro.workflows.identity.PasswordResetId;
import com.klaro.workflows.identity.PasswordResetMail;
import com.klaro.workflows.identity.PasswordResetOutcome;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupMail;
import com.klaro.workflows.identity.SignupOutcome;
import com.klaro.workflows.members.InvitationCall;
import com.klaro.workflows.members.InvitationCommand;
import com.klaro.workflows.members.InvitationId;
import com.klaro.workflows.members.InvitationMail;
import com.klaro.workflows.members.InvitationOutcome;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import com.klaro.workflows.tenancy.WorkspaceId;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.temporal.activity.ActivityInterface;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.workflow.WorkflowInterface;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every type that ends up in a history survives the way there and back, and the spelling of each
/// is what it was.
class ContractsTest {

  private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
  private final DataConverter converter = HistoryConverter.with(TestKeys.codec(1));

  static Stream<Object> contracts() {
    return Stream.of(
            Stream.of(
                new SignupId(ID),
                new SignupCommand(new SignupId(ID), Duration.ofHours(24)),
                new PasswordResetId(ID),
                new PasswordResetCommand(new PasswordResetId(ID), Duration.ofMinutes(10)),
                new EmailChangeId(ID),
                new EmailChangeCommand(new EmailChangeId(ID), Duration.ofHours(24)),
                new AccountDeletionCommand(new AccountId(ID), Duration.ofDays(1)),
                new NoticeId(ID),
                new NoticeCommand(new NoticeId(ID), Duration.ofDays(1)),
                new InvitationId(ID),
                new InvitationCommand(
                    new WorkspaceId(ID), new InvitationId(ID), Duration.ofDays(7)),
                new InvitationCall(
                    new WorkspaceId(ID), new Actor.Automation("members"), new InvitationId(ID)),
                new WorkspaceId(ID),
                new AccountId(ID),
                new SessionId(ID)),
            Stream.of(FarewellMail.values()),
            Stream.of(FarewellOutcome.values()),
            Stream.of(NoticeMail.values()),
            Stream.of(NoticeOutcome.values()),
            Stream.of(SignupMail.values()),
            Stream.of(PasswordResetMail.values()),
            Stream.of(EmailChangeMail.values()),
            Stream.of(EmailChangeOutcome.values()),
            Stream.of(InvitationMail.values()),
            Stream.of(InvitationOutcome.values()),
            Stream.of(PasswordResetOutcome.values()),
            Stream.of(SignupOutcome.values()))
        .flatMap(it -> it);
  }

  static Stream<Actor> actors() {
    return Stream.of(
        new Actor.Member(new AccountId(ID), new SessionId(ID)),
        new Actor.Staff(new AccountId(ID), "g1"),
        new Actor.Automation("members"));
  }

  /// Arguments, results, signals, queries and updates, read from the interfaces: one that is not
  /// among those above fails here.
  @Test
  void everythingThatWorkflowsAndActivitiesSayIsHere() {
    Set<Class<?>> here =
        Stream.concat(contracts(), actors()).map(Object::getClass).collect(Collectors.toSet());
    assertThat(said()).contains(SignupCommand.class, SignupOutcome.class).isSubsetOf(here);
  }

  private static Set<Class<?>> said() {
    Set<Class<?>> said = new HashSet<>();
    for (JavaClass type : Stories.CLASSES) {
      if (type.isAnnotatedWith(WorkflowInterface.class)
          || type.isAnnotatedWith(ActivityInterface.class)) {
        for (JavaMethod method : type.getMethods()) {
          method.getAllInvolvedRawTypes().stream()
              .filter(it -> it.getPackageName().startsWith("com.klaro."))
              .forEach(it -> add(said, it.reflect()));
        }
      }
    }
    return said;
  }

  /// Of a sealed interface each variant is said.
  private static void add(Set<Class<?>> said, Class<?> type) {
    if (type.isSealed()) {
      for (Class<?> variant : type.getPermittedSubclasses()) {
        add(said, variant);
      }
    } else {
      said.add(type);
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void contractsComeBack(Object contract) {
    assertThat(there(contract, contract.getClass())).isEqualTo(contract);
  }

  @ParameterizedTest
  @MethodSource("actors")
  void actorsComeBackAsWhatTheyWere(Actor actor) {
    assertThat(there(actor, Actor.class)).isEqualTo(actor);
  }

  @Test
  void theSpellingIsKeptAndUnknownFieldsAreIgnored() {
    String spelled = "{\"signupId\":\"" + ID + "\",\"linkLife\":\"PT24H\",\"later\":{\"x\":1}}";
    assertThat(
            HistoryConverter.mapper()
                .valueToTree(new SignupCommand(new SignupId(ID), Duration.ofHours(24)))
                .toString())
        .isEqualTo("{\"signupId\":\"" + ID + "\",\"linkLife\":\"PT24H\"}");
    Payload older =
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8(spelled))
            .build();
    assertThat(converter.fromPayload(older, SignupCommand.class, SignupCommand.class))
        .isEqualTo(new SignupCommand(new SignupId(ID), Duration.ofHours(24)));
  }

  private <T> T there(Object contract, Class<T> type) {
    return converter.fromPayload(converter.toPayload(contract).orElseThrow(), type, type);
  }
}
