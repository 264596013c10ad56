package com.klaro.app.rooms;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule fails where it is broken, and says where: at each of its samples, and at each method
/// of them.
class BrokenSamplesTest {

  private static final ClassFileImporter IMPORTER = new ClassFileImporter();

  private static final JavaClasses SAMPLES =
      IMPORTER.importClasses(rules().stream().flatMap(rule -> rule.samples().stream()).toList());

  static List<Rule> rules() {
    return HouseRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleNamesWhatBreaksIt(Rule rule) {
    var found = rule.law().evaluate(SAMPLES.that(belongTo(rule)));
    String report = String.join("\n", found.getFailureReport().getDetails());

    assertThat(found.hasViolation()).as(rule.name()).isTrue();
    for (Class<?> sample : rule.samples()) {
      assertThat(report)
          .as(rule.name())
          .containsPattern("\\Q" + sample.getName() + "\\E(?![A-Za-z0-9])");
      assertThat(Stream.of(sample.getDeclaredMethods()).filter(it -> !it.isSynthetic()))
          .as(rule.name())
          .extracting(Method::getName)
          .allSatisfy(name -> assertThat(report).contains(sample.getName() + "." + name + "("));
    }
  }

  private static DescribedPredicate<JavaClass> belongTo(Rule rule) {
    return describe(
        "belong to " + rule, type -> rule.samples().stream().anyMatch(type::isEquivalentTo));
  }

  /// One that no rule is asked about would show nothing.
  @Test
  void everySampleBelongsToARule() {
    Set<String> claimed =
        rules().stream()
            .flatMap(rule -> rule.samples().stream())
            .map(sample -> sample.isMemberClass() ? sample.getEnclosingClass() : sample)
            .map(Class::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> written =
        IMPORTER
            .withImportOption(location -> location.contains("/broken/"))
            .importPackages("com.klaro")
            .that(resideInAPackage("com.klaro.*.broken"))
            .stream()
            .filter(JavaClass::isTopLevelClass)
            .map(JavaClass::getName)
            .filter(name -> !name.endsWith("package-info"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(written).isNotEmpty().isSubsetOf(claimed);
  }

  /// Whoever adds a group of rules must not forget to ask it.
  @Test
  void everyGroupOfRulesIsAsked() {
    assertThat(
            IMPORTER.importPackages("com.klaro.app.rooms").stream()
                .filter(type -> type.getSimpleName().endsWith("Rules")))
        .isNotEmpty()
        .allSatisfy(group ->
            assertThat(group.isEquivalentTo(HouseRules.class) || isAskedBy(group)).isTrue());
  }

  private static boolean isAskedBy(JavaClass group) {
    return group.getDirectDependenciesToSelf().stream()
        .anyMatch(it -> it.getOriginClass().isEquivalentTo(HouseRules.class));
  }
}
