// Node.js's assert, without its coloured differences.
'use strict';
const util = require('util');

class AssertionError extends Error {
  constructor({ message, actual, expected, operator }) {
    super(message ?? `${util.inspect(actual)} ${operator} ${util.inspect(expected)}`);
    Object.assign(this, { name: 'AssertionError', code: 'ERR_ASSERTION', actual, expected, operator, generatedMessage: message === undefined });
  }
}

function check(holds, actual, expected, operator, message) {
  if (holds) return;
  if (message instanceof Error) throw message;
  throw new AssertionError({ message, actual, expected, operator });
}

const assert = (value, message) => check(value, value, true, '==', message ?? 'The expression evaluated to a falsy value');
assert.ok = (value, message) => assert(value, message);
assert.fail = (message = 'Failed') => { throw message instanceof Error ? message : new AssertionError({ message, operator: 'fail' }); };
// eslint-disable-next-line eqeqeq
assert.equal = (a, b, message) => check(a == b || (a !== a && b !== b), a, b, '==', message);
// eslint-disable-next-line eqeqeq
assert.notEqual = (a, b, message) => check(a != b, a, b, '!=', message);
assert.strictEqual = (a, b, message) => check(Object.is(a, b), a, b, 'strictEqual', message);
assert.notStrictEqual = (a, b, message) => check(!Object.is(a, b), a, b, 'notStrictEqual', message);
assert.deepEqual = (a, b, message) => check(util.isDeepLooseEqual(a, b), a, b, 'deepEqual', message);
assert.notDeepEqual = (a, b, message) => check(!util.isDeepLooseEqual(a, b), a, b, 'notDeepEqual', message);
assert.deepStrictEqual = (a, b, message) => check(util.isDeepStrictEqual(a, b), a, b, 'deepStrictEqual', message);
assert.notDeepStrictEqual = (a, b, message) => check(!util.isDeepStrictEqual(a, b), a, b, 'notDeepStrictEqual', message);
assert.match = (text, pattern, message) => check(pattern.test(text), text, pattern, 'match', message);
assert.doesNotMatch = (text, pattern, message) => check(!pattern.test(text), text, pattern, 'doesNotMatch', message);
assert.ifError = (e) => { if (e !== null && e !== undefined) throw e; };

function matches(e, expected) {
  if (expected === undefined || typeof expected === 'string') return true;
  if (expected instanceof RegExp) return expected.test(String(e));
  if (typeof expected === 'function') return expected.prototype !== undefined && e instanceof expected ? true : !(expected.prototype instanceof Error) && expected !== Error && expected(e) === true;
  return Object.keys(expected).every((k) => (expected[k] instanceof RegExp ? expected[k].test(e[k]) : util.isDeepStrictEqual(e[k], expected[k])));
}
assert.throws = (f, expected, message) => {
  try {
    f();
  } catch (e) {
    if (!matches(e, expected)) throw e;
    return;
  }
  check(false, undefined, expected, 'throws', message ?? 'Missing expected exception.');
};
assert.doesNotThrow = (f) => { f(); };
assert.rejects = async (promise, expected, message) => {
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (e) {
    if (!matches(e, expected)) throw e;
    return;
  }
  check(false, undefined, expected, 'rejects', message ?? 'Missing expected rejection.');
};
assert.AssertionError = AssertionError;
assert.strict = Object.assign((...args) => assert(...args), assert, {
  equal: assert.strictEqual, notEqual: assert.notStrictEqual, deepEqual: assert.deepStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
});
module.exports = assert;
