const fs = require('fs');
const os = require('os');
const path = require('path');

function main({ files = 200, bytes = 4096 }) {
  const block = Buffer.alloc(bytes, 'x');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'files-'));
  const names = Array.from({ length: files }, (_, k) => path.join(folder, String(k)));
  try {
    const begun = Date.now();
    for (const name of names) fs.writeFileSync(name, block);
    const written = Date.now();
    let total = 0;
    for (const name of names) total += fs.readFileSync(name).length;
    const read = Date.now();
    return { ops: 2 * files, bytes: files * bytes + total, ms: read - begun, writeMs: written - begun, readMs: read - written };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
