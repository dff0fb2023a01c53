// Talks to the advisor by the SDK of the protocol's authors: node client.mjs stdio COMMAND ARGS... | http URL
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [kind, target, ...rest] = process.argv.slice(2);
const evidence = process.env.EVIDENCE;
const named = kind === 'http';
const caseArgument = named ? { case: process.env.CASE } : {};
const headers = process.env.TOKEN ? { Authorization: `Bearer ${process.env.TOKEN}` } : {};
const transport = named
  ? new StreamableHTTPClientTransport(new URL(target), { requestInit: { headers } })
  : new StdioClientTransport({ command: target, args: rest, stderr: 'inherit' });
const client = new Client({ name: 'independent', version: '1.0.0' });
await client.connect(transport);

const call = async (name, args = {}) => {
  const result = await client.callTool({ name, arguments: { ...caseArgument, ...args } }, undefined, { timeout: 120_000 });
  return { error: result.isError === true, page: result.structuredContent, text: result.content[0].text };
};

const { tools } = await client.listTools();
const names = tools.map(tool => tool.name);
for (const name of ['overview', 'list_causes', 'list_findings', 'get', 'facts', 'top', 'timeline', 'plan', 'next_evidence',
  'rules', 'bands', 'caching', 'artifacts', 'comparison', 'load_test']) {
  assert.ok(names.includes(name), name);
}
assert.ok(tools.every(tool => tool.annotations.readOnlyHint && !tool.annotations.destructiveHint));

if (evidence) {
  const diagnosed = await call('diagnose', { problem: 'the order history is slow', files: [evidence] });
  assert.equal(diagnosed.error, false, diagnosed.text);
}
const causes = await call('list_causes');
assert.ok(causes.page.items[0].id.startsWith('cause:'), causes.text);
assert.deepEqual(JSON.parse(causes.text), causes.page);
const findings = await call('list_findings');
const finding = findings.page.items[0];
const again = await call('get', { ids: finding.id });
assert.deepEqual(again.page.items[0], finding);
assert.equal((await call('get')).error, true);
assert.equal((await call('top', { of: 'secrets' })).error, true);

const { resources } = await client.listResources();
assert.ok(resources.some(resource => resource.uri === 'advisor://rules'));
const { resourceTemplates } = await client.listResourceTemplates();
assert.equal(resourceTemplates.length, 2);
const place = named ? `advisor://cases/${process.env.CASE}` : 'advisor:/';
const read = await client.readResource({ uri: `${place}/findings/${finding.id.replace('finding:', '')}` });
assert.ok(read.contents[0].text.includes(finding.says[0]), read.contents[0].text);
const rule = await client.readResource({ uri: `advisor://rules/${finding.id.replace('finding:', '').split('/')[0]}` });
assert.ok(rule.contents[0].text.includes('When it fires'));

const { prompts } = await client.listPrompts();
assert.deepEqual(prompts.map(prompt => prompt.name).sort(), ['what_next', 'why_slow']);
const prompt = await client.getPrompt({ name: 'why_slow', arguments: named ? caseArgument : { problem: 'checkout' } });
assert.ok(prompt.messages[0].content.text.includes('list_causes') || !named);

await client.close();
console.log(`mcp over ${kind}: ${tools.length} tools, first cause ${causes.page.items[0].id}, first finding ${finding.id}`);
