// The WHATWG URL of core-js, and the older functions over it.
'use strict';
require('core-js/stable/url');
require('core-js/stable/url-search-params');

exports.URL = globalThis.URL;
exports.URLSearchParams = globalThis.URLSearchParams;
exports.parse = (text, parseQuery) => {
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(text);
  const url = new exports.URL(text, absolute ? undefined : 'relative://x');
  const query = url.search.slice(1) || null;
  return {
    protocol: absolute ? url.protocol : null, slashes: absolute && /^[^:]+:\/\//.test(text) ? true : null,
    auth: url.username ? decodeURIComponent(url.username) + (url.password ? ':' + decodeURIComponent(url.password) : '') : null,
    host: absolute ? url.host : null, port: url.port || null, hostname: absolute ? url.hostname : null,
    hash: url.hash || null, search: url.search || null, query: parseQuery ? require('querystring').parse(query) : query,
    pathname: url.pathname, path: url.pathname + url.search, href: absolute ? url.href : text,
  };
};
exports.format = (url) => url.href ?? `${url.protocol ?? 'http:'}//${url.host ?? url.hostname ?? ''}${url.pathname ?? '/'}${url.search ?? ''}${url.hash ?? ''}`;
exports.resolve = (from, to) => new exports.URL(to, from).href;
