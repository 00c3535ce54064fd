// atob and btoa.
'use strict';
const { Buffer } = require('buffer');
function fail(message) {
  throw Object.assign(new Error(message), { name: 'InvalidCharacterError', code: 5 });
}
exports.btoa = (text) => {
  const latin1 = String(text);
  if (/[^\0-\xff]/.test(latin1)) fail('Invalid character');
  return Buffer.from(latin1, 'latin1').toString('base64');
};
exports.atob = (text) => {
  const base64 = String(text).replace(/[\t\n\f\r ]/g, '').replace(/^((?:.{4})*..)==$|^((?:.{4})*...)=$/, '$1$2');
  if (/[^A-Za-z0-9+/]/.test(base64) || base64.length % 4 === 1) fail('The string to be decoded is not correctly encoded.');
  return Buffer.from(base64, 'base64').toString('latin1');
};
