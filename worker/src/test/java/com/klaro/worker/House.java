package com.klaro.worker;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The classes of all rooms, read once. This module is the only one from which every room can be
/// seen.
final class House {

  static final String WORKFLOWS = "com.klaro.workflows..";
  static final String STORE = "com.klaro.store..";
  static final String ACTIVITIES = "com.klaro.activities..";
  static final String WORKER = "com.klaro.worker..";
  static final String API = "com.klaro.api..";
  static final String SANDBOX = "com.klaro.sandbox..";
  static final String APP = "com.klaro.app..";

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // The store's test fixtures arrive as a jar.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("com.klaro");

  private House() {}
}
