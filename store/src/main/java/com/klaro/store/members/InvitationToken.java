package com.klaro.store.members;

import com.klaro.store.secrets.Sha256;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// What an invitation's link carries: the workspace, so that the gate knows where to look, and 256
/// random bits. Rows hold the SHA-256 of the whole (ASVS 6.5.2).
public record InvitationToken(WorkspaceId workspaceId, String text) {

  private static final String PREFIX = "kli_";
  private static final int ID = 16;
  private static final int SECRET = 32;

  /// 48 bytes are 64 characters of base64 with none left over: one spelling each.
  private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{64}");

  static InvitationToken fresh(WorkspaceId workspaceId, SecureRandom random) {
    byte[] secret = new byte[SECRET];
    random.nextBytes(secret);
    UUID id = workspaceId.value();
    byte[] all =
        ByteBuffer.allocate(ID + SECRET)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .put(secret)
            .array();
    return new InvitationToken(workspaceId, PREFIX + Base64.getUrlEncoder().encodeToString(all));
  }

  /// Empty when the text cannot be one of ours.
  public static Optional<InvitationToken> parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    ByteBuffer all =
        ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
    return Optional.of(
        new InvitationToken(new WorkspaceId(new UUID(all.getLong(), all.getLong())), text));
  }

  public byte[] hash() {
    return Sha256.of(text);
  }

  @Override
  public String toString() {
    return "InvitationToken[…]";
  }
}
