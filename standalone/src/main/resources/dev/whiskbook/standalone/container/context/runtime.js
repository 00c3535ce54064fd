// The part of OpenWhisk's nodejs runtime that runs inside a context: globals of Node.js that actions
// rely on, loading of the action, and one call per activation. `host` holds the few functions of the
// Java side (JavaScriptHost.java); everything else here is plain JavaScript.
(function (host, inspect, modulesOf) {
  'use strict';
  const { stringify, parse } = JSON;
  const environment = Object.create(null);
  const ABSENT = ['AbortController', 'AbortSignal', 'Blob', 'BroadcastChannel', 'CompressionStream', 'CustomEvent',
    'DecompressionStream', 'Event', 'EventTarget', 'File', 'FormData', 'Headers', 'MessageChannel', 'ReadableStream', 'Request',
    'Response', 'TransformStream', 'WebAssembly', 'WebSocket', 'WritableStream', 'XMLHttpRequest'];
  const INTERNAL = /\n\s+at [^\n]*(whiskbook-\w+\.js|\/whiskbook\/[\w-]+\.js|native)[^\n]*/g;

  // ---- streams ----
  // Of several activations at once in this container each prints its own, also after it has waited.
  const { Snapshot, Variable } = globalThis.AsyncContext;
  delete globalThis.AsyncContext; // Node.js has none
  const activation = new Variable({ defaultValue: 0 });
  const write = (stream, text) => host.print(activation.get(), stream, text);
  const stderr = (...args) => write(2, inspect.format(args) + '\n');
  const writable = (stream) => ({ isTTY: false, write(text) { write(stream, String(text)); return true; } });

  // ---- process ----
  globalThis.process = {
    env: environment, argv: ['node', 'action'], pid: 1, platform: 'linux', arch: 'x64',
    version: 'v20.0.0', versions: { node: '20.0.0' }, exitCode: undefined,
    stdout: writable(1), stderr: writable(2),
    cwd: () => '/', uptime: () => host.now() / 1000,
    hrtime: Object.assign((since) => {
      const ns = host.now() * 1e6, s = Math.floor(ns / 1e9), n = Math.floor(ns % 1e9);
      if (!since) return [s, n];
      return n < since[1] ? [s - since[0] - 1, n - since[1] + 1e9] : [s - since[0], n - since[1]];
    }, { bigint: () => BigInt(Math.round(host.now() * 1e6)) }),
    nextTick: (f, ...args) => { Promise.resolve().then(() => f(...args)); },
    exit: () => host.exit(), abort: () => host.exit(),
    on() { return this; }, once() { return this; },
    emitWarning: (warning) => stderr(`(node:1) ${warning instanceof Error ? warning : 'Warning: ' + warning}`),
  };
  for (const name of ['memoryUsage', 'cpuUsage', 'resourceUsage', 'chdir', 'kill']) {
    globalThis.process[name] = () => { throw modules.absent(`There is no process.${name} here`); };
  }
  globalThis.global = globalThis;
  globalThis.performance = { now: () => host.now(), timeOrigin: Date.now() };
  globalThis.queueMicrotask = (f) => { Promise.resolve().then(f); };

  // ---- timers ----
  class Timeout {
    constructor(id) { this.id = id; }
    ref() { return this; }
    unref() { return this; }
    hasRef() { return true; }
    [Symbol.toPrimitive]() { return this.id; }
  }
  const later = (f, args, delay, repeat) => {
    const here = new Snapshot();
    return new Timeout(host.schedule(() => here.run(f, ...args), delay, repeat));
  };
  const schedule = (f, ms, args, repeat) => {
    if (typeof f !== 'function') {
      throw new TypeError('The "callback" argument must be of type function. Received ' + inspect.format([f]));
    }
    const delay = ms >= 1 && ms <= 2147483647 ? Math.trunc(ms) : 1;
    return later(f, args, delay, repeat);
  };
  const cancel = (timer) => { if (timer !== undefined && timer !== null) host.cancel(Number(timer)); };
  globalThis.setTimeout = (f, ms, ...args) => schedule(f, ms, args, false);
  globalThis.setInterval = (f, ms, ...args) => schedule(f, ms, args, true);
  globalThis.setImmediate = (f, ...args) => later(f, args, 0, false);
  globalThis.clearTimeout = globalThis.clearInterval = globalThis.clearImmediate = cancel;

  // ---- modules, and globals that are loaded when first used ----
  const modules = modulesOf(host, inspect);

  function lazily(name, load) {
    const define = (value) => {
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
      return value;
    };
    Object.defineProperty(globalThis, name, {
      configurable: true, enumerable: false, set: define,
      get() {
        delete globalThis[name]; // polyfills look whether it is there
        return define(load());
      },
    });
  }
  lazily('console', () => modules.builtin('console-output')(write, () => stackOf(new Error()).replace(/^.*/, '')));
  lazily('Buffer', () => modules.builtin('buffer').Buffer);
  lazily('crypto', () => modules.builtin('crypto').webcrypto);
  lazily('URL', () => modules.builtin('url').URL);
  lazily('URLSearchParams', () => modules.builtin('url').URLSearchParams);
  lazily('structuredClone', () => modules.builtin('structured-clone'));
  lazily('atob', () => modules.builtin('base64').atob);
  lazily('btoa', () => modules.builtin('base64').btoa);
  globalThis.fetch = async () => { throw modules.absent('There is no fetch here'); };

  // ---- random numbers that can be repeated: sfc32, seeded by the environment of the activation ----
  const { random: unseeded, imul } = Math;
  function seeded(text) {
    let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
    for (let i = 0; i < text.length; i++) {
      a = imul(a ^ text.charCodeAt(i), 0x85ebca6b);
      b = imul(b ^ (a >>> 13), 0xc2b2ae35) + c | 0;
      c = c + a | 0;
    }
    const next = () => {
      const t = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = ((c << 21) | (c >>> 11)) + t | 0;
      return t >>> 0;
    };
    for (let i = 0; i < 12; i++) next();
    return () => (next() * 2097152 + (next() >>> 11)) / 9007199254740992;
  }

  // ---- errors ----
  function stackOf(e) {
    const stack = e instanceof Error && typeof e.stack === 'string' ? e.stack : undefined;
    return stack === undefined ? undefined : host.columns(stack.replace(INTERNAL, ''));
  }
  const describe = (e) => stackOf(explained(e)) ?? String(e);

  // What Node.js has, and contexts have not, is told from a misspelt name. Its getter cannot say so: libraries ask whether
  // it is there.
  function explained(e) {
    const name = e instanceof ReferenceError ? /^(\w+) is not defined$/.exec(e.message)?.[1] : undefined;
    if (ABSENT.includes(name)) {
      const { message } = modules.absent(e.message);
      const stack = e.stack.replace(e.message, () => message);
      Object.assign(e, { message, stack });
    }
    return e;
  }

  // What the serialize-error package of the real runtime makes of a rejection's reason.
  function serializeError(value, seen = []) {
    if (typeof value === 'function') return `[Function: ${value.name || 'anonymous'}]`;
    if (typeof value !== 'object' || value === null) return value;
    if (seen.includes(value)) return '[Circular]';
    const path = [...seen, value];
    const copy = Array.isArray(value) ? [] : {};
    for (const key of Object.keys(value)) {
      if (typeof value[key] !== 'function') copy[key] = serializeError(value[key], path);
    }
    for (const key of ['name', 'message', 'stack', 'code']) {
      if (typeof value[key] === 'string') copy[key] = key === 'stack' ? stackOf(value) ?? value.stack : value[key];
    }
    return copy;
  }

  // ---- the action ----
  let main;

  function setEnvironment(names, values) {
    for (let i = 0; i < names.length; i++) environment[names[i]] = values[i];
    const seed = environment.__WHISKBOOK_RANDOM_SEED;
    if (seed !== undefined) Math.random = seeded(seed);
    else if (Math.random !== unseeded) Math.random = unseeded;
    delete environment.__WHISKBOOK_RANDOM_SEED;
  }

  // Runs the action's source (a function around it), or its archive, and finds its entry point.
  function init(load, entryPoint, names, values) {
    setEnvironment(names, values);
    const module = { exports: {} };
    try {
      const local = load === null ? undefined : load.call(undefined, module.exports, module, modules.require);
      const path = entryPoint.split('.');
      // In an archive, other.run is the function run of other.js (openwhisk-runtime-nodejs, runner.js).
      const exported = load !== null ? module.exports
        : path.length > 1 ? modules.require('./' + path.shift()) : modules.main();
      main = typeof local === 'function' ? local
        : path.reduce((o, key) => (o === undefined || o === null ? undefined : o[key]), exported);
    } catch (e) {
      stderr(describe(e));
      return 'Initialization has failed due to: ' + describe(e);
    }
    return typeof main === 'function' ? ''
      : `Initialization has failed due to: Action entrypoint '${entryPoint}' is not a function.`;
  }

  function finish(id, result) {
    if (result === undefined) return host.answer(id, '{}');
    if (typeof result !== 'object') {
      stderr(`Result must be of type object but has type "${typeof result}":`, result);
      return host.fail(id, '{"error":"The action did not return a dictionary."}');
    }
    let json;
    try {
      json = stringify(result);
    } catch (e) {
      stderr(describe(e));
      return host.fail(id, '{"error":"Internal error."}');
    }
    return host.answer(id, json === undefined ? '' : json);
  }

  const reject = (id, reason) => finish(id, { error: reason ? serializeError(explained(reason)) : {} });

  const run = (id, argumentsJson, names, values) => activation.run(id, runAs, id, argumentsJson, names, values);

  function runAs(id, argumentsJson, names, values) {
    setEnvironment(names, values);
    let result;
    try {
      result = main(parse(argumentsJson));
    } catch (e) {
      stderr(describe(e));
      return host.fail(id, stringify({ error: 'An error has occurred: ' + e }));
    }
    // Results that are no promises need no turn of the event loop.
    if (typeof result === 'object' && result !== null && typeof result.then === 'function') {
      Promise.resolve(result).then((value) => finish(id, value), (reason) => reject(id, reason));
    } else {
      finish(id, result);
    }
    return undefined;
  }

  return { init, run, describe };
})
