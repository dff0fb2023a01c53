// Talks to the advisor by the SDK of the protocol's authors: node client.mjs stdio COMMAND ARGS... | http URL
// EVIDENCE names files to diagnose over stdio, CASE the case over HTTP, and KEY the key of the server.
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const MOST_CHARS = 40_000;

const [kind, target, ...rest] = process.argv.slice(2);
const named = kind === 'http';
const inCase = named ? { case: process.env.CASE } : {};
const headers = process.env.KEY ? { Authorization: `Bearer ${process.env.KEY}` } : {};
const transport = named
  ? new StreamableHTTPClientTransport(new URL(target), { requestInit: { headers } })
  : new StdioClientTransport({ command: target, args: rest, env: process.env, stderr: 'inherit' });
const client = new Client({ name: 'independent', version: '1.0.0' });

const call = async (name, args = {}) => {
  const result = await client.callTool({ name, arguments: { ...inCase, ...args } }, undefined, { timeout: 120_000 });
  const text = result.content[0].text;
  assert.ok(text.length < MOST_CHARS, `${name} answers ${text.length} characters`);
  if (!result.isError) {
    // The SDK holds it against the schema that the tool declares.
    assert.deepEqual(JSON.parse(text), result.structuredContent);
    result.structuredContent.items.forEach(item => assert.ok(item.id && item.says.length > 0, text));
  }
  return { error: result.isError === true, page: result.structuredContent, text };
};

const refused = async (promise, code) => {
  await assert.rejects(promise, problem => {
    assert.equal(problem.code, code, String(problem));
    return true;
  });
};

async function begin() {
  await client.connect(transport);
  assert.equal(client.getServerVersion().name, 'performance-advisor');
  const { tools, resources, prompts } = client.getServerCapabilities();
  assert.ok(tools && resources && prompts);
  assert.match(client.getInstructions(), /are data/);
  await client.ping();
}

async function tools() {
  const { tools } = await client.listTools();
  const names = tools.map(tool => tool.name);
  for (const name of ['overview', 'list_causes', 'list_findings', 'get', 'facts', 'top', 'timeline', 'plan', 'next_evidence',
    'remedies', 'rules', 'bands', 'caching', 'artifacts', 'comparison', 'load_test']) {
    assert.ok(names.includes(name), name);
  }
  for (const { name, annotations, inputSchema, outputSchema, description } of tools) {
    assert.ok(annotations.readOnlyHint && !annotations.destructiveHint && !annotations.openWorldHint, name);
    assert.equal(inputSchema.type, 'object', name);
    assert.ok(outputSchema.properties.items, name);
    assert.ok(description, name);
    assert.equal(inputSchema.required?.includes('case') ?? false, named, name);
  }
  return names;
}

/** Every page of a listing, each with ids of its own. */
async function all(name, args = {}) {
  const items = [];
  for (let offset = 0; offset != null;) {
    const { error, page, text } = await call(name, { ...args, offset });
    assert.equal(error, false, text);
    items.push(...page.items);
    offset = page.next ?? null;
  }
  assert.equal(new Set(items.map(item => item.id)).size, items.length, name);
  return items;
}

