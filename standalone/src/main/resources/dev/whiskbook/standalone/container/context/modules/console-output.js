// The console of Node.js (https://nodejs.org/docs/latest-v20.x/api/console.html), on two streams of text.
'use strict';
const { format, inspect } = require('#inspect');
const host = require('#host');

const MAX_INDENT = 40; // groups within groups, in spaces: a forgotten groupEnd must not fill the logs

// `write(stream, text)` prints on stream 1 or 2, `stack()` says where the caller stands.
module.exports = (write, stack) => {
  const timers = new Map();
  const counts = new Map();
  let indent = '';

  const print = (stream, text) =>
    write(stream, (indent === '' ? text : indent + text.replaceAll('\n', '\n' + indent)) + '\n');
  const log = (...args) => print(1, format(args));
  const error = (...args) => print(2, format(args));
  const elapsed = (label, caller, args) => {
    if (timers.has(label)) log('%s', `${label}: ${(host.now() - timers.get(label)).toFixed(3)}ms`, ...args);
    else process.emitWarning(`No such label '${label}' for console.${caller}()`);
  };
  const group = (...args) => {
    if (args.length > 0) log(...args);
    indent = ' '.repeat(Math.min(indent.length + 2, MAX_INDENT));
  };

  return {
    log, info: log, debug: log, dirxml: log, error, warn: error, group, groupCollapsed: group,
    groupEnd: () => { indent = indent.slice(2); },
    dir: (value, options) => print(1, inspect(value, options)),
    table: (data, columns) => {
      if (typeof data === 'object' && data !== null) print(1, tableOf(data, columns));
      else log(data);
    },
    trace: (...args) => print(2, (args.length > 0 ? 'Trace: ' + format(args) : 'Trace') + stack()),
    assert: (ok, ...args) => {
      if (!ok) error('Assertion failed' + (args.length > 0 ? `: ${args[0]}` : ''), ...args.slice(1));
    },
    count: (label = 'default') => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      log(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = 'default') => {
      if (!counts.delete(label)) process.emitWarning(`Count for '${label}' does not exist`);
    },
    time: (label = 'default') => {
      if (timers.has(label)) process.emitWarning(`Label '${label}' already exists for console.time()`);
      else timers.set(label, host.now());
    },
    timeLog: (label = 'default', ...args) => elapsed(label, 'timeLog', args),
    timeEnd: (label = 'default') => { elapsed(label, 'timeEnd', []); timers.delete(label); },
  };
};

// A row for each item; a column for each key of items, and one of the items that have no keys.
function tableOf(data, only) {
  const iterated = data instanceof Map || data instanceof Set;
  const rows = data instanceof Map ? [...data].map(([key, value], i) => [i, value, key])
    : data instanceof Set ? [...data].map((value, i) => [i, value])
    : Object.keys(data).map((key) => [key, data[key]]);
  const spread = (value) => !iterated && typeof value === 'object' && value !== null;
  const keys = only ?? [...new Set(rows.flatMap(([, value]) => (spread(value) ? Object.keys(value) : [])))];
  const isLarge = (value) => spread(value) && !Array.isArray(value) && Object.keys(value).length > 2;
  const one = (value) => inspect(value, { depth: isLarge(value) ? -1 : 0 });
  const head = [iterated ? '(iteration index)' : '(index)'];
  if (data instanceof Map) head.push('Key');
  head.push(...keys.map(String));
  const hasValues = rows.some(([, value]) => !spread(value));
  if (hasValues) head.push('Values');
  const body = rows.map(([index, value, key]) => {
    const cells = [String(index)];
    if (data instanceof Map) cells.push(one(key));
    cells.push(...keys.map((k) => (spread(value) && Object.hasOwn(value, k) ? one(value[k]) : '')));
    if (hasValues) cells.push(spread(value) ? '' : one(value));
    return cells;
  });
  const widths = head.map((title, i) => Math.max(...[title, ...body.map((cells) => cells[i])].map((s) => s.length)) + 2);
  const line = (left, middle, right) => left + widths.map((w) => '─'.repeat(w)).join(middle) + right;
  const row = (cells) => '│' + cells.map((cell, i) => ' ' + cell.padEnd(widths[i] - 1)).join('│') + '│';
  return [line('┌', '┬', '┐'), row(head), line('├', '┼', '┤'), ...body.map(row), line('└', '┴', '┘')].join('\n');
}
