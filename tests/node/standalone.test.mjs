// The standalone server as the official OpenWhisk client sees it.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventually, openwhisk, startServer } from './server.mjs';

const HELLO = `function main({ name }) {
  console.log('greeting', name);
  return { greeting: 'Hello ' + name };
}`;

describe('the standalone server, driven by the official client', () => {
  let server;
  let client;
  let apihost;

  before(async () => {
    server = await startServer();
    ({ client, apihost } = server);
  });

  after(() => server.stop());

  it('creates, gets, lists, updates and deletes actions', async () => {
    await client.actions.create({ name: 'crud', action: HELLO, kind: 'nodejs:default' });
    const created = await client.actions.get({ name: 'crud' });
    assert.equal(created.name, 'crud');
    assert.equal(created.exec.code, HELLO);
    assert.ok((await client.actions.list()).some(action => action.name === 'crud'));
    await assert.rejects(client.actions.create({ name: 'crud', action: HELLO }), { statusCode: 409 });

    const updated = await client.actions.update({ name: 'crud', action: HELLO, limits: { memory: 128 } });
    assert.equal(updated.limits.memory, 128);
    assert.notEqual(updated.version, created.version);

    await client.actions.delete({ name: 'crud' });
    await assert.rejects(client.actions.get({ name: 'crud' }), { statusCode: 404 });
  });

  it('answers a blocking invocation with the result', async () => {
    await client.actions.update({ name: 'hello', action: HELLO });
    const params = { name: 'π' };
    const result = await client.actions.invoke({ name: 'hello', blocking: true, result: true, params });
    assert.deepEqual(result, { greeting: 'Hello π' });
  });

  it('keeps the record and the logs of a non-blocking invocation', async () => {
    await client.actions.update({ name: 'hello', action: HELLO });
    const { activationId } = await client.actions.invoke({ name: 'hello', params: { name: 'later' } });
    const activation = await eventually(() => client.activations.get({ name: activationId }));
    assert.equal(activation.response.success, true);
    assert.deepEqual(activation.response.result, { greeting: 'Hello later' });
    const { logs } = await client.activations.logs({ name: activationId });
    assert.match(logs.join('\n'), /Z greeting later$/m);
    assert.ok((await client.activations.list()).some(record => record.activationId === activationId));
  });

  it('reports an error of the action as one of the action', async () => {
    await client.actions.update({ name: 'broken', action: "function main() { throw new Error('on purpose'); }" });
    await assert.rejects(client.actions.invoke({ name: 'broken', blocking: true }), error => {
      assert.equal(error.statusCode, 502);
      assert.match(JSON.stringify(error.error.response.result), /on purpose/);
      return true;
    });
  });

  it('runs an asynchronous action to its end', async () => {
    const action = 'async function main() { await new Promise(done => setTimeout(done, 20)); return { done: true }; }';
    await client.actions.update({ name: 'slow', action });
    assert.deepEqual(await client.actions.invoke({ name: 'slow', blocking: true, result: true }), { done: true });
  });

  it('refuses a wrong key', async () => {
    const key = '00000000-0000-0000-0000-000000000000:wrong';
    const stranger = openwhisk({ apihost, api_key: key, namespace: '_' });
    await assert.rejects(stranger.actions.list(), { statusCode: 401 });
  });
});
