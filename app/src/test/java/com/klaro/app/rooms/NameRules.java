package com.klaro.app.rooms;

import static com.klaro.app.rooms.House.ACTIVITIES;
import static com.klaro.app.rooms.House.WORKFLOWS;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.klaro.api.broken.SessionImpl;
import com.klaro.api.broken.VagueNames;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// Names are the business's; those of files are read in `SourcesTest`.
final class NameRules {

  static final List<Rule> ALL =
      List.of(
          new Rule("implementations are Temporal's", noImpl(), SessionImpl.class),
          new Rule(
              "names say what a thing is",
              noVagueNames(),
              VagueNames.SessionManager.class,
              VagueNames.SessionHelper.class,
              VagueNames.SessionUtil.class,
              VagueNames.SessionUtils.class,
              VagueNames.SessionService.class,
              VagueNames.DefaultSession.class,
              VagueNames.AbstractSession.class));

  private NameRules() {}

  private static ArchRule noImpl() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(WORKFLOWS, ACTIVITIES)
        .should()
        .haveNameMatching(".*[.$][A-Za-z]*Impl");
  }

  private static ArchRule noVagueNames() {
    return noClasses()
        .should()
        .haveNameMatching(
            ".*[.$]([A-Za-z]*(Manager|Helper|Utils?|Service)|(Default|Abstract)[A-Z][A-Za-z]*)");
  }
}
