package com.klaro.api.web.server;

import com.klaro.api.web.limit.Overload;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// Takes what is left of a request that was answered before all of it had come. A connection that
/// is closed with bytes unread is reset, and a reset takes the answer from every client that sends
/// first and reads then. What is read is thrown away as it comes, by no thread and in no [Overload]
/// place; [#MOST] and [#PATIENCE] end it for those who send without end or hardly at all.
final class Lingering extends Handler.Wrapper {

  /// Bytes. Room for what a client sends that took the limit for a mebibyte or two.
  static final long MOST = 2 * 1024 * 1024;

  static final Duration PATIENCE = Duration.ofSeconds(2);

  Lingering(Handler inner) {
    super(inner);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var sent = request.getHeaders();
    if (!sent.contains(HttpHeader.CONTENT_LENGTH) && !sent.contains(HttpHeader.TRANSFER_ENCODING)) {
      return super.handle(request, response, callback);
    }
    OpenRequest open = new OpenRequest(request);
    return super.handle(open, response, new Rest(open, callback));
  }

  /// Called when the answer is out; lets the exchange end only when the request has.
  private static final class Rest extends Callback.Nested implements Runnable {

    private final OpenRequest request;
    private Scheduler.@Nullable Task deadline;
    private long read;
    private boolean over;

    Rest(OpenRequest request, Callback answered) {
      super(answered);
      this.request = request;
    }

    @Override
    public void succeeded() {
      run();
    }

    @Override
    public void run() {
      if (isAtEnd()) {
        super.succeeded();
      }
    }

    private synchronized boolean isAtEnd() {
      while (!over) {
        Content.@Nullable Chunk part = request.read();
        if (part == null && request.isHeldBack()) {
          return end();
        }
        if (part == null) {
          awaitMore();
          return false;
        }
        read += part.remaining();
        boolean last = part.isLast() || Content.Chunk.isFailure(part);
        part.release();
        if (last) {
          return end();
        }
        if (read > MOST) {
          // Whoever reads while sending can still have the answer until the time is up.
          startDeadline();
          return false;
        }
      }
      return false;
    }

    private void awaitMore() {
      startDeadline();
      request.demand(this);
    }

    private void startDeadline() {
      if (deadline == null) {
        deadline =
            request
                .getComponents()
                .getScheduler()
                .schedule(this::giveUp, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    private synchronized boolean end() {
      if (over) {
        return false;
      }
      over = true;
      if (deadline != null) {
        boolean _ = deadline.cancel();
      }
      return true;
    }

    /// A failure after the answer closes the connection at once.
    private void giveUp() {
      if (end()) {
        failed(new TimeoutException("The rest of the request did not come in time"));
      }
    }
  }

  /// As the server's own, but still readable after someone looked whether all has come: the
  /// original answers every later read with a failure.
  private static final class OpenRequest extends Request.Wrapper {

    private volatile boolean begun;

    OpenRequest(Request wrapped) {
      super(wrapped);
    }

    @Override
    public Content.@Nullable Chunk read() {
      Content.@Nullable Chunk part = super.read();
      if (part != null && part.hasRemaining()) {
        begun = true;
      }
      return part;
    }

    @Override
    public boolean consumeAvailable() {
      int reads =
          getConnectionMetaData().getHttpConfiguration().getMaxUnconsumedRequestContentReads();
      for (int i = 0; i < reads; i++) {
        Content.@Nullable Chunk part = read();
        if (part == null) {
          return false;
        }
        part.release();
        if (part.isLast()) {
          return !Content.Chunk.isFailure(part);
        }
      }
      return false;
    }

    /// The client waits for leave to send, and asking for more would give it.
    boolean isHeldBack() {
      return !begun
          && getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
    }
  }
}
