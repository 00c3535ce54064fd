// console.log's formatting, after Node.js' util.format and util.inspect: the shapes people look at in
// logs (objects, arrays, maps, sets, dates, errors, classes, nesting, cycles), not every corner.
(function () {
  'use strict';
  const WIDTH = 72;
  const MAX_DEPTH = 2; // unless said otherwise
  const MAX_ITEMS = 100;
  const COMPACT = 3 * 2; // levels on one line, in their indentation
  const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
  let maxDepth = MAX_DEPTH; // of the value that is being inspected
  let innermost = 0; // indentation of the object that was shown last

  const quote = (s) => {
    const mark = !s.includes("'") ? "'" : !s.includes('"') ? '"' : !s.includes('`') ? '`' : "'";
    const escaped = s.replace(/[\\\n\r\t\b\f\v]/g, (c) =>
      ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f', '\v': '\\v' })[c]);
    return mark + (mark === "'" ? escaped.replace(/'/g, "\\'") : escaped) + mark;
  };

  const primitive = (v) => {
    switch (typeof v) {
      case 'string': return quote(v);
      case 'bigint': return v + 'n';
      case 'symbol': return v.toString();
      default: return Object.is(v, -0) ? '-0' : String(v);
    }
  };

  const constructorName = (o) => {
    const proto = Object.getPrototypeOf(o);
    if (proto === null) return null;
    const c = proto.constructor;
    return typeof c === 'function' && c.name ? c.name : 'Object';
  };

  const functionText = (f) => {
    const isClass = /^class\b/.test(Function.prototype.toString.call(f));
    const kind = isClass ? 'class' : constructorName(f) || 'Function';
    return isClass ? `[class ${f.name || '(anonymous)'}]` : f.name ? `[${kind}: ${f.name}]` : `[${kind} (anonymous)]`;
  };

  // On one line what is short and has no more than 3 levels (util.inspect's option compact).
  function layout(open, parts, close, indent) {
    if (parts.length === 0) return open + close;
    const width = parts.reduce((n, p) => n + p.length + 2, open.length);
    if (width + indent <= WIDTH && innermost - indent < COMPACT && !parts.some((p) => p.includes('\n'))) return `${open} ${parts.join(', ')} ${close}`;
    const pad = ' '.repeat(indent + 2);
    return `${open}\n${pad}${parts.join(',\n' + pad)}\n${' '.repeat(indent)}${close}`;
  }

  // Long arrays of short things stand in columns in Node.js; here in lines of at most WIDTH characters.
  function layoutArray(open, parts, indent) {
    if (parts.length <= 6 || parts.some((p) => p.length > 6 || p.includes('\n'))) return layout(open, parts, ']', indent);
    const width = Math.max(...parts.map((p) => p.length));
    const columns = Math.max(1, Math.min(16, Math.floor((WIDTH - indent) / (width + 2)), Math.ceil(Math.sqrt(2.5 * (width + 2) * parts.length) / (width + 2))));
    const rows = [];
    for (let i = 0; i < parts.length; i += columns) {
      rows.push(parts.slice(i, i + columns).map((p) => p.padStart(width)).join(', '));
    }
    const pad = ' '.repeat(indent + 2);
    return `${open}\n${pad}${rows.join(',\n' + pad)}\n${' '.repeat(indent)}]`;
  }

  function properties(o, depth, seen, indent, skipIndices) {
    const parts = [];
    for (const key of Reflect.ownKeys(o)) {
      const d = Object.getOwnPropertyDescriptor(o, key);
      if (!d || !d.enumerable || (skipIndices && /^\d+$/.test(String(key)))) continue;
      const name = typeof key === 'symbol' ? `[${key.toString()}]` : IDENTIFIER.test(key) ? key : quote(key);
      const text = d.get ? (d.set ? '[Getter/Setter]' : '[Getter]') : d.set ? '[Setter]'
        : inspect(d.value, depth + 1, seen, indent + 2);
      parts.push(`${name}: ${text}`);
    }
    return parts;
  }

  function items(list, size, depth, seen, indent) {
    const parts = [];
    for (const item of list) {
      if (parts.length === MAX_ITEMS) { parts.push(`... ${size - MAX_ITEMS} more item${size - MAX_ITEMS > 1 ? 's' : ''}`); break; }
      parts.push(inspect(item, depth + 1, seen, indent + 2));
    }
    return parts;
  }

  function object(o, depth, seen, indent) {
    const name = constructorName(o);
    const prefix = (usual, size) => (name === usual && size === undefined ? '' : `${name ?? `[${usual}: null prototype]`}${size === undefined ? '' : `(${size})`} `);
    if (depth > maxDepth) return Array.isArray(o) ? '[Array]' : `[${name ?? 'Object: null prototype'}]`;
    innermost = indent;
    if (Array.isArray(o)) {
      const parts = items(o, o.length, depth, seen, indent).concat(properties(o, depth, seen, indent, true));
      return layoutArray((name === 'Array' ? '' : prefix('Array', o.length)) + '[', parts, indent);
    }
    if (ArrayBuffer.isView(o) && !(o instanceof DataView)) {
      return layoutArray(prefix(name, o.length) + '[', items(o, o.length, depth, seen, indent), indent);
    }
    if (o instanceof Map) {
      const parts = Array.from(o, ([k, v]) => `${inspect(k, depth + 1, seen, indent + 2)} => ${inspect(v, depth + 1, seen, indent + 2)}`);
      return layout(prefix('', o.size) + '{', parts, '}', indent);
    }
    if (o instanceof Set) return layout(prefix('', o.size) + '{', items(o, o.size, depth, seen, indent), '}', indent);
    if (o instanceof Promise) return 'Promise { <pending> }';
    return layout(prefix('Object') + '{', properties(o, depth, seen, indent, false), '}', indent);
  }

  function inspect(v, depth, seen, indent) {
    if (typeof v === 'function') {
      const parts = properties(v, depth, seen, indent, false);
      return parts.length ? layout(functionText(v) + ' {', parts, '}', indent) : functionText(v);
    }
    if (typeof v !== 'object' || v === null) return primitive(v);
    if (seen.includes(v)) return '[Circular *1]';
    const path = [...seen, v];
    if (v instanceof Error) {
      const text = typeof v.stack === 'string' && v.stack ? v.stack.replace(/\n\s+at [^\n]*whiskbook-runtime\.js[^\n]*/g, '') : String(v);
      return depth > 0 && !text.includes('\n') ? `[${text}]` : text;
    }
    if (v instanceof Date) return Number.isNaN(v.getTime()) ? 'Invalid Date' : v.toISOString();
    if (v instanceof RegExp) return String(v);
    if (v instanceof String || v instanceof Number || v instanceof Boolean) return `[${constructorName(v)}: ${primitive(v.valueOf())}]`;
    const text = object(v, depth, path, indent);
    return depth === 0 && text.includes('[Circular *1]') ? '<ref *1> ' + text : text;
  }

  const show = (v) => (typeof v === 'string' ? v : inspect(v, 0, [], 0));

  // util.format: %s %d %i %f %j %o %O %c %% in a leading string, the rest joined by spaces.
  function format(args) {
    let used = 0;
    let text = '';
    if (typeof args[0] === 'string') {
      used = 1;
      text = args.length === 1 ? args[0] : args[0].replace(/%[sdifjoOc%]/g, (spec) => {
        if (spec === '%%') return '%';
        if (used >= args.length) return spec;
        const v = args[used++];
        switch (spec) {
          case '%s': return typeof v === 'string' ? v : typeof v === 'object' && v !== null ? inspect(v, MAX_DEPTH, [], 0) : primitive(v);
          case '%d': return typeof v === 'bigint' ? v + 'n' : typeof v === 'symbol' ? 'NaN' : String(typeof v === 'object' ? Number.NaN : Number(v));
          case '%i': return typeof v === 'bigint' ? v + 'n' : String(typeof v === 'object' || typeof v === 'symbol' ? Number.NaN : Number.parseInt(v));
          case '%f': return typeof v === 'symbol' ? 'NaN' : String(Number.parseFloat(v));
          case '%j': try { return JSON.stringify(v); } catch { return '[Circular]'; }
          case '%c': return '';
          default: return inspect(v, 0, [], 0);
        }
      });
    }
    const rest = args.slice(used).map(show);
    return used ? [text, ...rest].join(' ') : rest.join(' ');
  }

  // Of util.inspect's options the depth; null and Infinity are all of it.
  function inspectTo(value, { depth = MAX_DEPTH } = {}) {
    const before = maxDepth;
    maxDepth = depth ?? Infinity;
    try {
      return inspect(value, 0, [], 0);
    } finally {
      maxDepth = before;
    }
  }

  return { format, inspect: inspectTo };
})()
