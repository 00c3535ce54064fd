// Node.js's string_decoder, over TextDecoder for UTF-8.
'use strict';
const { Buffer } = require('buffer');
exports.StringDecoder = class StringDecoder {
  #utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  constructor(encoding = 'utf8') { this.encoding = String(encoding).toLowerCase().replace('utf-8', 'utf8'); }
  write(bytes) { return this.encoding === 'utf8' ? this.#utf8.decode(bytes, { stream: true }) : Buffer.from(bytes).toString(this.encoding); }
  end(bytes) { return (bytes ? this.write(bytes) : '') + (this.encoding === 'utf8' ? this.#utf8.decode() : ''); }
};
