// The closed loop: each user sends its next request when the last is answered. Shows what the target can take at most.

import type { Driver } from './driver.ts';
import type { LoadSession } from './flight.ts';
import type { Connection } from './http1.ts';

/** After a failed connection; a target that is down must not make us spin. */
const BACKOFF_MS = 50;
/** Users that open their session at the same time. */
const OPENING = 32;

export async function runClosed(driver: Driver, users: number): Promise<void> {
  const sessions = Array.from({ length: driver.share(users) }, (_, number) => driver.newSession(number));
  const end = driver.began + driver.plan.durationMs;
  const halt = setTimeout(() => (driver.stopped = true), driver.plan.durationMs);
  const waiting = [...sessions];
  const running: Promise<void>[] = [];
  // Opened a few at a time, but each begins its requests as soon as it is open.
  await Promise.all(
    Array.from({ length: Math.min(OPENING, waiting.length) }, async () => {
      for (let session = waiting.shift(); session !== undefined; session = waiting.shift()) {
        await openUser(driver, session, end);
        running.push(runUser(driver, session));
      }
    }),
  );
  await Promise.all(running);
  clearTimeout(halt);
  for (const session of sessions) session.connection?.destroy();
}

async function openUser(driver: Driver, session: LoadSession, end: number): Promise<void> {
  while (!driver.stopped && performance.now() < end) {
    const connection = fresh(driver, session);
    if (await new Promise<boolean>((resolve) => driver.open(session, connection, resolve))) return;
    await new Promise((resolve) => setTimeout(resolve, BACKOFF_MS));
  }
}

function fresh(driver: Driver, session: LoadSession): Connection {
  if (session.connection?.open !== true) session.connection = driver.connect();
  return session.connection;
}

/** Sends, one after another, until the plan is used up; callbacks, because a promise for each would cost a tenth. */
function runUser(driver: Driver, session: LoadSession): Promise<void> {
  return new Promise((resolve) => {
    const again = (): void => {
      if (session.lost || spent(driver, session)) renew();
      else next();
    };
    const next = (): void => {
      if (!driver.claim()) return resolve();
      driver.fly(session, fresh(driver, session), driver.pick(session), performance.now(), (flight) => {
        if (flight.status === 0) setTimeout(again, BACKOFF_MS);
        else again();
      });
    };
    const renew = (): void => {
      if (driver.stopped) return resolve();
      driver.end(session, fresh(driver, session), () => {
        driver.open(session, fresh(driver, session), (ok) => {
          if (ok) next();
          else setTimeout(renew, BACKOFF_MS);
        });
      });
    };
    next();
  });
}

const spent = (driver: Driver, session: LoadSession): boolean =>
  driver.plan.scenario.requestsPerSession !== undefined && session.used >= driver.plan.scenario.requestsPerSession;
