// Runs JavaScript actions in Node.js by OpenWhisk's action contract: POST /init and /run. The port that it listens on is the
// first line of its output; each activation's output ends with the sentinel. What the answers look like is nodejsActionBase's.
'use strict';
const { AsyncLocalStorage } = require('async_hooks');
const http = require('http');
const path = require('path');
const vm = require('vm');
const Module = require('module');

const SENTINEL = 'XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n';
const MARK = 'XXX_THE_OUTPUT_OF_A_WHISK_ACTIVATION_XXX ';
const activation = new AsyncLocalStorage();
let main;

// Several activations may run at once: before one prints after another, a line says whose the next lines are.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  let last = '';
  let endsLine = true;
  stream.write = (chunk, ...more) => {
    const id = activation.getStore() ?? last;
    if (id !== last) write((endsLine ? '' : '\n') + MARK + id + '\n');
    last = id;
    if (chunk.length > 0) endsLine = chunk.at(-1) === '\n' || chunk.at(-1) === 10;
    return write(chunk, ...more);
  };
}

function setEnvironment(values) {
  for (const [key, value] of Object.entries(values)) process.env[key] = value;
}

function fromSource(name, code, entryPoint) {
  const module = new Module(path.join(process.cwd(), name + '.js'));
  module.filename = module.id;
  module.paths = Module._nodeModulePaths(process.cwd());
  const root = /^[A-Za-z_$][\w$]*/.exec(entryPoint)?.[0];
  const local = root === undefined ? 'undefined' : `typeof ${root}==='undefined'?undefined:${entryPoint}`;
  const load = vm.runInThisContext(`(function(exports,module,require){return(function(){${code}\nreturn ${local}})()})`,
    { filename: name + '.js' });
  const found = load.call(undefined, module.exports, module, Module.createRequire(module.filename));
  return typeof found === 'function' ? found : entryPoint.split('.').reduce((o, key) => o?.[key], module.exports);
}

async function fromFolder(folder, entryPoint) {
  const fs = require('fs');
  if (!fs.existsSync(path.join(folder, 'package.json')) && !fs.existsSync(path.join(folder, 'index.js'))) {
    throw new Error('Zipped actions must contain either package.json or index.js at the root.');
  }
  process.chdir(folder);
  const names = entryPoint.split('.');
  // other.run is the function run of other.js (openwhisk-runtime-nodejs, runner.js).
  const module = names.length > 1 ? path.join(folder, names.shift()) : folder;
  let exported;
  try {
    exported = require(module);
  } catch (e) {
    if (e.code !== 'ERR_REQUIRE_ESM') throw e;
    exported = await import(require.resolve(module));
  }
  return names.reduce((o, key) => o?.[key], exported);
}

async function init({ value: { name, main: entryPoint, code, folder, env = {} } }) {
  setEnvironment(env);
  try {
    main = folder ? await fromFolder(folder, entryPoint) : fromSource(name, code, entryPoint);
  } catch (e) {
    console.error(e.stack ?? String(e));
    return [502, { error: 'Initialization has failed due to: ' + (e.stack ?? e) }];
  }
  return typeof main === 'function' ? [200, { OK: true }]
    : [502, { error: `Initialization has failed due to: Action entrypoint '${entryPoint}' is not a function.` }];
}

function serializeError(value, seen = []) {
  if (typeof value === 'function') return `[Function: ${value.name || 'anonymous'}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (seen.includes(value)) return '[Circular]';
  const inside = [...seen, value];
  const copy = Array.isArray(value) ? [] : {};
  for (const key of Object.keys(value)) if (typeof value[key] !== 'function') copy[key] = serializeError(value[key], inside);
  for (const key of ['name', 'message', 'stack', 'code']) if (typeof value[key] === 'string') copy[key] = value[key];
  return copy;
}

async function run({ value, ...meta }) {
  setEnvironment(Object.fromEntries(Object.entries(meta).map(([key, v]) => ['__OW_' + key.toUpperCase(), v])));
  let pending;
  try {
    pending = main(value);
  } catch (e) {
    console.error(e?.stack ?? String(e));
    return [502, { error: 'An error has occurred: ' + e }];
  }
  let result;
  try {
    result = await pending;
  } catch (e) {
    return [200, { error: e ? serializeError(e) : {} }];
  }
  if (result === undefined) return [200, {}];
  if (typeof result !== 'object') {
    console.error(`Result must be of type object but has type "${typeof result}":`, result);
    return [502, { error: 'The action did not return a dictionary.' }];
  }
  return [200, result];
}

async function answer(handler, body, response) {
  let [status, result] = await handler(body);
  let text;
  try {
    text = JSON.stringify(result);
  } catch (e) {
    console.error(e.stack);
    [status, text] = [502, '{"error":"Internal error."}'];
  }
  process.stdout.write(SENTINEL);
  process.stderr.write(SENTINEL);
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(text ?? '');
}

const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(parts).toString());
    activation.run(body.activation_id ?? '', () => answer(request.url === '/init' ? init : run, body, response));
  });
});
server.keepAliveTimeout = 0;
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => process.stdout.write(server.address().port + '\n'));
