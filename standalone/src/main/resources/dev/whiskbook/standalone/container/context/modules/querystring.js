// Node.js's querystring.
'use strict';
exports.escape = encodeURIComponent;
exports.unescape = (text) => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
};
exports.parse = exports.decode = (text, separator = '&', equals = '=') => {
  const parsed = Object.create(null);
  for (const pair of String(text ?? '').split(separator)) {
    if (pair === '') continue;
    const at = pair.indexOf(equals);
    const key = exports.unescape(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? '' : exports.unescape(pair.slice(at + equals.length));
    parsed[key] = key in parsed ? [].concat(parsed[key], value) : value;
  }
  return parsed;
};
const primitive = (value) => (['string', 'number', 'boolean', 'bigint'].includes(typeof value) ? exports.escape(String(value)) : '');
exports.stringify = exports.encode = (object, separator = '&', equals = '=') => Object.entries(object ?? {})
  .flatMap(([key, value]) => [].concat(value).map((one) => exports.escape(key) + equals + primitive(one)))
  .join(separator);
