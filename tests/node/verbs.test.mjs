// The usual verbs of the official client, resource by resource.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startServer } from './server.mjs';

const ECHO = 'function main(params) { return params; }';
const GREET = "function main({ greeting = 'Hello', name = 'you' }) { return { text: greeting + ', ' + name }; }";

describe('the usual verbs of the official client', () => {
  let server;
  let client;

  before(async () => {
    server = await startServer();
    client = server.client;
    await client.actions.update({ name: 'echo', action: ECHO });
  });

  after(() => server.stop());

  it('packages: create, get, list, update, delete, with actions in them', async () => {
    await client.packages.create({
      name: 'tools',
      package: { publish: true, parameters: [{ key: 'greeting', value: 'Ciao' }] },
    });
    await client.actions.update({ name: 'tools/greet', action: GREET });
    const found = await client.packages.get({ name: 'tools' });
    assert.deepEqual(found.actions.map(action => action.name), ['greet']);
    assert.ok((await client.packages.list()).some(entry => entry.name === 'tools'));
    const invoked = { name: 'tools/greet', blocking: true, result: true, params: { name: 'Ada' } };
    assert.deepEqual(await client.actions.invoke(invoked), { text: 'Ciao, Ada' });
    await client.packages.update({ name: 'tools', package: { parameters: [{ key: 'greeting', value: 'Salut' }] } });
    assert.deepEqual(await client.actions.invoke(invoked), { text: 'Salut, Ada' });
    await assert.rejects(client.packages.delete({ name: 'tools' }), { statusCode: 409 });
    await client.actions.delete({ name: 'tools/greet' });
    await client.packages.delete({ name: 'tools' });
    await assert.rejects(client.packages.get({ name: 'tools' }), { statusCode: 404 });
  });

  it('bindings: a package under another name, with parameters of its own', async () => {
    await client.packages.update({
      name: 'provider',
      package: { parameters: [{ key: 'greeting', value: 'Hi' }, { key: 'name', value: 'all' }] },
    });
    await client.actions.update({ name: 'provider/greet', action: GREET });
    await client.packages.update({
      name: 'bound',
      package: { binding: { namespace: '_', name: 'provider' }, parameters: [{ key: 'name', value: 'Bob' }] },
    });
    assert.equal((await client.packages.get({ name: 'bound' })).binding.name, 'provider');
    const { response, annotations } = await client.actions.invoke({ name: 'bound/greet', blocking: true });
    assert.deepEqual(response.result, { text: 'Hi, Bob' });
    assert.equal(annotations.find(({ key }) => key === 'binding').value, 'guest/bound');
  });

  it('sequences: one action feeds the next', async () => {
    const first = "function main({ words }) { return { words: words.split(' ') }; }";
    const second = 'function main({ words }) { return { words: words.sort() }; }';
    await client.actions.update({ name: 'split', action: first });
    await client.actions.update({ name: 'sort', action: second });
    await client.actions.update({ name: 'both', sequence: ['/_/split', '/_/sort'] });
    const params = { words: 'c a b' };
    const result = await client.actions.invoke({ name: 'both', blocking: true, result: true, params });
    assert.deepEqual(result, { words: ['a', 'b', 'c'] });
  });

  it('triggers and rules: create, get, list, fire, disable, enable, delete', async () => {
    await client.triggers.create({ name: 'tick', trigger: { parameters: [{ key: 'from', value: 'tick' }] } });
    await client.rules.create({ name: 'onTick', action: 'echo', trigger: 'tick' });
    assert.equal((await client.rules.get({ name: 'onTick' })).status, 'active');
    assert.ok((await client.triggers.list()).some(({ name }) => name === 'tick'));
    assert.ok((await client.rules.list()).some(({ name }) => name === 'onTick'));

    const { activationId } = await client.triggers.invoke({ name: 'tick', params: { n: 1 } });
    const fired = await server.eventually(() => client.activations.get({ name: activationId }));
    const { activationId: caused, success } = JSON.parse(fired.logs[0]);
    assert.equal(success, true);
    const { result } = (await server.eventually(() => client.activations.get({ name: caused }))).response;
    assert.deepEqual(result, { from: 'tick', n: 1 });

    await client.rules.disable({ name: 'onTick' });
    assert.equal((await client.rules.get({ name: 'onTick' })).status, 'inactive');
    await client.rules.enable({ name: 'onTick' });
    assert.equal((await client.rules.get({ name: 'onTick' })).status, 'active');
    await client.rules.update({ name: 'onTick', action: 'echo', trigger: 'tick' });
    await client.rules.delete({ name: 'onTick' });
    await client.triggers.update({ name: 'tick', trigger: { annotations: [{ key: 'a', value: 1 }] } });
    await client.triggers.delete({ name: 'tick' });
    await assert.rejects(client.triggers.get({ name: 'tick' }), { statusCode: 404 });
  });

  it('feeds: an action that is told of the life of a trigger', async () => {
    const feed = 'function main({ lifecycleEvent, triggerName, cron }) { return { lifecycleEvent, triggerName, cron }; }';
    await client.actions.update({ name: 'alarm', action: feed, annotations: { feed: true } });
    await client.triggers.update({ name: 'daily' });
    const options = { name: 'alarm', trigger: 'daily', params: { cron: '0 0 * * *' } };
    for (const [verb, lifecycleEvent] of Object.entries({
      create: 'CREATE',
      get: 'READ',
      update: 'UPDATE',
      delete: 'DELETE',
    })) {
      const { response } = await client.feeds[verb](options);
      assert.deepEqual(response.result, { lifecycleEvent, triggerName: '/_/daily', cron: '0 0 * * *' });
    }
  });

  it('activations: list, get, result, logs', async () => {
    const { activationId } = await client.actions.invoke({ name: 'echo', blocking: true, params: { n: 7 } });
    assert.equal((await client.activations.get({ name: activationId })).name, 'echo');
    assert.deepEqual((await client.activations.result({ name: activationId })).result, { n: 7 });
    assert.deepEqual((await client.activations.logs({ name: activationId })).logs, []);
    const [latest] = await client.activations.list({ limit: 1, name: 'echo' });
    assert.equal(latest.activationId, activationId);
    const [whole] = await client.activations.list({ limit: 1, name: 'echo', docs: true });
    assert.deepEqual(whole.response.result, { n: 7 });
    assert.ok((await client.activations.list({ count: true, name: 'echo' })).activations >= 1);
  });

  it('namespaces: list, and what a namespace holds', async () => {
    assert.deepEqual(await client.namespaces.list(), ['guest']);
  });

  it('web actions: called over plain HTTP, in the form that the extension asks for', async () => {
    const web = { name: 'page', action: "function main({ name }) { return { body: '<b>' + name + '</b>' }; }" };
    await client.actions.update({ ...web, annotations: { 'web-export': true } });
    const url = `${server.apihost}/api/v1/web/guest/default/page`;
    const page = await fetch(`${url}.http?name=Ada`);
    assert.equal(page.status, 200);
    assert.equal(await page.text(), '<b>Ada</b>');
    assert.deepEqual(await (await fetch(`${url}.json?name=Ada`)).json(), { body: '<b>Ada</b>' });
    await client.actions.update({ ...web, annotations: { 'web-export': false } });
    assert.equal((await fetch(`${url}.http`)).status, 404);
  });

  it('routes: there is no API gateway, and the client is told so', async () => {
    const options = { relpath: '/hello', operation: 'GET', action: 'echo' };
    for (const call of [
      () => client.routes.list(),
      () => client.routes.create(options),
      () => client.routes.delete({ name: '/x' }),
    ]) {
      await assert.rejects(call, error => {
        assert.equal(error.statusCode, 404);
        assert.match(error.message, /no API gateway.*web action/);
        return true;
      });
    }
  });
});
