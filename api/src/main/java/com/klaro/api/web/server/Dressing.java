package com.klaro.api.web.server;

import com.klaro.api.web.request.RequestId;
import com.klaro.store.database.DatabaseTime;
import com.klaro.store.database.Ids;
import com.klaro.store.network.AnswerHeaders;
import com.klaro.store.telemetry.LogFields;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The outermost handler: gives each request its id and its time with the database, and each
/// response its headers, an end of its own and, when the server is ending, word of it. The headers
/// are added where the response is put on the wire, because error handling on the way there clears
/// what was set before.
final class Dressing extends Handler.Wrapper {

  private final Ids ids;
  private volatile boolean lastOfEach;
  private final AtomicInteger atWork = new AtomicInteger();
  private volatile long lastBusy = System.nanoTime();

  Dressing(Ids ids, Handler inner) {
    super(inner);
    this.ids = ids;
  }

  /// From now on each connection is closed after its next answer, which says so.
  void lastOfEach() {
    lastOfEach = true;
  }

  /// Whether somebody waits for an answer, or for the rest of one.
  boolean isAtWork() {
    return atWork.get() > 0;
  }

  /// When the newest request began or the newest answer ended, as `System.nanoTime` tells it.
  long lastBusy() {
    return lastBusy;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    lastBusy = System.nanoTime();
    atWork.incrementAndGet();
    String id =
        AnswerHeaders.requestId(request.getHeaders().get(AnswerHeaders.REQUEST_ID), ids::next);
    request.setAttribute(RequestId.ATTRIBUTE, id);
    var brokenOff = new BrokenOff();
    request.setAttribute(BrokenOff.ATTRIBUTE, brokenOff);
    request.addHttpStreamWrapper(stream -> new DressedStream(stream, id, brokenOff));
    try (var _ = LogFields.REQUEST_ID.with(id)) {
      return ScopedValue.where(RequestId.CURRENT, id)
          .call(() -> DatabaseTime.sharedBy(() -> super.handle(request, response, callback)));
    }
  }

  private final class DressedStream extends HttpStream.Wrapper {

    private final String id;
    private final BrokenOff brokenOff;

    DressedStream(HttpStream wrapped, String id, BrokenOff brokenOff) {
      super(wrapped);
      this.id = id;
      this.brokenOff = brokenOff;
    }

    @Override
    public void succeeded() {
      ended();
      super.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
      ended();
      super.failed(failure);
    }

    private void ended() {
      lastBusy = System.nanoTime();
      atWork.decrementAndGet();
    }

    @Override
    public void send(
        MetaData.Request request,
        MetaData.Response response,
        boolean last,
        ByteBuffer content,
        Callback callback) {
      if (last && brokenOff.isSaid()) {
        callback.failed(new EofException("broken off"));
      } else {
        super.send(request, dressed(response, last), last, content, callback);
      }
    }

    /// Only the first part of a response has metadata; interim ones (100 Continue) stay bare.
    private MetaData.Response dressed(MetaData.Response response, boolean last) {
      if (response == null || response.getStatus() < 200) {
        return response;
      }
      HttpFields.Mutable headers = HttpFields.build(response.getHttpFields());
      SecurityHeaders.addTo(headers, id);
      if (lastOfEach) {
        headers.put(HttpFields.CONNECTION_CLOSE);
      }
      if (!last
          && response.getContentLength() < 0
          && response.getHttpVersion() == HttpVersion.HTTP_1_1) {
        // Where the connection is to be closed, its end would be that of the answer, and what was
        // broken off would look whole.
        headers.put(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED);
      }
      return new MetaData.Response(
          response.getStatus(),
          response.getReason(),
          response.getHttpVersion(),
          headers,
          response.getContentLength(),
          response.getTrailersSupplier());
    }
  }
}
