package com.klaro.api.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Ends an export whose reader is slower than [#PACE]. The idle timeout alone lets one that takes a
/// little now and then keep its place and its connection for days. A pace and no deadline: a long
/// chain may take its time.
final class PacedStream extends OutputStream {

  /// Bytes a second, on average.
  static final int PACE = 32 * 1024;

  /// Before anybody is called slow.
  static final Duration GRACE = Duration.ofMinutes(1);

  private final OutputStream inner;
  private final LongSupplier nanos;
  private final long begun;
  private long written;

  /// @param nanos as `System.nanoTime`
  PacedStream(OutputStream inner, LongSupplier nanos) {
    this.inner = inner;
    this.nanos = nanos;
    begun = nanos.getAsLong();
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  /// @throws IOException when what was written so far took too long
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Duration taken = Duration.ofNanos(nanos.getAsLong() - begun);
    if (taken.compareTo(GRACE.plusSeconds(written / PACE)) > 0) {
      throw new IOException("Its reader is too slow");
    }
    inner.write(bytes, offset, length);
    written += length;
  }

  @Override
  public void flush() throws IOException {
    inner.flush();
  }
}
