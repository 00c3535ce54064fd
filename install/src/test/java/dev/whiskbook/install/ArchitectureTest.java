package dev.whiskbook.install;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the dependencies between modules and packages to one way. */
@AnalyzeClasses(packages = "dev.whiskbook", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchRule the_kernel_knows_no_other_module = mayImportOnlyItself("kernel");

  @ArchTest static final ArchRule the_client_knows_no_other_module = mayImportOnlyItself("whisk");

  @ArchTest
  static final ArchRule the_standalone_server_knows_no_other_module =
      mayImportOnlyItself("standalone");

  @ArchTest
  static final ArchRule magics_know_kernel_and_client_only =
      noClasses()
          .that()
          .resideInAPackage("dev.whiskbook.magics..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.whiskbook..")
                  .and(
                      resideOutsideOfPackages(
                          "dev.whiskbook.magics..",
                          "dev.whiskbook.kernel..",
                          "dev.whiskbook.whisk..")));

  /**
   * Below the modules' roots. A root is its module's public API, vocabulary and entry classes in
   * one: the packages below use the first and are used by the second.
   */
  @ArchTest
  static final ArchRule packages_are_free_of_cycles =
      slices().matching("dev.whiskbook.(*).(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packages_are_named_for_what_they_are_about =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..");

  /**
   * But for those who configure what stands behind it: the kernel's logs, the web server's level.
   */
  @ArchTest
  static final ArchRule logging_goes_through_the_system_logger =
      noClasses()
          .that()
          .haveNameNotMatching(
              ".*\\.(kernel\\.jupyter\\.Logs(\\$.*)?|standalone\\.(http\\.HttpServer|status\\.LogFormat(\\$.*)?))")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..");

  /**
   * Besides them: what takes the streams over for the cells, where a user's own console.log goes,
   * the printf of cells, and the log points of the debugger, which print as the cell that is
   * stopped at them would.
   */
  @ArchTest
  static final ArchRule only_entry_points_write_to_the_terminal =
      noClasses()
          .that()
          .haveNameNotMatching(
              ".*\\.(Main|Commands|\\w+Command|CellStreams|JsFunction|OrchestratorConfig|kernel\\.Kernel|kernel\\.debug\\.Expressions)")
          .should(ACCESS_STANDARD_STREAMS);

  private static ArchRule mayImportOnlyItself(String module) {
    String itself = "dev.whiskbook." + module + "..";
    return noClasses()
        .that()
        .resideInAPackage(itself)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.whiskbook..").and(resideOutsideOfPackages(itself)));
  }
}
