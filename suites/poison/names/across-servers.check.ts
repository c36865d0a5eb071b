// Names that collide between the servers of one client.

import { acrossServers } from '../set/across.ts';

export default acrossServers();
