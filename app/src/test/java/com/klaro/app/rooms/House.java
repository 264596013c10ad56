package com.klaro.app.rooms;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The rooms, and the classes of the product in all of them, read once. This module is the only one
/// from which every room can be seen.
final class House {

  static final String WORKFLOWS = "com.klaro.workflows..";
  static final String STORE = "com.klaro.store..";
  static final String ACTIVITIES = "com.klaro.activities..";
  static final String WORKER = "com.klaro.worker..";
  static final String API = "com.klaro.api..";
  static final String SANDBOX = "com.klaro.sandbox..";
  static final String APP = "com.klaro.app..";

  /// Measures beside the product, with statements that the product does not have.
  static final String BENCH = "com.klaro.app.bench..";

  /// No tests, and so no broken samples.
  static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // The store's test fixtures arrive as a jar.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("com.klaro");

  private House() {}
}
