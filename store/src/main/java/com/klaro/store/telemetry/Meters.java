package com.klaro.store.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;

/// Meters that every program has. Which registry exports them is the program's choice.
public final class Meters {

  private static final List<MeterBinder> PROCESS =
      List.of(
          new JvmMemoryMetrics(),
          new JvmThreadMetrics(),
          new ClassLoaderMetrics(),
          new ProcessorMetrics(),
          new FileDescriptorMetrics(),
          new UptimeMetrics());

  private Meters() {}

  /// Must be called before other meters are made, because the tag is given to later ones only.
  ///
  /// @param program such as `api` or `worker`; the one tag all meters carry. No meter is tagged
  ///   with a workspace: the number of series must not grow with customers
  public static void start(MeterRegistry registry, String program) {
    registry.config().commonTags(List.of(Tag.of("program", program)));
    PROCESS.forEach(binder -> binder.bindTo(registry));
  }
}
