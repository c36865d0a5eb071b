// Values for proofs, made from a seed as the detectors' own samples are: no secret stands in the repository.

import { randomFor } from '../../../runner/engine/random.ts';
import { DETECTORS, ON_REQUEST } from '../../../suites/dlp/detect/catalog.ts';

/** The first sample that a detector must find. */
export function sampleOf(id: string, seed = 1): string {
  const detector = [...DETECTORS, ...ON_REQUEST].find((one) => one.id === id);
  const [hit] = detector?.samples(randomFor(seed, id)).hits ?? [];
  if (hit === undefined) throw new Error(`there is no detector ${id}`);
  return hit;
}
