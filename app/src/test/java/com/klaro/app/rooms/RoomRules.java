package com.klaro.app.rooms;

import static com.klaro.app.rooms.House.ACTIVITIES;
import static com.klaro.app.rooms.House.API;
import static com.klaro.app.rooms.House.APP;
import static com.klaro.app.rooms.House.SANDBOX;
import static com.klaro.app.rooms.House.STORE;
import static com.klaro.app.rooms.House.WORKER;
import static com.klaro.app.rooms.House.WORKFLOWS;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.klaro.api.broken.SendsMail;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Who may know whom, and who alone speaks to the world outside.
final class RoomRules {

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "workflows know no other room",
              knows(WORKFLOWS),
              com.klaro.workflows.broken.KnowsOtherRooms.class),
          new Rule(
              "the store knows workflows",
              knows(STORE, WORKFLOWS),
              com.klaro.store.broken.KnowsOtherRooms.class),
          new Rule(
              "activities know the store and workflows",
              knows(ACTIVITIES, STORE, WORKFLOWS),
              com.klaro.activities.broken.KnowsOtherRooms.class),
          new Rule(
              "the worker knows activities and what they know",
              knows(WORKER, ACTIVITIES, STORE, WORKFLOWS),
              com.klaro.worker.broken.KnowsOtherRooms.class),
          new Rule(
              "the api knows the store and workflows",
              knows(API, STORE, WORKFLOWS),
              com.klaro.api.broken.KnowsOtherRooms.class),
          new Rule(
              "the sandbox knows nothing of the product",
              knows(SANDBOX),
              com.klaro.sandbox.broken.KnowsOtherRooms.class),
          new Rule("only activities send mail", onlyActivitiesSendMail(), SendsMail.class),
          new Rule("mocks are nowhere", noMocks(), com.klaro.sandbox.broken.Mocked.class));

  private RoomRules() {}

  private static ArchRule knows(String room, String... below) {
    var others = new TreeSet<>(Set.of(WORKFLOWS, STORE, ACTIVITIES, WORKER, API, SANDBOX, APP));
    others.remove(room);
    others.removeAll(Set.of(below));
    return noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others.toArray(String[]::new));
  }

  private static ArchRule onlyActivitiesSendMail() {
    return noClasses()
        .that()
        // The sandbox receives it.
        .resideOutsideOfPackages(ACTIVITIES, SANDBOX)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..")
        .because("a mail is sent by an attempt that may be made again");
  }

  private static ArchRule noMocks() {
    return noClasses().should().dependOnClassesThat().resideInAPackage("..mockito..");
  }
}
