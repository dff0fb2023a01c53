// Talks to a case by the library of the OpenAI API: node client.mjs URL, where URL ends with /v1.
// CASE names the case, OTHER one of somebody else's, if there is one; KEY is a key of the server, any where none is needed; the
// server needs one when NEEDS_KEY is set.
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const [baseURL] = process.argv.slice(2);
const model = process.env.CASE;
const once = { baseURL, maxRetries: 0 };
const client = new OpenAI({ ...once, apiKey: process.env.KEY ?? 'none' });
const question = content => ({ model, messages: [{ role: 'system', content: 'Be nice.' }, { role: 'user', content }] });

/** That a call fails with an error of a kind that says why. */
async function fails(kind, says, call) {
  const problem = await call().then(() => assert.fail('it went well'), problem => problem);
  assert.ok(problem instanceof kind, String(problem));
  assert.match(problem.message, says);
  return problem;
}

async function models() {
  const { data } = await client.models.list();
  assert.ok(data.some(one => one.id === model && one.object === 'model' && one.owned_by === 'performance-advisor'));
  const one = await client.models.retrieve(model);
  assert.equal(one.id, model);
  assert.ok(one.created > 1_700_000_000);
  const missing = await fails(OpenAI.NotFoundError, /There is no case 'gpt-5'/, () => client.models.retrieve('gpt-5'));
  assert.equal(missing.code, 'unknown-case');
  return data.length;
}

async function whole() {
  const completion = await client.chat.completions.create(question('checkout takes 3 s, the database is busy'));
  assert.equal(completion.object, 'chat.completion');
  assert.equal(completion.model, model);
  assert.equal(completion.choices.length, 1);
  assert.equal(completion.choices[0].finish_reason, 'stop');
  assert.equal(completion.choices[0].message.role, 'assistant');
  assert.equal(completion.usage.total_tokens, completion.usage.prompt_tokens + completion.usage.completion_tokens);
  return completion.choices[0].message.content;
}

async function streamed() {
  const stream = await client.chat.completions.create({ ...question('why do you think so?'), stream: true,
    stream_options: { include_usage: true } });
  let text = '';
  let finish = null;
  let usage = null;
  for await (const chunk of stream) {
    assert.equal(chunk.object, 'chat.completion.chunk');
    text += chunk.choices[0]?.delta?.content ?? '';
    finish = chunk.choices[0]?.finish_reason ?? finish;
    usage = chunk.usage ?? usage;
  }
  assert.equal(finish, 'stop');
  assert.ok(usage.total_tokens >= 0);
  return text;
}

/** The library puts the chunks together by itself, and hears each of them. */
async function gathered() {
  const heard = [];
  const runner = client.chat.completions.stream(question('what is the plan?'));
  runner.on('content', part => heard.push(part));
  const text = await runner.finalContent();
  assert.equal(heard.join(''), text);
  return text;
}

/** A text may come as parts, and what was said before is not said again. */
async function parts() {
  const completion = await client.chat.completions.create({ model, temperature: 0, messages: [
    { role: 'user', content: 'it is slow' }, { role: 'assistant', content: 'All is well.' },
    { role: 'user', content: [{ type: 'text', text: 'checkout takes ' }, { type: 'text', text: '4 s' }] }] });
  assert.ok(completion.choices[0].message.content.length > 0);
}

async function errors() {
  const ask = (change, by = client) => by.chat.completions.create({ ...question('it is slow'), ...change });
  await fails(OpenAI.NotFoundError, /There is no case 'gpt-5'/, () => ask({ model: 'gpt-5' }));
  await fails(OpenAI.NotFoundError, /There is no case/, () => ask({ model: 'gpt-5', stream: true }));
  await fails(OpenAI.NotFoundError, /There is no case/, () => ask({ model: model.toUpperCase() }));
  await fails(OpenAI.BadRequestError, /last message of the role user/, () => ask({ messages: [] }));
  await fails(OpenAI.BadRequestError, /last message of the role user/, () => ask({ messages: [{ role: 'user', content: 'x'.repeat(20_001) }] }));
  await fails(OpenAI.NotFoundError, /nothing at this address/, () => client.post('/embeddings', { body: {} }));
  if (process.env.OTHER) {
    await fails(OpenAI.NotFoundError, /There is no case/, () => ask({ model: process.env.OTHER }));
    assert.ok(!(await client.models.list()).data.some(one => one.id === process.env.OTHER));
  }
  if (process.env.NEEDS_KEY) {
    const stranger = new OpenAI({ ...once, apiKey: 'sk-none' });
    const refused = await fails(OpenAI.AuthenticationError, /Send a key that is good/, () => ask({}, stranger));
    assert.equal(refused.code, 'no-key');
    await fails(OpenAI.AuthenticationError, /Send a key/, () => stranger.models.list());
  }
}

const count = await models();
const answers = [await whole(), await streamed(), await gathered()];
answers.forEach(answer => assert.ok(answer.length > 40, answer));
await parts();
await errors();
console.log(`openai: ${count} cases, answers of ${answers.map(answer => answer.length).join(', ')} characters`);
for (const answer of answers) {
  console.log(answer.split('\n')[0]);
}