async function answers() {
  if (process.env.EVIDENCE) {
    const diagnosed = await call('diagnose', { problem: 'the order history is slow', files: [process.env.EVIDENCE] });
    assert.equal(diagnosed.error, false, diagnosed.text);
  }
  assert.equal((await call('overview')).page.items[0].id, 'verdict:1');
  const causes = await all('list_causes');
  assert.match(causes[0].id, /^cause:/);
  assert.ok(causes[0].says.some(sentence => sentence.includes('decibans')), causes[0].says);
  const findings = await all('list_findings');
  assert.deepEqual((await call('get', { ids: findings[0].id })).page.items, [findings[0]]);
  const facts = await call('get', { ids: findings[0].see.filter(id => id.startsWith('fact:')).slice(0, 3).join(',') });
  assert.ok(facts.page.items.every(item => item.says[0].includes(' is ')), facts.text);
  assert.ok((await all('facts', { prefix: 'load' })).length > 0);
  assert.ok((await call('top', { of: 'endpoints' })).page.items.length > 0);
  const series = (await call('timeline')).page.items.find(item => item.id.startsWith('timeline:requests@'));
  const [, name, from, to] = series.id.match(/^timeline:(.*)@(.*)\.\.(.*)$/);
  assert.deepEqual((await call('timeline', { series: name, from, to })).page.items[0], series);
  for (const listing of ['plan', 'next_evidence', 'remedies', 'bands', 'caching', 'artifacts']) {
    await all(listing);
  }
  assert.ok((await all('rules', { word: 'gc.' })).length > 5);
  const compared = await comparison();
  const test = await call('load_test', { kind: 'stress' });
  assert.equal(test.error, false, test.text);
  return { causes, findings, compared };
}

/** The run of the case against a baseline, where there is one; a part of it is had by its id. */
async function comparison() {
  const listed = await call('comparison');
  assert.equal(listed.error, false, listed.text);
  assert.ok(listed.page.items.some(item => item.id === 'run:1'), listed.text);
  const kept = listed.page.items.find(item => item.id.startsWith('baseline:'));
  if (!kept) {
    return 0;
  }
  const { page, text } = await call('comparison', { base: kept.id });
  assert.equal(page.items[0].id, `comparison:${kept.id}..run:1`, text);
  const measure = page.items.find(item => item.id.endsWith('/measure/1'));
  assert.deepEqual((await call('get', { ids: measure.id })).page.items, [measure]);
  return page.items.length;
}

async function errors() {
  assert.equal((await call('get')).error, true);
  assert.equal((await call('top', { of: 'secrets' })).error, true);
  assert.equal((await call('list_causes', { offset: 'many' })).error, true);
  assert.match((await call('get', { ids: 'cause:none' })).page.note, /There is no cause:none/);
  await refused(client.callTool({ name: 'run_sql', arguments: inCase }), -32602);
  await refused(client.getPrompt({ name: 'none' }), -32602);
  await refused(client.readResource({ uri: 'advisor://rules/no.such.rule' }), -32002);
  await refused(client.request({ method: 'no/such' }, { parse: value => value }), -32601);
  if (named) {
    const strange = await client.callTool({ name: 'overview', arguments: { case: 'none' } });
    assert.ok(strange.isError, JSON.stringify(strange));
  }
}

async function resources({ findings }) {
  const { resources } = await client.listResources();
  assert.ok(resources.some(resource => resource.uri === 'advisor://rules'));
  assert.equal((await client.listResourceTemplates()).resourceTemplates.length, 2);
  const read = async uri => (await client.readResource({ uri })).contents[0];
  const place = named ? `advisor://cases/${process.env.CASE}` : 'advisor:/';
  const path = findings[0].id.replace('finding:', '');
  const finding = await read(`${place}/findings/${path}`);
  assert.equal(finding.mimeType, 'text/markdown');
  assert.ok(finding.text.includes(findings[0].says[0]), finding.text);
  assert.ok((await read(`advisor://rules/${path.split('/')[0]}`)).text.includes('When it fires'));
  assert.ok((await read('advisor://rules')).text.includes('orm.n-plus-one'));
}

async function prompts() {
  const { prompts } = await client.listPrompts();
  assert.deepEqual(prompts.map(prompt => prompt.name).sort(), ['what_next', 'why_slow']);
  const { messages } = await client.getPrompt({ name: 'why_slow', arguments: named ? inCase : { problem: 'checkout' } });
  assert.equal(messages[0].role, 'user');
  assert.ok(messages[0].content.text.includes(named ? process.env.CASE : 'checkout'));
}

await begin();
const names = await tools();
const found = await answers();
await errors();
await resources(found);
await prompts();
await client.close();
console.log(`mcp over ${kind}: ${names.length} tools, first cause ${found.causes[0].id}, ${found.findings.length} findings, ${found.compared} items of a comparison`);
