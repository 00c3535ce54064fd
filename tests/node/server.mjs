// A server of its own for the tests of one file, and the official client of it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

export const openwhisk = createRequire(import.meta.url)(process.env.OPENWHISK_CLIENT);

export async function startServer() {
  const server = spawn(process.env.WHISKBOOK, ['serve', '--child'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: server.stdout }), 'line');
  const { apihost, auth } = JSON.parse(line);
  return {
    apihost,
    client: openwhisk({ apihost, api_key: auth, namespace: '_' }),
    eventually,
    async stop() {
      server.stdin.end();
      const [code] = await once(server, 'exit');
      assert.equal(code, 0);
    },
  };
}

/** The record of an activation appears when it has ended; until then the server says 404. */
export async function eventually(get) {
  for (const deadline = Date.now() + 20_000; ; ) {
    try {
      return await get();
    } catch (error) {
      if (error.statusCode !== 404 || Date.now() > deadline) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
