package org.yiwang;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The shape of the house: data flows down the list, imports point up it. */
class ArchitectureTest {
  /** In the order of the flow; a module may use those before it. */
  private static final List<String> ORDER =
      List.of(
          "platform",
          "tables",
          "territory",
          "people",
          "registry",
          "access",
          "tracks",
          "rules",
          "history",
          "intake",
          "setting",
          "detection",
          "warning",
          "plan",
          "cases",
          "dispatch",
          "handling",
          "scoring",
          "outbox",
          "desk",
          "livemap",
          "gateways",
          "demo",
          "backup",
          "replay",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.yiwang");

  @Test
  void importsPointUpTheList() {
    var wrong = new ArrayList<String>();
    for (var one : CLASSES) {
      var from = module(one.getPackageName());
      for (var dependency : one.getDirectDependenciesFromSelf()) {
        var to = module(dependency.getTargetClass().getPackageName());
        if (from >= 0 && to > from) {
          wrong.add(dependency.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** What people read stands in texts.yml, tracks and the web client's texts. */
  @Test
  void noTextForPeopleStandsInCode() throws IOException {
    var chinese = Pattern.compile("\\p{IsHan}");
    var comment = Pattern.compile("^\\s*(/?\\*|//)");
    var wrong = new ArrayList<String>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> chinese.matcher(line).find() && !comment.matcher(line).find())
            .forEach(line -> wrong.add(file.getFileName() + ": " + line.strip()));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Libraries beside the server have no place in its flow. */
  @Test
  void everyModuleHasItsPlaceInTheList() {
    for (var one : CLASSES) {
      var name = one.getPackageName();
      var isLibrary =
          name.startsWith("org.yiwang.engine")
              || name.startsWith("org.yiwang.dayfiles")
              || name.startsWith("org.yiwang.backtest")
              || name.startsWith("org.yiwang.topics");
      if (name.startsWith("org.yiwang.") && !isLibrary) {
        assertThat(module(name)).as(name).isNotNegative();
      }
    }
  }

  @Test
  void modulesUseOnlyEachOthersDoors() {
    ApplicationModules.of(Server.class).verify();
  }

  @Test
  void onlyCasesChangesACase() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.yiwang.cases..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.yiwang.cases.CaseStore")
        .check(CLASSES);
  }

  @Test
  void thinkingPartsKnowNeitherSpringNorSqlNorTheClock() {
    classes()
        .that()
        .haveNameMatching(
            "org\\.yiwang\\.(cases\\.(CaseLife|TimeLimit|WorkCalendar|CityCase)"
                + "|dispatch\\.PersonChoice|warning\\.Grading|scoring\\.Counts"
                + "|intake\\.(Duplicates|TimeText)|people\\.Duty)")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("org.springframework..", "java.sql..", "javax.sql..")
        .check(CLASSES);
  }

  @Test
  void controllersAreNobodysBusiness() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Controller")
        .should()
        .bePackagePrivate()
        .check(CLASSES);
  }

  private static int module(String name) {
    var rest = name.startsWith("org.yiwang.") ? name.substring("org.yiwang.".length()) : "";
    var dot = rest.indexOf('.');
    return ORDER.indexOf(dot < 0 ? rest : rest.substring(0, dot));
  }
}
