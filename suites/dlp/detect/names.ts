// Names of people, looked for on request alone: a given name that is common somewhere, and a family name behind it.

import { pick, text } from './chance.ts';
import type { Detector } from './detector.ts';

const GIVEN =
  'James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Margaret Mark Sandra Donald Ashley Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Dorothy George Melissa Edward Deborah Ronald Stephanie Timothy Rebecca Jason Sharon Jeffrey Laura Ryan Cynthia Jacob Kathleen Gary Amy Nicholas Angela Eric Shirley Jonathan Anna Stephen Brenda Larry Pamela Justin Emma Scott Nicole Brandon Helen Benjamin Samantha Samuel Katherine Gregory Christine Alexander Debra Patrick Rachel Frank Carolyn Raymond Janet Jack Maria Dennis Heather Jerry Diane Tyler Olivia Aaron Julie Jose Joyce Hans Peter Klaus Stefan Andreas Wolfgang Ursula Monika Petra Sabine Claudia Katharina Lukas Felix Jonas Pierre Jean Marie Camille Chloe Antoine Mathieu Giulia Marco Luca Francesca Paolo Sofia Carlos Javier Miguel Lucia Carmen Ana Pedro Juan Luis Jan Piet Sven Lars Ingrid Olga Ivan Dmitri Natalia Ahmed Mohammed Fatima Aisha Omar Ali Yusuf Priya Rahul Amit Anjali Wei Li Ming Yuki Hiroshi Kenji Sakura Min Ji Soo'.split(
    ' ',
  );

/** A title of a page or a name of a place begins with a given name too. */
const NO_FAMILY =
  /^(?:Street|Avenue|Road|Park|University|School|Award|Server|Tool|Prize|And|The|Of|In|On|At|For|From|To|With|Is|Was|Inc|Ltd|Hopkins|File|Text|Code|Link)$/;

const BEHIND = / (?:[A-Z]\. )?([A-ZÄÖÜ][a-zäöüéèß]{2,20}(?:-[A-Z][a-z]{2,20})?)(?![A-Za-z])/y;

export const NAMES: readonly Detector[] = [
  {
    id: 'person-name',
    what: 'the name of a person',
    category: 'personal',
    severity: 'low',
    weight: 'hint',
    trigger: { starts: GIVEN.map((name) => `${name} `) },
    match: ({ text: all, at }) => {
      const space = all.indexOf(' ', at);
      BEHIND.lastIndex = space;
      const found = BEHIND.exec(all);
      if (found === null || NO_FAMILY.test(found[1] ?? '')) return undefined;
      return { from: at, to: space + found[0].length };
    },
    samples: (random) => ({
      hits: [`${pick(random, GIVEN)} ${text(random, 'capitals', 1)}rsenalto`, `by ${pick(random, GIVEN)} Muellerson`],
      misses: ['James Street', 'Mark the file', 'Li is short', 'the Mary of old'],
    }),
  },
];
