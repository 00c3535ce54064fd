// The part of Node.js's crypto that needs no streams: hashes, HMACs, random values.
'use strict';
const { Buffer } = require('buffer');
const host = require('#host');

const bytes = (data, encoding) => (typeof data === 'string' ? Buffer.from(data, encoding)
  : Buffer.from(data.buffer ?? data, data.byteOffset, data.byteLength));
const encoded = (latin1, encoding) => {
  const buffer = Buffer.from(latin1, 'latin1');
  return encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(encoding);
};

class Digest {
  #parts = [];
  #finish;
  #done = false;
  constructor(finish) { this.#finish = finish; }
  update(data, encoding) {
    if (this.#done) throw new Error('Digest already called');
    this.#parts.push(bytes(data, encoding));
    return this;
  }
  digest(encoding) {
    if (this.#done) throw new Error('Digest already called');
    this.#done = true;
    return encoded(this.#finish(Buffer.concat(this.#parts).toString('latin1')), encoding);
  }
}

function digest(compute, algorithm, what) {
  if (compute('') === null) throw new Error(`${what}: Digest method '${algorithm}' is not supported`);
  return new Digest(compute);
}

exports.createHash = (algorithm) => digest((data) => host.digest(algorithm, data), algorithm, 'createHash');
exports.createHmac = (algorithm, key) => {
  const secret = bytes(key).toString('latin1');
  return digest((data) => host.hmac(algorithm, secret, data), algorithm, 'createHmac');
};
exports.getHashes = () => ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3-256', 'sha3-512'];

exports.randomBytes = (size, callback) => {
  if (!(size >= 0 && size <= 2 ** 20)) throw new RangeError(`The value of "size" must be from 0 to ${2 ** 20}. Received ${size}`);
  const buffer = encoded(host.random(size));
  if (callback === undefined) return buffer;
  setImmediate(() => callback(null, buffer));
  return undefined;
};
exports.randomFillSync = (target) => {
  const view = new Uint8Array(target.buffer ?? target, target.byteOffset ?? 0, target.byteLength);
  view.set(exports.randomBytes(view.length));
  return target;
};
exports.getRandomValues = (target) => {
  if (target.byteLength > 65536) {
    throw new Error(`The requested length exceeds 65,536 bytes: it is ${target.byteLength}`);
  }
  return exports.randomFillSync(target);
};
exports.randomUUID = () => {
  const b = exports.randomBytes(16);
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  return b.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};
exports.randomInt = (min, max) => {
  const [from, to] = max === undefined ? [0, min] : [min, max];
  const range = to - from;
  if (!(range > 0 && range <= 2 ** 48)) throw new RangeError(`The range of randomInt must be from 1 to 2^48, not ${range}`);
  const limit = 2 ** 48 - (2 ** 48 % range);
  let drawn;
  do drawn = exports.randomBytes(6).readUIntBE(0, 6); while (drawn >= limit);
  return from + (drawn % range);
};
exports.timingSafeEqual = (a, b) => {
  if (a.byteLength !== b.byteLength) throw new RangeError('Input buffers must have the same byte length');
  const [x, y] = [bytes(a), bytes(b)];
  let difference = 0;
  for (let i = 0; i < x.length; i++) difference |= x[i] ^ y[i];
  return difference === 0;
};
exports.webcrypto = { getRandomValues: exports.getRandomValues, randomUUID: exports.randomUUID };
