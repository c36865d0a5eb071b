// Correct servers that say much by themselves, or ask the client; and those that speak 2026-07-28 alone.

import { Refusal, type Shape } from './peer.ts';
import { clock, dice, LEVELS, paged, PROMPTS, readOnly, text, toolMethods, wrong } from './parts.ts';

/** Tells of progress, logs and changes all the time. */
export const chatty: Shape = {
  revisions: ['2025-03-26', '2025-06-18', '2025-11-25'],
  info: { name: 'chatty', version: '1.0.0' },
  capabilities: {
    tools: { listChanged: true },
    resources: { listChanged: true, subscribe: true },
    prompts: { listChanged: true },
    logging: {},
  },
  cancels: true,
  anyOrder: 30,
  methods: {
    ...toolMethods([
      {
        definition: {
          name: 'build',
          description: 'Builds the project.',
          inputSchema: { type: 'object', properties: { steps: { type: 'integer', minimum: 1, maximum: 20 } } },
          annotations: readOnly,
        },
        run: async (args, call) => {
          const steps = args.steps === undefined ? 8 : args.steps;
          if (!Number.isInteger(steps) || steps < 1 || steps > 20) return wrong('steps must be from 1 to 20');
          for (let step = 1; step <= steps && !call.signal.aborted; step += 1) {
            await new Promise((resolve) => setTimeout(resolve, 10));
            if (call.peer.logLevel <= (step === steps ? 4 : 1))
              call.notify('notifications/message', {
                level: step === steps ? 'warning' : 'info',
                logger: 'build',
                data: `Step ${step} of ${steps}`,
              });
            if (call.progressToken !== undefined)
              call.notify('notifications/progress', {
                progressToken: call.progressToken,
                progress: step / 3,
                message: `Compiling unit ${step}`,
              });
          }
          return text('Built.');
        },
      },
    ]),
    'prompts/list': (params) => paged('prompts', [], params),
    'prompts/get': () => {
      throw new Refusal(-32602, 'There are no prompts');
    },
    'resources/list': (params) => paged('resources', [], params),
    'resources/templates/list': (params) => paged('resourceTemplates', [], params),
    'resources/read': (params) => {
      throw new Refusal(typeof params?.uri === 'string' ? -32002 : -32602, 'Resource not found');
    },
    'resources/subscribe': (params) => {
      throw new Refusal(typeof params?.uri === 'string' ? -32002 : -32602, 'Resource not found');
    },
    'resources/unsubscribe': () => ({}),
    'logging/setLevel': (params, call) => {
      if (!LEVELS.includes(params?.level)) throw new Refusal(-32602, 'Invalid log level');
      call.peer.logLevel = LEVELS.indexOf(params.level);
      return {};
    },
  },
  chatter: (say) => {
    const kinds = ['tools', 'prompts', 'resources'];
    let turn = 0;
    const timer = setInterval(
      () => say({ jsonrpc: '2.0', method: `notifications/${kinds[(turn += 1) % 3]}/list_changed` }),
      300,
    );
    return () => clearInterval(timer);
  },
};

