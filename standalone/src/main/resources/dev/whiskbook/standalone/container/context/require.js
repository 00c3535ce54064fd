// Loads modules as Node.js does (https://nodejs.org/docs/latest-v20.x/api/modules.html): the files of an action's archive
// under /action, Node.js's own modules as far as they are there, and the packages that those are made of. `host` reads and
// compiles files (ModuleFiles.java).
(function (host, inspect) {
  'use strict';
  const PRESENT = ['assert', 'buffer', 'console', 'crypto', 'events', 'os', 'path', 'perf_hooks', 'process', 'querystring',
    'string_decoder', 'timers', 'timers/promises', 'url', 'util'];
  const PACKAGES = { buffer: 'buffer', events: 'events', path: 'path-browserify' };
  const ABSENT = ['assert/strict', 'async_hooks', 'child_process', 'cluster', 'constants', 'dgram', 'diagnostics_channel', 'dns',
    'domain', 'fs', 'fs/promises', 'http', 'http2', 'https', 'inspector', 'module', 'net', 'path/posix', 'punycode', 'readline',
    'repl', 'stream', 'stream/promises', 'test', 'tls', 'trace_events', 'tty', 'util/types', 'v8', 'vm', 'wasi',
    'worker_threads', 'zlib'];
  const cache = new Map();

  function absent(what) {
    const e = new Error(`${what}: containers of this OpenWhisk have a JavaScript engine, but no network and no disk.` +
      ' Started with --isolation process, it runs actions in Node.js itself, which has it.');
    e.code = 'MODULE_NOT_FOUND';
    return e;
  }

  function notFound(name, from) {
    const e = new Error(`Cannot find module '${name}'` + (from.startsWith('/action') ? ` from '${from.slice(8) || '.'}'` : ''));
    e.code = 'MODULE_NOT_FOUND';
    return e;
  }

  function normalize(path) {
    const parts = [];
    for (const part of path.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    return '/' + parts.join('/');
  }

  const folderOf = (file) => file.slice(0, file.lastIndexOf('/')) || '/';

  function asFile(path) {
    return [path, path + '.js', path + '.json', path + '.cjs'].find((p) => host.isFile(p));
  }

  function asFolder(path) {
    if (host.isFile(path + '/package.json')) {
      const { main } = JSON.parse(host.read(path + '/package.json'));
      if (main) {
        const file = asFile(normalize(path + '/' + main)) ?? asFile(normalize(path + '/' + main) + '/index');
        if (file !== undefined) return file;
      }
    }
    return asFile(path + '/index');
  }

  // What "exports" of a package says for require, in its usual forms.
  function exported(folder, inside) {
    if (!host.isFile(folder + '/package.json')) return undefined;
    const { exports } = JSON.parse(host.read(folder + '/package.json'));
    if (exports === undefined || exports === null) return undefined;
    const key = inside === '' ? '.' : './' + inside;
    let target = typeof exports === 'object' && Object.keys(exports).some((k) => k.startsWith('.')) ? exports[key]
      : key === '.' ? exports : undefined;
    while (target && typeof target === 'object') {
      target = Array.isArray(target) ? target[0] : target.node?.require ?? target.require ?? target.node ?? target.default;
    }
    return typeof target === 'string' ? normalize(folder + '/' + target) : undefined;
  }

  function inNodeModules(name, from) {
    const parts = name.split('/');
    const size = name.startsWith('@') ? 2 : 1;
    const inside = parts.slice(size).join('/');
    for (let folder = from; ; folder = folderOf(folder)) {
      const base = `${folder === '/' ? '' : folder}/node_modules/${parts.slice(0, size).join('/')}`;
      const file = exported(base, inside);
      if (file !== undefined && host.isFile(file)) return file;
      const path = inside === '' ? base : `${base}/${inside}`;
      const found = (inside === '' ? undefined : asFile(path)) ?? asFolder(path) ?? asFile(path);
      if (found !== undefined) return found;
      if (folder === '/' || folder === '') return undefined;
    }
  }

  function resolve(name, from) {
    if (/^\.{0,2}\//.test(name) || name === '.' || name === '..') {
      const path = normalize(name.startsWith('/') ? name : from + '/' + name);
      return (name.endsWith('/') ? undefined : asFile(path)) ?? asFolder(path);
    }
    return inNodeModules(name, from);
  }

  function load(file) {
    const known = cache.get(file);
    if (known !== undefined) return known.exports;
    if (file.endsWith('.mjs')) throw absent(`Cannot require '${file.slice(8)}', an ES module`);
    const module = { exports: {}, id: file, filename: file, loaded: false, children: [], paths: [] };
    cache.set(file, module);
    try {
      if (file.endsWith('.json')) {
        module.exports = JSON.parse(host.read(file).replace(/^\uFEFF/, ''));
      } else {
        const folder = folderOf(file);
        host.compile(file).call(module.exports, module.exports, requireFrom(folder), module, file, folder);
      }
    } catch (e) {
      cache.delete(file);
      throw e;
    }
    module.loaded = true;
    return module.exports;
  }

  function builtin(name) {
    if (PACKAGES[name] !== undefined) return load(resolve(PACKAGES[name], '/whiskbook'));
    return load(`/whiskbook/${name.replace('/', '-')}.js`);
  }

  function requireFrom(folder) {
    const require = (name) => {
      if (typeof name !== 'string' || name === '') {
        throw new TypeError(`The "id" argument must be a non-empty string. Received ${String(name)}`);
      }
      if (folder === '/whiskbook' && name.startsWith('#')) return name === '#host' ? host : inspect; // our own modules
      const plain = name.startsWith('node:') ? name.slice(5) : name;
      if (PRESENT.includes(plain)) return builtin(plain);
      const file = resolve(name, folder);
      if (file !== undefined) return load(file);
      throw ABSENT.includes(plain) ? absent(`Cannot find module '${plain}'`) : notFound(name, folder);
    };
    require.resolve = (name) => (PRESENT.includes(name) ? name : resolve(name, folder) ?? (() => { throw notFound(name, folder); })());
    require.cache = {};
    return require;
  }

  // The archive's main module.
  function main() {
    const file = asFolder('/action');
    if (file === undefined) {
      throw new Error('Zipped actions must contain either package.json or index.js at the root.');
    }
    return load(file);
  }

  return { require: requireFrom('/action'), builtin, main, absent };
})
