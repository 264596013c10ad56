package com.klaro.app.rooms;

import static com.klaro.app.rooms.House.ACTIVITIES;
import static com.klaro.app.rooms.House.API;
import static com.klaro.app.rooms.House.APP;
import static com.klaro.app.rooms.House.BENCH;
import static com.klaro.app.rooms.House.SANDBOX;
import static com.klaro.app.rooms.House.STORE;
import static com.klaro.app.rooms.House.WORKER;
import static com.klaro.app.rooms.House.WORKFLOWS;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.klaro.api.broken.SendsMail;
import com.klaro.store.broken.OwnTemporal;
import com.klaro.store.temporal.TemporalConnection;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Socket;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;
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
          new Rule(
              "only activities speak to a provider",
              onlyActivitiesSpeakToAProvider(),
              com.klaro.workflows.broken.CallsAProvider.class,
              com.klaro.store.broken.CallsAProvider.class,
              com.klaro.worker.broken.CallsAProvider.class,
              com.klaro.api.broken.CallsAProvider.class,
              com.klaro.app.broken.CallsAProvider.class),
          new Rule("only activities send mail", onlyActivitiesSendMail(), SendsMail.class),
          new Rule("one class connects to Temporal", oneConnectionToTemporal(), OwnTemporal.class),
          new Rule("mocks are nowhere", noMocks(), com.klaro.sandbox.broken.Mocked.class));

  private static final String MAKERS =
      "io\\.temporal\\.(client\\.(schedules\\.)?\\w+Client|serviceclient\\.\\w+Stubs)";

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

  /// By their SDKs, and by what an SDK is made of. Aside stand those who play a customer (client,
  /// demo and benches) or the world outside (the sandbox). Postgres, Temporal and the collector of
  /// traces are no providers, and are spoken to by libraries of their own.
  private static ArchRule onlyActivitiesSpeakToAProvider() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            ACTIVITIES, SANDBOX, BENCH, "com.klaro.app.client..", "com.klaro.app.demo..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "com.stripe..",
                    "com.razorpay..",
                    "com.twilio..",
                    "okhttp3..",
                    "java.net.http..",
                    "jakarta.ws.rs.client..",
                    "org.apache.http..",
                    "org.apache.hc..",
                    "org.eclipse.jetty.client..")
                .or(assignableTo(URLConnection.class))
                .or(assignableTo(Socket.class)))
        .orShould()
        .accessTargetWhere(
            Calls.to(Map.of("java.net.URL", Set.of("openStream", "openConnection", "getContent"))))
        .because("a call to the world is an attempt that may be made again");
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

  /// Histories are encrypted, timed and traced by the plugin that it gives to each client.
  private static ArchRule oneConnectionToTemporal() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(SANDBOX, BENCH)
        .and()
        .doNotBelongToAnyOf(TemporalConnection.class)
        .should()
        .accessTargetWhere(
            describe(
                "makes a client of Temporal or its channel",
                access ->
                    access.getTargetOwner().getName().matches(MAKERS)
                        && access.getTarget().getName().matches("new(Instance|\\w*ServiceStubs)")))
        .because("whoever makes one by itself may leave the plugin out");
  }

  private static ArchRule noMocks() {
    return noClasses().should().dependOnClassesThat().resideInAPackage("..mockito..");
  }
}
