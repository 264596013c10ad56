// Second factors as an authenticator app and an authenticator set them up, with as much of both as that takes.
import { createHash, createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { succeeded } from './succeeded.js';

// RFC 6238: SHA-1, six digits, 30 seconds.
export async function appIn(klaro, owner) {
  const { secret } = succeeded(await klaro.call('POST', '/v1/me/totp', null, owner.accessToken));
  const bits = [...secret].map(it => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(it).toString(2).padStart(5, '0')).join('');
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map(it => parseInt(it, 2)))).update(time).digest();
  const code = String((hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
  return succeeded(await klaro.call('POST', '/v1/me/totp/confirm', { code }, owner.accessToken));
}

// WebAuthn without attestation, so nothing is signed: a key of ES256 in the few shapes of CBOR that it needs. `currentCode` is for
// whoever has a second factor.
export async function passkeyIn(klaro, owner, currentCode) {
  const { publicKey } = succeeded(await klaro.call('POST', '/v1/me/passkeys/options', null, owner.accessToken));
  const id = randomBytes(32);
  const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
  const key = [[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21], bytes(Buffer.from(x, 'base64url')), [0x22], bytes(Buffer.from(y, 'base64url'))];
  const data = joined(
    createHash('sha256').update(publicKey.rp.id).digest(),
    // Present, verified, with a credential; a counter, and of no known make.
    [0x45], Buffer.alloc(4), Buffer.alloc(16),
    [0, id.length], id, ...key);
  const attestation = joined([0xa3], text('fmt'), text('none'), text('attStmt'), [0xa0], text('authData'), bytes(data));
  const client = {
    type: 'webauthn.create',
    challenge: publicKey.challenge,
    origin: klaro.api.replace('127.0.0.1', 'localhost'),
    crossOrigin: false,
  };
  const credential = {
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: Buffer.from(JSON.stringify(client)).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
    },
  };
  return succeeded(await klaro.call('POST', '/v1/me/passkeys', { name: 'Key', credential, currentCode }, owner.accessToken));
}

function text(word) {
  return joined([0x60 + word.length], Buffer.from(word));
}

function bytes(content) {
  return joined([0x58, content.length], content);
}

function joined(...parts) {
  return Buffer.concat(parts.map(it => Buffer.from(it)));
}
