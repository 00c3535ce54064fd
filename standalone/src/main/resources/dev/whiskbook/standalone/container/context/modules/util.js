// The part of Node.js's util that actions use.
'use strict';
const { inspect, format } = require('#inspect');

exports.format = (...args) => format(args);
// The second argument was once showHidden, with the depth as the third.
exports.inspect = (value, options, depth) => inspect(value, typeof options === 'object' && options !== null ? options : { depth });
exports.inspect.custom = Symbol.for('nodejs.util.inspect.custom');
exports.inherits = (constructor, parent) => {
  constructor.super_ = parent;
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
};
exports.promisify = (f) => {
  if (typeof f !== 'function') throw new TypeError('The "original" argument must be of type function');
  if (f[exports.promisify.custom] !== undefined) return f[exports.promisify.custom];
  return function (...args) {
    return new Promise((resolve, reject) => f.call(this, ...args, (e, value) => (e ? reject(e) : resolve(value))));
  };
};
exports.promisify.custom = Symbol.for('nodejs.util.promisify.custom');
exports.callbackify = (f) => function (...args) {
  const callback = args.pop();
  f.apply(this, args).then((value) => setImmediate(callback, null, value), (e) => setImmediate(callback, e));
};
exports.deprecate = (f, message) => {
  let told = false;
  return function (...args) {
    if (!told) console.error(`DeprecationWarning: ${message}`);
    told = true;
    return f.apply(this, args);
  };
};
exports.TextEncoder = TextEncoder;
exports.TextDecoder = TextDecoder;
const tag = (value) => Object.prototype.toString.call(value).slice(8, -1);
exports.types = {
  isDate: (v) => v instanceof Date, isRegExp: (v) => v instanceof RegExp, isNativeError: (v) => v instanceof Error,
  isPromise: (v) => v instanceof Promise, isMap: (v) => v instanceof Map, isSet: (v) => v instanceof Set,
  isTypedArray: (v) => ArrayBuffer.isView(v) && !(v instanceof DataView), isUint8Array: (v) => v instanceof Uint8Array,
  isArrayBuffer: (v) => v instanceof ArrayBuffer, isAnyArrayBuffer: (v) => v instanceof ArrayBuffer,
  isAsyncFunction: (v) => tag(v) === 'AsyncFunction', isGeneratorFunction: (v) => tag(v) === 'GeneratorFunction',
};
exports.isArray = Array.isArray;

// Deep equality as assert.deepStrictEqual has it; with loose, == for primitives.
exports.isDeepStrictEqual = (a, b) => equal(a, b, false, new Map());
exports.isDeepLooseEqual = (a, b) => equal(a, b, true, new Map());
function equal(a, b, loose, seen) {
  // eslint-disable-next-line eqeqeq
  if (Object.is(a, b) || (loose && a == b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return loose && Number.isNaN(a) && Number.isNaN(b);
  }
  if (seen.get(a) === b) return true;
  seen.set(a, b);
  if (tag(a) !== tag(b) || (!loose && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b))) return false;
  if (a instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof RegExp) return String(a) === String(b);
  if (a instanceof Error && (a.message !== b.message || a.name !== b.name)) return false;
  if (ArrayBuffer.isView(a)) return a.length === b.length && Array.from(a).every((x, i) => Object.is(x, b[i]));
  if (a instanceof Map) {
    return a.size === b.size && [...a].every(([k, v]) => b.has(k) && equal(v, b.get(k), loose, seen));
  }
  if (a instanceof Set) {
    return a.size === b.size && [...a].every((v) => b.has(v) || [...b].some((w) => equal(v, w, loose, seen)));
  }
  if (Array.isArray(a) && a.length !== b.length) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => Object.hasOwn(b, k) && equal(a[k], b[k], loose, seen));
}
