package com.klaro.store.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/// An authenticator and its browser, written by hand: one key of ES256, a counter, and the few
/// shapes of CBOR that WebAuthn needs. What it says can be bent.
public final class SoftAuthenticator {

  public static final int PRESENT = 1;
  public static final int VERIFIED = 4;
  private static final int CREDENTIAL = 0x40;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeyPair keys;
  private byte[] id = new byte[32];
  private byte[] userHandle = new byte[0];
  private long counted;

  public String origin = "https://app.example.com";
  public String domain = "example.com";
  public int flags = PRESENT | VERIFIED;

  /// What it says of its key, as COSE writes it; empty: what is so.
  public byte[] coseKey = new byte[0];

  public SoftAuthenticator() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
    RANDOM.nextBytes(id);
  }

  public String id() {
    return text(id);
  }

  public void hasNoId() {
    id = new byte[0];
  }

  /// A key of RS256, of which nothing needs to be so.
  public static byte[] rsa(BigInteger modulus, BigInteger exponent) {
    // {1: 3, 3: -257, -1: n, -2: e}
    return joined(
        new byte[] {(byte) 0xa4, 1, 3, 3, 0x39, 1, 0, 0x20},
        bytes(unsigned(modulus)),
        new byte[] {0x21},
        bytes(unsigned(exponent)));
  }

  /// Forgets that it was used.
  public void countBackTo(long count) {
    counted = count;
  }

  public void takeHandleOf(SoftAuthenticator other) {
    userHandle = other.userHandle;
  }

  /// @param publicKey of the options
  public String create(JsonNode publicKey) {
    userHandle = Base64.getUrlDecoder().decode(publicKey.at("/user/id").asText());
    byte[] data = data(flags | CREDENTIAL, credential());
    byte[] attestation =
        joined(
            new byte[] {(byte) 0xa3},
            said("fmt"),
            said("none"),
            said("attStmt"),
            new byte[] {(byte) 0xa0},
            said("authData"),
            bytes(data));
    ObjectNode answer = answer("webauthn.create", publicKey);
    ((ObjectNode) answer.get("response")).put("attestationObject", text(attestation));
    return answer.toString();
  }

  /// @param publicKey of the options
  public String get(JsonNode publicKey) {
    counted++;
    byte[] data = data(flags, new byte[0]);
    ObjectNode answer = answer("webauthn.get", publicKey);
    var response = (ObjectNode) answer.get("response");
    byte[] client = Base64.getUrlDecoder().decode(response.get("clientDataJSON").asText());
    response.put("authenticatorData", text(data));
    response.put("signature", text(signed(joined(data, sha256(client)))));
    response.put("userHandle", text(userHandle));
    return answer.toString();
  }

  private ObjectNode answer(String type, JsonNode publicKey) {
    String client =
        JSON.createObjectNode()
            .put("type", type)
            .put("challenge", publicKey.path("challenge").asText())
            .put("origin", origin)
            .put("crossOrigin", false)
            .toString();
    ObjectNode answer = JSON.createObjectNode().put("id", id()).put("rawId", id());
    answer.put("type", "public-key").put("authenticatorAttachment", "platform");
    answer.putObject("clientExtensionResults");
    answer
        .putObject("response")
        .put("clientDataJSON", text(client.getBytes(StandardCharsets.UTF_8)));
    return answer;
  }

  private byte[] data(int saying, byte[] more) {
    return joined(
        sha256(domain.getBytes(StandardCharsets.UTF_8)),
        new byte[] {(byte) saying},
        ByteBuffer.allocate(4).putInt((int) counted).array(),
        more);
  }

  private byte[] credential() {
    return joined(
        new byte[16],
        ByteBuffer.allocate(2).putShort((short) id.length).array(),
        id,
        coseKey.length == 0 ? ownKey() : coseKey);
  }

  private byte[] ownKey() {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    return joined(
        // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21},
        bytes(fixed(point.getAffineX())),
        new byte[] {0x22},
        bytes(fixed(point.getAffineY())));
  }

  private byte[] signed(byte[] what) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(what);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] fixed(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes.length > 32
        ? Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length)
        : joined(new byte[32 - bytes.length], bytes);
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static byte[] said(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    return joined(new byte[] {(byte) (0x60 + ascii.length)}, ascii);
  }

  private static byte[] bytes(byte[] content) {
    return joined(new byte[] {0x59, (byte) (content.length >> 8), (byte) content.length}, content);
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
