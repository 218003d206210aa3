/**
 * Configurations against the cases of etcd's `confchange` package (etcd-io/raft, Apache-2.0), which are read from outside the
 * project where they are at hand, and against the laws for which the two ways of changing members exist.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  enterJoint,
  enterJointTo,
  isJoint,
  isVoter,
  leaveJoint,
  leaveJointOf,
  membersOf,
  NOBODY,
  simple,
  votersOf,
  votersOnly,
  type ChangeRefused,
  type MemberChange,
  type Membership,
} from "./configuration.ts";
import { casesIn } from "./testing/datadriven.ts";

const FOLDER = new URL("../../../shared/cases/raft/confchange/", import.meta.url);
const found = existsSync(FOLDER);
if (!found)
  console.log(
    "etcd's cases of changed members: skipped, because shared/cases/raft/confchange is not beside the project.",
  );

const MAKES = { v: "voter", l: "learner", r: "absent", u: "update" } as const;

/** `v1 l2 r3`. etcd replaces the server of a step that was called off by zero. */
function changesOf(input: string): MemberChange[] {
  return input.split(/\s+/).flatMap((token) => {
    if (token === "") return [];
    const make = MAKES[token[0] as keyof typeof MAKES];
    if (make === undefined) throw new Error(`unknown token ${token}`);
    return [{ make, server: token === `${token[0]}0` ? null : token.slice(1) }];
  });
}

/** As etcd prints a configuration and its progress. */
function print({ configuration, progress }: Membership): string {
  const set = (servers: readonly string[]) => `(${servers.join(" ")})`;
  const { voters, outgoing, learners, learnersNext, autoLeave } = configuration;
  const first = [
    `voters=${set(voters)}${outgoing.length > 0 ? `&&${set(outgoing)}` : ""}`,
    ...(learners.length > 0 ? [`learners=${set(learners)}`] : []),
    ...(learnersNext.length > 0 ? [`learners_next=${set(learnersNext)}`] : []),
    ...(autoLeave ? ["autoleave"] : []),
  ].join(" ");
  const rows = Object.entries(progress)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(
      ([server, { match, next }]) =>
        `${server}: StateProbe match=${match} next=${next}${learners.includes(server) ? " learner" : ""}`,
    );
  return [first, ...rows].join("\n");
}

describe.skipIf(!found)("etcd's cases of changed members", () => {
  const files = found ? readdirSync(FOLDER).sort() : [];

  test("all nine files are read", () => {
    expect(files).toHaveLength(9);
  });

  test.each(files)("%s", (file) => {
    let membership = NOBODY;
    const cases = casesIn(readFileSync(new URL(file, FOLDER), "utf8"));
    expect(cases.length).toBeGreaterThan(0);
    cases.forEach(({ line, command, given, input, expected }, lastIndex) => {
      const after = run(membership, command, given, changesOf(input), lastIndex);
      expect(`line ${line}: ${"refused" in after ? after.refused : print(after)}`).toBe(
        `line ${line}: ${expected}`,
      );
      if (!("refused" in after)) membership = after;
    });
  });
});

function run(
  membership: Membership,
  command: string,
  given: Readonly<Record<string, readonly string[]>>,
  changes: readonly MemberChange[],
  lastIndex: number,
): Membership | ChangeRefused {
  switch (command) {
    case "simple":
      return simple(membership, changes, lastIndex);
    case "enter-joint":
      return enterJoint(membership, changes, lastIndex, given["autoleave"]?.[0] === "true");
    case "leave-joint":
      return leaveJoint(membership);
    default:
      throw new Error(`unknown command ${command}`);
  }
}

const server: fc.Arbitrary<string> = fc.constantFrom("n1", "n2", "n3", "n4", "n5", "n10");
const change: fc.Arbitrary<MemberChange> = fc.record({
  make: fc.constantFrom("voter", "learner", "absent", "update"),
  server: fc.option(server, { nil: null, freq: 20 }),
});
const deed = fc.oneof(
  fc.record({ is: fc.constant("simple" as const), changes: fc.array(change, { maxLength: 4 }) }),
  fc.record({ is: fc.constant("enter" as const), changes: fc.array(change, { maxLength: 6 }) }),
  fc.record({ is: fc.constant("leave" as const), changes: fc.constant([]) }),
);

/** All memberships that these deeds lead through; what is refused changes nothing. */
function history(deeds: readonly { is: string; changes: readonly MemberChange[] }[]): Membership[] {
  const reached: Membership[] = [NOBODY];
  deeds.forEach(({ is, changes }, lastIndex) => {
    const now = reached.at(-1)!;
    const after =
      is === "simple"
        ? simple(now, changes, lastIndex)
        : is === "enter"
          ? enterJoint(now, changes, lastIndex)
          : leaveJoint(now);
    if (!("refused" in after)) reached.push(after);
  });
  return reached;
}

