package com.klaro.activities.identity.breach;

import com.klaro.store.identity.password.BreachSettings;
import com.klaro.store.identity.password.BreachedPasswords;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pwned Passwords, asked by k-anonymity: five digits of a hash leave this machine, and some
/// hundred hashes come back. Padding hides how many from whoever sees sizes on the wire.
///
/// This is also on the classpath of the program that serves the API, which gets OkHttp for it and
/// nothing else that speaks to the world.
public final class PwnedPasswords implements BreachedPasswords, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PwnedPasswords.class);

  private static final int PREFIX = 5;
  private static final Pattern SHA1 = Pattern.compile("[0-9A-F]{40}");
  private static final Pattern LINE = Pattern.compile("[0-9A-F]{35}:[0-9]{1,12}");

  /// A padded answer has some 40 KB.
  private static final int LARGEST = 256 * 1024;

  private final String base;
  private final OnceMade client;

  public PwnedPasswords(BreachSettings settings) {
    this(settings, Dns.SYSTEM);
  }

  PwnedPasswords(BreachSettings settings, Dns names) {
    this.base = settings.url().toString().replaceAll("/+$", "") + "/range/";
    this.client = new OnceMade(settings.timeout(), names);
  }

  /// What is wrong is logged without the question: a part of a hash beside the time of a request
  /// would say something about somebody's password.
  @Override
  public Answer find(String sha1) {
    if (!SHA1.matcher(sha1).matches()) {
      throw new IllegalArgumentException("must be a SHA-1 in upper case");
    }
    Request question = question(sha1.substring(0, PREFIX));
    try (Response response = client.get().newCall(question).execute()) {
      return read(response.code(), text(response.body().source()), sha1.substring(PREFIX));
    } catch (InterruptedIOException late) {
      LOG.warn("Nobody said in time whether a password was published");
      return new Answer.Unknown();
    } catch (IOException failure) {
      LOG.warn(
          "Nobody said whether a password was published: {}", failure.getClass().getSimpleName());
      return new Answer.Unknown();
    }
  }

  /// OkHttp would ask for a compressed answer, whose size says more than that of a padded one.
  private Request question(String prefix) {
    return new Request.Builder()
        .url(base + prefix)
        .header("Add-Padding", "true")
        .header("Accept-Encoding", "identity")
        .header("User-Agent", "Klaro")
        .build();
  }

  private static String text(BufferedSource body) throws IOException {
    if (body.request(LARGEST + 1)) {
      throw new TooLarge();
    }
    return body.readString(StandardCharsets.US_ASCII);
  }

  private static Answer read(int status, String body, String suffix) {
    List<String> lines = body.lines().filter(line -> !line.isEmpty()).toList();
    if (status != 200
        || lines.isEmpty()
        || !lines.stream().allMatch(line -> LINE.matcher(line).matches())) {
      LOG.warn("What was answered about a published password cannot be read; status {}", status);
      return new Answer.Unknown();
    }
    // A count of zero is padding.
    return lines.stream()
            .anyMatch(line -> line.startsWith(suffix + ":") && !line.matches("[^:]+:0+"))
        ? new Answer.Found()
        : new Answer.NotFound();
  }

  @Override
  public void close() {
    client.close();
  }

  private static final class TooLarge extends IOException {}

  /// It reads the system's certificates, and nobody who starts should wait for that.
  private static final class OnceMade implements AutoCloseable {
    private final Duration timeout;
    private final Dns names;
    private volatile List<OkHttpClient> made = List.of();

    OnceMade(Duration timeout, Dns names) {
      this.timeout = timeout;
      this.names = names;
    }

    synchronized OkHttpClient get() {
      if (made.isEmpty()) {
        made = List.of(make());
      }
      return made.getFirst();
    }

    /// Its own way of trying again is left on: a connection that was kept may be gone by now, and
    /// other addresses of the same name may answer.
    private OkHttpClient make() {
      return new OkHttpClient.Builder()
          .callTimeout(timeout)
          .dns(new PunctualDns(names, timeout))
          .protocols(List.of(Protocol.HTTP_1_1))
          .connectionPool(new ConnectionPool(2, 30, TimeUnit.SECONDS))
          .followRedirects(false)
          .addNetworkInterceptor(OnceMade::answered)
          .build();
    }

    /// An answer of 408, or of 503, makes OkHttp ask once more unless it says to wait.
    private static Response answered(Interceptor.Chain chain) throws IOException {
      return chain.proceed(chain.request()).newBuilder().header("Retry-After", "1").build();
    }

    @Override
    public synchronized void close() {
      for (OkHttpClient client : made) {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
      }
    }
  }
}
