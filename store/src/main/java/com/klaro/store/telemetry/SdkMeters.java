package com.klaro.store.telemetry;

import com.uber.m3.tally.Buckets;
import com.uber.m3.tally.Capabilities;
import com.uber.m3.tally.CapableOf;
import com.uber.m3.tally.Counter;
import com.uber.m3.tally.Gauge;
import com.uber.m3.tally.Histogram;
import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.Timer;
import com.uber.m3.util.ImmutableMap;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the Temporal SDK measures, written straight into our registry. Its own scopes build maps
/// and look meters up again on every call, which was a fifth of a small workflow's CPU; here what
/// was asked for once is kept. Tags of the SDK have few values, so what is kept stays small.
public final class SdkMeters implements Scope {

  private record Series(String prefix, Map<String, String> tags) {}

  private final MeterRegistry registry;
  private final ConcurrentMap<Series, SdkMeters> all;
  private final Series series;
  private final List<Tag> tags;
  private final ConcurrentMap<Map<String, String>, SdkMeters> tagged = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Counter> counters = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Gauge> gauges = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Timer> timers = new ConcurrentHashMap<>();

  public SdkMeters(MeterRegistry registry) {
    this(registry, new ConcurrentHashMap<>(), new Series("", Map.of()));
    all.put(series, this);
  }

  private SdkMeters(MeterRegistry registry, ConcurrentMap<Series, SdkMeters> all, Series series) {
    this.registry = registry;
    this.all = all;
    this.series = series;
    this.tags =
        series.tags().entrySet().stream().map(tag -> Tag.of(tag.getKey(), tag.getValue())).toList();
  }

  @Override
  public Scope tagged(Map<String, String> more) {
    SdkMeters known = tagged.get(more);
    if (known != null) {
      return known;
    }
    var merged = new HashMap<>(series.tags());
    merged.putAll(more);
    SdkMeters scope = at(new Series(series.prefix(), Map.copyOf(merged)));
    // The SDK's own maps are equal to none of another class.
    tagged.put(more instanceof ImmutableMap ? more : Map.copyOf(more), scope);
    return scope;
  }

  @Override
  public Scope subScope(String name) {
    return at(new Series(named(name) + ".", series.tags()));
  }

  /// One scope for one set of tags, whichever way it was reached: a gauge has one value.
  private SdkMeters at(Series wanted) {
    return all.computeIfAbsent(wanted, found -> new SdkMeters(registry, all, found));
  }

  @Override
  public Counter counter(String name) {
    return kept(counters, name, full -> registry.counter(full, tags)::increment);
  }

  @Override
  public Gauge gauge(String name) {
    return kept(gauges, name, full -> SdkGauge.in(registry, full, tags));
  }

  @Override
  public Timer timer(String name) {
    return kept(timers, name, full -> SdkTimer.in(registry, full, tags));
  }

  /// The SDK has none, and every timer here has buckets. Work must not fail for a metric's sake.
  @Override
  @SuppressWarnings({"deprecation", "rawtypes"}) // as the interface has it
  public Histogram histogram(String name, @Nullable Buckets buckets) {
    return new NoopScope().histogram(name, buckets);
  }

  @Override
  public Capabilities capabilities() {
    return CapableOf.REPORTING_TAGGING;
  }

  /// Nothing waits to be reported, and the registry is not ours.
  @Override
  public void close() {}

  private <M> M kept(ConcurrentMap<String, M> meters, String name, Function<String, M> made) {
    M known = meters.get(name);
    return known == null ? meters.computeIfAbsent(name, _ -> made.apply(named(name))) : known;
  }

  private String named(String name) {
    return series.prefix() + name;
  }
}
