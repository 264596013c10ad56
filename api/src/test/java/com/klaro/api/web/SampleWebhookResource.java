package com.klaro.api.web;

import com.klaro.api.web.body.Body;
import com.klaro.api.web.body.MaxBody;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

@Path("/webhooks/sample")
public final class SampleWebhookResource {

  @POST
  @Access(Access.Class.WEBHOOK)
  @MaxBody(bytes = 3 * 1024 * 1024)
  @Answers(summary = "Take events", status = 204)
  public Response take(Body<byte[]> body) {
    return Response.noContent().header("X-Length", body.bytes().length).build();
  }
}
