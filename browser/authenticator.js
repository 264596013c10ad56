// The app on a customer's phone (RFC 6238), by itself: nothing of it is the server's.
import { createHmac } from 'node:crypto';

// What it shows now, or some steps of 30 seconds later; the next one is taken by now.
export function codeOf(secret, later = 0) {
  const bits = [...secret].map(it => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(it).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(it => parseInt(it, 2)));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const mac = createHmac('sha1', key).update(time).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}
