package com.klaro.store.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every door, without the policies: what the predicates of our statements hold when there is
/// nothing else. Then each of them is taken away, and an act must notice.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredicateProbeTest {

  /// Said as the audit reader, where no ear is: the rows of an export, which its act compares
  /// whole, and what verifies all chains.
  private static final List<String> OF_THE_AUDIT_READER =
      List.of(
          "FROM audit_events WHERE workspace_id = :id AND seq <= :last",
          "SELECT id::text FROM workspaces ORDER BY id");

  private final Neighbours neighbours = new Neighbours();
  private final List<Act> acts =
      Stream.of(
              GateActs.all(neighbours),
              WorkspaceActs.all(neighbours),
              MemberActs.all(neighbours),
              InvitationActs.all(neighbours))
          .flatMap(List::stream)
          .toList();
  private final Map<Act, Set<String>> said = new HashMap<>();
  private final Map<Act, Neighbours.Outcome> outcomes = new HashMap<>();

  @AfterAll
  void close() {
    neighbours.close();
  }

  List<Act> acts() {
    return acts;
  }

  @ParameterizedTest
  @MethodSource("acts")
  void whatIsAnsweredAndDoneDoesNotDependOnAnotherWorkspace(Act act) {
    Neighbours.Outcome beside = neighbours.ask(act, Ear.open());
    if (act.across().isPresent()) {
      assertThat(beside.answer()).isEqualTo(act.across().get());
      return;
    }
    Neighbours.Outcome alone = neighbours.askAlone(act);
    assertThat(beside.answer()).isEqualTo(alone.answer());
    assertThat(beside.ours()).isEqualTo(alone.ours());
    assertThat(beside.touched()).as("touched a row of theirs").isFalse();
  }

  @Test
  void aStatementWithoutItsPredicateIsNoticed() {
    hearAll();
    var ofTenants = Inventory.touching(neighbours.shelf().tenantTables());
    List<String> unnoticed = new ArrayList<>();
    for (String statement : saidByAnybody()) {
      List<Act> by = acts.stream().filter(act -> saidBy(act).contains(statement)).toList();
      List<Predicate> predicates = Predicate.of(statement);
      if (predicates.isEmpty() && ofTenants.matcher(statement).find()) {
        unnoticed.add("none in " + statement);
      }
      for (Predicate predicate : predicates) {
        if (by.stream().noneMatch(act -> notices(act, Ear.without(statement, predicate)))) {
          unnoticed.add(predicate.text() + " in " + statement);
        }
      }
    }
    assertThat(unnoticed).isEmpty();
  }

  @Test
  void aFunctionWithoutItsPredicateIsNoticed() {
    hearAll();
    List<String> unnoticed = new ArrayList<>();
    neighbours
        .functions()
        .forEach((name, definition) -> {
          for (Predicate predicate : Predicate.of(definition)) {
            neighbours.shelf().run(predicate.without());
            if (likelyFirst(name).noneMatch(act -> notices(act, Ear.open()))) {
              unnoticed.add(predicate.text() + " in " + name);
            }
            neighbours.shelf().run(definition);
          }
        });
    assertThat(unnoticed).isEmpty();
  }

  /// A new door comes with an act.
  @Test
  void everyDoorIsAsked() {
    assertThat(acts).extracting(Act::door).containsAll(new Inventory().doors());
  }

  /// And a new statement with one that says it: else nobody would notice what it lacks.
  @Test
  void everyStatementIsSaid() {
    hearAll();
    Set<String> said = saidByAnybody();
    assertThat(new Inventory().statements(neighbours.shelf().tenantTables()))
        .extracting(Pattern::pattern)
        .filteredOn(it -> OF_THE_AUDIT_READER.stream().noneMatch(it::contains))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(said).anyMatch(Pattern.compile(it).asMatchPredicate()));
  }

  /// A new table has none, and is named.
  @Test
  void everyTableHasRowsThatLookAlike() {
    neighbours.shelf().putBack();
    for (var workspace : List.of(neighbours.ours, neighbours.theirs)) {
      assertThat(neighbours.shelf().rowsOf(workspace))
          .extracting(row -> row.replaceFirst(" .*", ""))
          .containsAll(neighbours.shelf().tenantTables());
    }
  }

  /// What comes of each act, and what is said for it, while nothing is taken away.
  private void hearAll() {
    for (Act act : acts) {
      if (!outcomes.containsKey(act)) {
        Ear ear = Ear.open();
        outcomes.put(act, neighbours.ask(act, ear));
        said.put(act, ear.heard());
      }
    }
  }

  private boolean notices(Act act, Ear ear) {
    try {
      return !neighbours.ask(act, ear).equals(outcome(act));
    } catch (RuntimeException failed) {
      for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql && sql.getSQLState().startsWith("42")) {
          throw new AssertionError("That was no SQL any more, or not allowed", failed);
        }
      }
      return true;
    }
  }

  /// Those that name the function before the others, to be done sooner.
  private Stream<Act> likelyFirst(String function) {
    return acts.stream()
        .sorted(
            Comparator.comparing(
                act -> saidBy(act).stream().noneMatch(it -> it.contains(function + "("))));
  }

  private Set<String> saidByAnybody() {
    Set<String> all = new LinkedHashSet<>();
    acts.forEach(act -> all.addAll(saidBy(act)));
    return all;
  }

  private Set<String> saidBy(Act act) {
    return Objects.requireNonNull(said.get(act));
  }

  private Neighbours.Outcome outcome(Act act) {
    return Objects.requireNonNull(outcomes.get(act));
  }
}
