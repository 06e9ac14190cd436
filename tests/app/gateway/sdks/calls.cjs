// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Calls a gateway as a program does that uses an official SDK: calls.cjs API MODEL [stream] [tools]
// API: chat, responses, messages, models, anthropic-models, model, anthropic-model, count. GATEWAY and TOKEN are in the environment. Prints one JSON object: what
// came, or the error that the SDK raised, and how many requests it sent.
'use strict';

const OpenAI = require('openai');
const Anthropic = require('@anthropic-ai/sdk');

const [, , api, model, ...wishes] = process.argv;
const stream = wishes.includes('stream');
const withTools = wishes.includes('tools');
let sent = 0;
const count = (...request) => {
  sent += 1;
  return fetch(...request);
};
const openai = new OpenAI({ baseURL: process.env.GATEWAY + '/v1', apiKey: process.env.TOKEN, fetch: count });
const anthropic = new Anthropic({ baseURL: process.env.GATEWAY, apiKey: process.env.TOKEN, fetch: count });

const question = { role: 'user', content: 'How warm is it in Oslo?' };
const city = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const answerOfTool = '21 degrees';

/** One answer of each API: {text, tool: {id, name, arguments}, said: what goes back with the tool's answer, output: tokens}. */
const ask = {
  async chat(messages) {
    const tools = withTools ? { tools: [{ type: 'function', function: { name: 'weather', parameters: city } }] } : {};
    let done;
    if (stream) {
      const running = openai.chat.completions.stream({
        model, messages, ...tools, stream_options: { include_usage: true },
      });
      done = await running.finalChatCompletion();
    } else {
      done = await openai.chat.completions.create({ model, messages, ...tools });
    }
    const message = done.choices[0].message;
    const call = message.tool_calls?.[0];
    return {
      text: message.content,
      tool: call && { id: call.id, name: call.function.name, arguments: call.function.arguments },
      said: [{ role: 'assistant', content: message.content, tool_calls: message.tool_calls }],
      output: done.usage.completion_tokens,
    };
  },
  async responses(input) {
    const tools = withTools ? { tools: [{ type: 'function', name: 'weather', parameters: city, strict: false }] } : {};
    let done;
    if (stream)
      done = await openai.responses.stream({ model, input, ...tools }).finalResponse();
    else
      done = await openai.responses.create({ model, input, ...tools });
    const call = done.output.find((item) => item.type === 'function_call');
    return {
      text: done.output_text,
      tool: call && { id: call.call_id, name: call.name, arguments: call.arguments },
      said: done.output,
      output: done.usage.output_tokens,
    };
  },
  async messages(messages) {
    const tools = withTools ? { tools: [{ name: 'weather', input_schema: city }] } : {};
    const body = { model, max_tokens: 100, messages, ...tools };
    const done = stream ? await anthropic.messages.stream(body).finalMessage() : await anthropic.messages.create(body);
    const call = done.content.find((block) => block.type === 'tool_use');
    return {
      text: done.content.find((block) => block.type === 'text')?.text,
      tool: call && { id: call.id, name: call.name, arguments: JSON.stringify(call.input) },
      said: [{ role: 'assistant', content: done.content }],
      output: done.usage.output_tokens,
    };
  },
};

const toolAnswer = {
  chat: (id) => ({ role: 'tool', tool_call_id: id, content: answerOfTool }),
  responses: (id) => ({ type: 'function_call_output', call_id: id, output: answerOfTool }),
  messages: (id) => ({ role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: answerOfTool }] }),
};

async function converse() {
  const first = await ask[api]([question]);
  if (!first.tool) return { text: first.text, output: first.output };
  const { id, ...tool } = first.tool;
  const second = await ask[api]([question, ...first.said, toolAnswer[api](id)]);
  return { tool, text: second.text, output: first.output + second.output };
}

async function run() {
  if (api === 'models') return { models: (await openai.models.list()).data.map((one) => one.id) };
  if (api === 'anthropic-models') return { models: (await anthropic.models.list()).data.map((one) => one.id) };
  if (api === 'model') return { models: [(await openai.models.retrieve('m')).id] };
  if (api === 'anthropic-model') return { models: [(await anthropic.models.retrieve('m')).id] };
  if (api === 'count') return { tokens: (await anthropic.messages.countTokens({ model, messages: [question] })).input_tokens };
  return converse();
}

run().then(
  (answer) => console.log(JSON.stringify({ ...answer, sent })),
  (error) => {
    const code = error.code ?? error.error?.error?.code ?? error.error?.code;
    console.log(JSON.stringify({ error: error.constructor.name, status: error.status, code, message: error.message, sent }));
  },
);
