package com.klaro.app.rooms;

import static com.klaro.app.rooms.House.ACTIVITIES;
import static com.klaro.app.rooms.House.BENCH;
import static com.klaro.app.rooms.House.STORE;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.klaro.api.broken.ShowsAPasskey;
import com.klaro.store.broken.LetsAHandleOut;
import com.klaro.store.broken.NoExcuse;
import com.klaro.store.broken.OpenIntake;
import com.klaro.store.broken.OpenReader;
import com.klaro.store.broken.OpenRetention;
import com.klaro.store.broken.OpenWriter;
import com.klaro.store.broken.UnnamedDoor;
import com.klaro.store.broken.UnnamedDoorInATransaction;
import com.klaro.store.database.Transaction;
import com.klaro.store.identity.NewPasskey;
import com.klaro.store.identity.PasskeyChallenge;
import com.klaro.store.identity.PasskeyUse;
import com.klaro.store.tenancy.ForgedScope;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.worker.broken.CallsAWriter;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// Rows are reached through doors, and a door to a workspace's rows opens to a scope only, which
/// only the gate makes.
final class DoorRules {

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "a door takes a scope first or says why not",
              scopeFirst(),
              OpenReader.class,
              OpenIntake.class,
              OpenWriter.class,
              OpenRetention.class,
              UnnamedDoor.class,
              UnnamedDoorInATransaction.class),
          new Rule("only activities call a writer", onlyActivitiesWrite(), CallsAWriter.class),
          new Rule(
              "an excuse is a reason",
              classes().should(Excuses.areReasons()),
              NoExcuse.class,
              NoExcuse.OfAClass.class),
          new Rule("only the gate makes a scope", onlyTheGate(), ForgedScope.class),
          new Rule(
              "only the ceremony says that a passkey was shown",
              onlyTheCeremony(),
              ShowsAPasskey.class),
          new Rule(
              "nobody outside can make a scope",
              scopesAreClosed(),
              com.klaro.store.broken.WorkspaceScope.class),
          new Rule(
              "no handle leaves the store",
              noHandleOut(),
              LetsAHandleOut.class,
              LetsAHandleOut.InAField.class,
              LetsAHandleOut.ByAConstructor.class));

  private static final List<Class<?>> PROVEN_BY_PASSKEYS =
      List.of(PasskeyUse.class, NewPasskey.class, PasskeyChallenge.class);

  private DoorRules() {}

  private static ArchRule scopeFirst() {
    return classes()
        .that()
        .resideInAPackage(STORE)
        .and(describe("are doors", Doors::isDoor))
        .should(Doors.takeAScopeFirstOrSayWhyNot());
  }

  /// The benches aside, which do by hand what activities do.
  private static ArchRule onlyActivitiesWrite() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(ACTIVITIES, BENCH)
        .should()
        .accessTargetWhere(
            describe(
                "calls a Writer",
                (JavaAccess<?> access) ->
                    !access.getTarget().getName().equals("<init>")
                        && !access.getOriginOwner().equals(access.getTargetOwner())
                        && Doors.isWriter(access.getTargetOwner())))
        .because("what a Writer does is a step of a workflow, which is repeated until it worked");
  }

  private static ArchRule onlyTheGate() {
    return noClasses()
        .that()
        .doNotBelongToAnyOf(TenancyGate.class)
        .should()
        .accessTargetWhere(
            describe(
                "makes a WorkspaceScope",
                (JavaAccess<?> access) ->
                    access.getTarget().getName().equals("<init>")
                        && access.getTargetOwner().isEquivalentTo(WorkspaceScope.class)));
  }

  private static ArchRule onlyTheCeremony() {
    return noClasses()
        .that()
        .haveNameNotMatching("com\\.klaro\\.api\\.identity\\.Passkey(Ceremony|Challenges)")
        .should()
        .accessTargetWhere(
            describe(
                "makes what a passkey proves",
                (JavaAccess<?> access) ->
                    access.getTarget().getName().equals("<init>")
                        && PROVEN_BY_PASSKEYS.stream()
                            .anyMatch(access.getTargetOwner()::isEquivalentTo)))
        .because("the store believes whoever brings one");
  }

  private static ArchRule scopesAreClosed() {
    return constructors()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleName("WorkspaceScope")
        .should()
        .notBePublic();
  }

  /// The two carriers aside, which exist so that the store's own doors can work in one transaction.
  private static ArchRule noHandleOut() {
    return classes()
        .that()
        .resideInAPackage(STORE)
        .and()
        .arePublic()
        .and(
            describe(
                "carry no handle",
                type ->
                    !type.isEquivalentTo(Transaction.class)
                        && !type.isEquivalentTo(WorkspaceScope.class)))
        .should(Handles.showNone());
  }
}
