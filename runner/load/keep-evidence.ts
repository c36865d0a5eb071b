// The recordings of load and affinity as evidence on disk, in the form that `assay judge` reads.

import type { Recording } from '../../suites/kernel/recording.ts';
import { evidenceFile } from '../engine/evidence.ts';
import { maskDeep } from '../engine/mask.ts';

export interface EvidenceKeeper {
  keep(recordings: readonly Recording[]): void;
}

/** Opens the file before anything is sent, so that a folder that cannot be written is found then. */
export function evidenceKeeper(directory: string | undefined): EvidenceKeeper {
  if (directory === undefined) return { keep: () => undefined };
  const file = evidenceFile(directory);
  return {
    keep: (recordings) => {
      for (const recording of recordings) {
        const name = `${recording.revision} ${recording.transport}`;
        for (const lane of recording.lanes) file.write({ type: 'lane', recording: name, lane });
        for (const frame of recording.frames) file.write({ type: 'frame', recording: name, frame: maskDeep(frame) });
        for (const { sent, received, response, ...exchange } of recording.exchanges)
          file.write({
            type: 'exchange',
            recording: name,
            exchange: {
              ...exchange,
              sent: sent.seq,
              received: received.map(({ seq }) => seq),
              ...(response === undefined ? {} : { response: response.seq }),
            },
          });
        file.describe({ recorder: { name }, recording: () => recording });
      }
      file.close();
    },
  };
}