const reached = fc.array(deed, { minLength: 1, maxLength: 20 }).map(history);
const some = fc.uniqueArray(server, { minLength: 1 });

/** All smallest majorities of these voters. */
function majorities(voters: readonly string[]): string[][] {
  const size = Math.floor(voters.length / 2) + 1;
  const all = voters.reduce<string[][]>(
    (sets, voter) => [...sets, ...sets.map((set) => [...set, voter])],
    [[]],
  );
  return all.filter((set) => set.length === size);
}

describe("changed members", () => {
  test("nobody is forgotten, is two things at once, or stands in a list twice", () => {
    fc.assert(
      fc.property(reached, (memberships) => {
        for (const { configuration, progress } of memberships) {
          const { voters, outgoing, learners, learnersNext } = configuration;
          expect(Object.keys(progress).sort()).toEqual([...membersOf(configuration)].sort());
          for (const list of [voters, outgoing, learners, learnersNext])
            expect(new Set(list).size).toBe(list.length);
          for (const learner of learners) expect(isVoter(configuration, learner)).toBe(false);
          for (const next of learnersNext) {
            expect(outgoing).toContain(next);
            expect(voters).not.toContain(next);
          }
          if (!isJoint(configuration)) {
            expect(learnersNext).toEqual([]);
            expect(configuration.autoLeave).toBe(false);
          }
        }
      }),
    );
  });

  test("after a simple change any majority before meets any majority after (Ongaro 2014, §4.1)", () => {
    fc.assert(
      fc.property(some, fc.array(change, { maxLength: 4 }), (voters, changes) => {
        const now: Membership = {
          configuration: votersOnly(voters),
          progress: Object.fromEntries(voters.map((id) => [id, { match: 0, next: 1 }])),
        };
        const after = simple(now, changes, 1);
        fc.pre(!("refused" in after));
        for (const before of majorities(now.configuration.voters))
          for (const later of majorities((after as Membership).configuration.voters))
            expect(before.some((id) => later.includes(id))).toBe(true);
      }),
    );
  });

  test("two voters at once are refused, because their majorities can miss each other", () => {
    const changes: MemberChange[] = [
      { make: "voter", server: "n4" },
      { make: "voter", server: "n5" },
    ];
    const start = { configuration: votersOnly(["n1", "n2", "n3"]), progress: {} };
    expect(simple(start, changes, 1)).toEqual({
      refused: "more than one voter changed without entering joint config",
    });
    const before = majorities(["n1", "n2", "n3"]);
    const after = majorities(["n1", "n2", "n3", "n4", "n5"]);
    expect(before.some((set) => after.some((other) => !set.some((id) => other.includes(id))))).toBe(
      true,
    );
  });

  test("joint consensus keeps the old voters and leads to the new ones", () => {
    fc.assert(
      fc.property(reached, some, (memberships, target) => {
        const start = memberships.findLast(({ configuration }) => !isJoint(configuration))!;
        const { voters } = start.configuration;
        fc.pre(voters.length > 0);
        const changes: MemberChange[] = [
          ...voters
            .filter((id) => !target.includes(id))
            .map((id) => ({ make: "absent" as const, server: id })),
          ...target.map((id) => ({ make: "voter" as const, server: id })),
        ];
        const joint = enterJoint(start, changes, 9) as Membership;
        expect(joint.configuration.outgoing).toEqual(voters);
        expect(joint.configuration).toEqual(enterJointTo(start.configuration, target));
        expect(new Set(votersOf(joint.configuration))).toEqual(new Set([...voters, ...target]));
        const left = leaveJoint(joint) as Membership;
        expect(left.configuration.voters).toEqual(votersOnly(target).voters);
        expect(left.configuration).toEqual(leaveJointOf(joint.configuration));
        expect(isJoint(left.configuration)).toBe(false);
      }),
    );
  });

  test("what is known of a member outlasts its demotion, and a new one is tried at the end of the log", () => {
    const known = { match: 5, next: 6 };
    const start: Membership = {
      configuration: votersOnly(["n1", "n2"]),
      progress: { n1: known, n2: known },
    };
    const changes: MemberChange[] = [
      { make: "learner", server: "n2" },
      { make: "learner", server: "n3" },
    ];
    expect(simple(start, changes, 7)).toEqual({
      configuration: { ...votersOnly(["n1"]), learners: ["n2", "n3"] },
      progress: { n1: known, n2: known, n3: { match: 0, next: 7 } },
    });
  });
});
