package com.klaro.api.tls;

import io.dropwizard.jetty.HttpsConnectorFactory;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connector that speaks HTTP/1.1 over TLS 1.2 and 1.3, with cipher suites that keep what was
/// recorded today closed to whoever gets the key tomorrow (RFC 9325).
public final class TlsConnectorFactory extends HttpsConnectorFactory {

  private static final Logger LOG = LoggerFactory.getLogger(TlsConnectorFactory.class);

  private final PemFiles files;
  private volatile List<FileTime> served;

  /// @throws PemFiles.Unusable when there is nothing to serve with
  public TlsConnectorFactory(String host, TlsSettings settings) {
    this.files = new PemFiles(settings.certificate(), settings.privateKey());
    this.served = files.changed();
    files.check();
    setBindHost(host);
    setPort(settings.port());
    // There is one certificate, and nothing is decided by the name that a client used.
    setDisableSniHostCheck(true);
  }

  @Override
  protected SslContextFactory.Server configureSslContextFactory(SslContextFactory given) {
    if (!(given instanceof SslContextFactory.Server context)) {
      throw new IllegalArgumentException("A server's context is needed");
    }
    served = files.changed();
    context.setKeyStore(files.keyStore());
    context.setKeyStorePassword("");
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    context.setIncludeCipherSuites(
        "TLS_AES_.*", "TLS_CHACHA20_.*", "TLS_ECDHE_.*_GCM_.*", "TLS_ECDHE_.*_CHACHA20_.*");
    context.setUseCipherSuitesOrder(true);
    context.setRenegotiationAllowed(false);
    return context;
  }

  /// Serves new connections with renewed files; for upkeep. What cannot be used is told, and what
  /// was served before stays.
  ///
  /// @param server that was built with this
  public void renew(Server server) {
    try {
      if (files.changed().equals(served)) {
        return;
      }
      files.check();
      server.getBean(SslContextFactory.Server.class).reload(this::configureSslContextFactory);
      LOG.info(
          "A renewed certificate is served, good until {}",
          files.certificate().getNotAfter().toInstant());
    } catch (PemFiles.Unusable notYet) {
      LOG.warn("The certificate stays as it was: {}", notYet.getMessage());
    } catch (Exception failure) {
      throw new IllegalStateException("The certificate could not be renewed", failure);
    }
  }
}
