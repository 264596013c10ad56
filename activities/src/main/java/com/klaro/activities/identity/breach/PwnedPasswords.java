package com.klaro.activities.identity.breach;

import com.klaro.store.identity.password.BreachSettings;
import com.klaro.store.identity.password.BreachedPasswords;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pwned Passwords, asked by k-anonymity: five digits of a hash leave this machine, and some
/// hundred hashes come back. Padding hides how many from whoever sees sizes on the wire.
///
/// By the JDK's own client, because this is also on the classpath of the program that serves the
/// API, where no other client is.
public final class PwnedPasswords implements BreachedPasswords, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PwnedPasswords.class);

  private static final int PREFIX = 5;
  private static final Pattern SHA1 = Pattern.compile("[0-9A-F]{40}");
  private static final Pattern LINE = Pattern.compile("[0-9A-F]{35}:[0-9]{1,12}");

  /// A padded answer has some 40 KB.
  private static final int LARGEST = 256 * 1024;

  private final String base;
  private final Duration timeout;
  private final OnceMade client = new OnceMade(PwnedPasswords::client);

  public PwnedPasswords(BreachSettings settings) {
    this.base = settings.url().toString().replaceAll("/+$", "") + "/range/";
    this.timeout = settings.timeout();
  }

  /// What is wrong is logged without the question: a part of a hash beside the time of a request
  /// would say something about somebody's password.
  @Override
  public Answer find(String sha1) {
    if (!SHA1.matcher(sha1).matches()) {
      throw new IllegalArgumentException("must be a SHA-1 in upper case");
    }
    CompletableFuture<HttpResponse<String>> asked =
        client.get().sendAsync(question(sha1.substring(0, PREFIX)), answer());
    try {
      return read(asked.get(timeout.toNanos(), TimeUnit.NANOSECONDS), sha1.substring(PREFIX));
    } catch (TimeoutException late) {
      LOG.warn("Nobody said in time whether a password was published");
      return new Answer.Unknown();
    } catch (ExecutionException failure) {
      LOG.warn("Nobody said whether a password was published: {}", kind(failure.getCause()));
      return new Answer.Unknown();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Answer.Unknown();
    } finally {
      // Ends the exchange and its connection, where it is not over.
      asked.cancel(true);
    }
  }

  private static String kind(@Nullable Throwable failure) {
    return failure == null ? "" : failure.getClass().getSimpleName();
  }

  private HttpRequest question(String prefix) {
    return HttpRequest.newBuilder(URI.create(base + prefix))
        .header("Add-Padding", "true")
        .header("User-Agent", "Klaro")
        .build();
  }

  private static HttpResponse.BodyHandler<String> answer() {
    return BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.US_ASCII), LARGEST);
  }

  private static Answer read(HttpResponse<String> response, String suffix) {
    List<String> lines = response.body().lines().filter(line -> !line.isEmpty()).toList();
    if (response.statusCode() != 200
        || lines.isEmpty()
        || !lines.stream().allMatch(line -> LINE.matcher(line).matches())) {
      LOG.warn(
          "What was answered about a published password cannot be read; status {}",
          response.statusCode());
      return new Answer.Unknown();
    }
    // A count of zero is padding.
    return lines.stream()
            .anyMatch(line -> line.startsWith(suffix + ":") && !line.matches("[^:]+:0+"))
        ? new Answer.Found()
        : new Answer.NotFound();
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  @Override
  public void close() {
    client.close();
  }

  /// It reads the system's certificates, and nobody who starts should wait for that.
  private static final class OnceMade implements AutoCloseable {
    private final Supplier<HttpClient> maker;
    private volatile List<HttpClient> made = List.of();

    OnceMade(Supplier<HttpClient> maker) {
      this.maker = maker;
    }

    synchronized HttpClient get() {
      if (made.isEmpty()) {
        made = List.of(maker.get());
      }
      return made.getFirst();
    }

    @Override
    public synchronized void close() {
      made.forEach(HttpClient::shutdownNow);
    }
  }
}