/** Asks the client whatever the client says that it can answer. */
export const asking: Shape = {
  revisions: ['2025-06-18', '2025-11-25'],
  info: { name: 'asking', version: '1.0.0' },
  capabilities: { tools: {} },
  chatter: (say, peer) => {
    if (peer.clientCapabilities?.roots !== undefined) peer.ask('roots/list', undefined, say).catch(() => undefined);
    if (peer.shape.revisions.includes(peer.revision)) peer.ask('ping', undefined, say).catch(() => undefined);
  },
  methods: toolMethods([
    {
      definition: {
        name: 'introduce',
        description: 'Asks who you are and greets you.',
        inputSchema: { type: 'object' },
        annotations: readOnly,
      },
      run: async (_args, call) => {
        const can = call.clientCapabilities?.elicitation;
        const forms =
          can !== undefined &&
          (call.revision < '2025-11-25' || Object.keys(can).length === 0 || can.form !== undefined);
        if (!forms) return wrong('This tool needs a client that can ask its user.');
        const answer = await call.ask('elicitation/create', {
          message: 'What may I call you?',
          requestedSchema: {
            type: 'object',
            properties: { nickname: { type: 'string', maxLength: 40 } },
            required: ['nickname'],
          },
        });
        if (answer?.action !== 'accept') return text('As you like.');
        return typeof answer.content?.nickname === 'string' ? text('Nice to meet you.') : wrong('That was no name.');
      },
    },
    {
      definition: {
        name: 'haiku',
        description: 'Lets the model write a haiku.',
        inputSchema: { type: 'object' },
        annotations: readOnly,
      },
      run: async (_args, call) => {
        if (call.clientCapabilities?.sampling === undefined) return wrong('This tool needs a client that can sample.');
        const answer = await call.ask('sampling/createMessage', {
          messages: [{ role: 'user', content: { type: 'text', text: 'Write a haiku about rain.' } }],
          maxTokens: 60,
        });
        return answer?.content?.type === 'text' ? text('A haiku was written.') : wrong('That was no text.');
      },
    },
  ]),
};

/** 2026-07-28: tools that ask by input_required, resources, prompts, a listening stream. */
export const modern: Shape = {
  revisions: ['2026-07-28'],
  info: { name: 'modern', version: '1.0.0' },
  capabilities: { tools: { listChanged: true }, prompts: {}, resources: {} },
  instructions: 'Looks things up.',
  methods: {
    ...toolMethods([
      { ...clock, definition: { ...clock.definition, annotations: readOnly } },
      dice,
      {
        definition: {
          name: 'confirm',
          description: 'Asks before it looks.',
          inputSchema: { type: 'object', additionalProperties: false },
          annotations: readOnly,
        },
        run: (args, call) => {
          if (Object.keys(args).length > 0) return wrong('No arguments, please.');
          if (call.clientCapabilities?.elicitation === undefined)
            throw new Refusal(-32021, 'Missing client capability', { requiredCapabilities: { elicitation: {} } });
          return text('never seen');
        },
      },
    ]),
    'prompts/list': (params) => paged('prompts', PROMPTS.slice(1, 2), params),
    'prompts/get': (params) => {
      if (params.name !== 'no-arguments') throw new Refusal(-32602, 'Unknown prompt');
      return { messages: [{ role: 'user', content: { type: 'text', text: 'Hello.' } }] };
    },
    'resources/list': (params) =>
      paged(
        'resources',
        [1, 2, 3].map((n) => ({ uri: `doc:${n}`, name: `${n}` })),
        params,
        1,
      ),
    'resources/templates/list': (params) => paged('resourceTemplates', [], params),
    'resources/read': (params) => {
      if (!/^doc:[123]$/.test(params.uri)) throw new Refusal(-32602, 'Resource not found', { uri: params.uri });
      return { contents: [{ uri: params.uri, text: `Document ${params.uri}` }] };
    },
    'subscriptions/listen': (params, call) => {
      if (params.notifications === null || typeof params.notifications !== 'object')
        throw new Refusal(-32602, 'notifications is missing');
      const _meta = { 'io.modelcontextprotocol/subscriptionId': call.id };
      const agreed = params.notifications.toolsListChanged === true ? { toolsListChanged: true } : {};
      call.notify('notifications/subscriptions/acknowledged', { _meta, notifications: agreed });
      return new Promise((resolve) => {
        call.signal.addEventListener('abort', () => resolve({}));
      });
    },
  },
};
const { tools: _tools, ...rest } = modern.capabilities;
export const modernWithoutTools: Shape = {
  ...modern,
  capabilities: rest,
  methods: Object.fromEntries(
    Object.entries(modern.methods).filter(([name]) => !/^(?:tools|subscriptions)\//.test(name)),
  ),
};
