package com.klaro.app.bench;

import com.klaro.store.database.DatabaseAddress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The least program that signs people in over HTTP: a request from a bare socket, one question for
/// the hash, the hash on as many threads as cores, one row with a commit, one signature. It has no
/// framework, no limits, no trail, no deadlines and no tenants. How far it stays behind a bare loop
/// is what this machine takes from any program.
final class LeastLogin implements AutoCloseable {

  private static final String LENGTH = "content-length:";
  private static final int LARGEST = 4096;

  private final BareHash hash;
  private final LeastRows rows;
  private final PrivateKey key = key();
  private final ExecutorService hashing =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
  private final ServerSocket server;
  private final RawClient client;
  private final byte[] request;

  LeastLogin(DatabaseAddress address, BareHash hash) {
    this.hash = hash;
    this.rows = LeastRows.in(address, hash.phc());
    try {
      this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    connections.execute(this::accept);
    this.client = new RawClient(server.getLocalPort());
    this.request =
        client.request(
            "/v1/sessions",
            "{\"email\":\"asha@example.com\",\"password\":\"%s\"}".formatted(hash.password()));
  }

  /// As [Logins#succeeds], by the same client.
  void succeeds(int turn) {
    int status = client.status(request);
    if (status != 200) {
      throw new IllegalStateException("The least login was answered with " + status);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      for (int length = length(in); length >= 0; length = length(in)) {
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        byte[] token = token(body).getBytes(StandardCharsets.US_ASCII);
        String head = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(token.length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(token);
      }
    } catch (IOException closed) {
      return;
    }
  }

  /// Of the body that follows; negative at the end.
  private static int length(InputStream in) throws IOException {
    int length = -1;
    var line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n') {
        line.append((char) next);
        continue;
      }
      String header = line.toString().strip();
      line.setLength(0);
      if (header.isEmpty()) {
        return Math.min(length, LARGEST);
      }
      if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    return -1;
  }

  private String token(String body) {
    if (!body.contains(hash.password())) {
      throw new IllegalStateException("Another password than was sent");
    }
    try {
      String phc = rows.seek("asha@example.com");
      hashing.submit(() -> hash.verify(phc)).get();
      return sign(rows.start());
    } catch (InterruptedException | ExecutionException | GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private String sign(String session) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key);
    signature.update(session.getBytes(StandardCharsets.US_ASCII));
    return session + "." + HexFormat.of().formatHex(signature.sign());
  }

  private static PrivateKey key() {
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
      pairs.initialize(new ECGenParameterSpec("secp256r1"));
      return pairs.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    client.close();
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    connections.shutdownNow();
    hashing.shutdownNow();
    rows.close();
  }
}
