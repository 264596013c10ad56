package com.klaro.api.web.limit;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Sheds what would only queue. Waiting costs a virtual thread, so it is cheap, but it is bounded
/// in number and in time.
public final class Overload extends Handler.Wrapper {

  public static final String WEBHOOKS = "/webhooks/";

  private static final String PLACE = "com.klaro.place";

  private final Lane webhooks;
  private final Lane others;

  public Overload(OverloadSettings settings, Handler inner) {
    super(inner);
    webhooks = new Lane(settings.webhooksInFlight(), settings);
    others = new Lane(settings.inFlight(), settings);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Lane lane = Request.getPathInContext(request).startsWith(WEBHOOKS) ? webhooks : others;
    if (!lane.enter()) {
      Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
      return true;
    }
    Place place = new Place(lane);
    request.setAttribute(PLACE, place);
    try {
      return super.handle(request, response, callback);
    } finally {
      place.leave();
    }
  }

  /// Gives the place back early, for answers that stay open without working (server-sent events).
  public static void leave(ContainerRequestContext request) {
    if (request.getProperty(PLACE) instanceof Place place) {
      place.leave();
    }
  }

  /// Takes a place again after [#leave].
  ///
  /// @throws Problem `overloaded`
  public static void enterAgain(ContainerRequestContext request) {
    if (request.getProperty(PLACE) instanceof Place place && !place.enterAgain()) {
      throw Problem.of(ProblemType.OVERLOADED).withRetryAfter(Duration.ofSeconds(1));
    }
  }

  private record Lane(Semaphore places, Semaphore queue, Duration patience) {

    Lane(int places, OverloadSettings settings) {
      this(new Semaphore(places, true), new Semaphore(settings.waiting()), settings.patience());
    }

    boolean enter() throws InterruptedException {
      if (places.tryAcquire()) {
        return true;
      }
      if (!queue.tryAcquire()) {
        return false;
      }
      try {
        return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        queue.release();
      }
    }
  }

  private record Place(Lane lane, AtomicBoolean left) {

    Place(Lane lane) {
      this(lane, new AtomicBoolean());
    }

    boolean enterAgain() {
      try {
        if (lane.enter()) {
          left.set(false);
          return true;
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
      return false;
    }

    void leave() {
      if (left.compareAndSet(false, true)) {
        lane.places().release();
      }
    }
  }
}
