// subscriptions/listen: acknowledged first, then held open; what it brings is tagged with its request id.

import { needTasks } from './jobs.ts';
import { type Call, isObj, KEY, type Listen, listOf, type Obj, Refusal } from './words.ts';

const FLAGS = { toolsListChanged: 'tools', promptsListChanged: 'prompts', resourcesListChanged: 'resources' } as const;

export function agreedFilter(call: Call): Obj {
  const wanted = call.params['notifications'];
  if (!isObj(wanted)) throw new Refusal(-32602, 'notifications must be an object');
  const { capabilities } = call.server.parts;
  const agreed: Obj = {};
  for (const [flag, area] of Object.entries(FLAGS)) {
    if (wanted[flag] !== undefined && typeof wanted[flag] !== 'boolean')
      throw new Refusal(-32602, `${flag} must be a boolean`);
    const own = capabilities[area];
    if (wanted[flag] === true && isObj(own) && own['listChanged'] === true) agreed[flag] = true;
  }
  const { resourceSubscriptions, taskIds } = wanted;
  for (const list of [resourceSubscriptions, taskIds])
    if (list !== undefined && !(Array.isArray(list) && list.every((one) => typeof one === 'string')))
      throw new Refusal(-32602, 'lists must be arrays of strings');
  const resources = capabilities['resources'];
  if (resourceSubscriptions !== undefined && isObj(resources) && resources['subscribe'] === true)
    agreed['resourceSubscriptions'] = listOf(resourceSubscriptions);
  if (taskIds !== undefined && isObj(capabilities['extensions']) && !call.server.lax('task-ids-ignored')) {
    needTasks(call);
    agreed['taskIds'] = taskIds;
  }
  return agreed;
}

export function listen(call: Call): Promise<Obj> {
  const filter = agreedFilter(call);
  const { server, link, signal } = call;
  const tag = { [KEY.subscription]: server.lax('text-subscription') ? String(call.id) : call.id };
  return new Promise((resolve) => {
    const end = (): void => {
      server.listens.delete(entry);
      resolve({ _meta: tag });
    };
    const entry: Listen = { call, filter, link, end };
    if (server.lax('one-listen')) for (const other of server.listens) server.listens.delete(other);
    const notify = (): void =>
      call.say('notifications/subscriptions/acknowledged', { notifications: filter, _meta: tag });
    if (!server.lax('no-ack')) notify();
    server.listens.add(entry);
    if (server.lax('listen-ends')) end();
    if (!server.lax('listen-uncancelled')) signal.addEventListener('abort', end, { once: true });
  });
}
