/**
 * Which servers a cluster has (Ongaro & Ousterhout 2014, §6; Ongaro 2014, §4), with the distinctions that etcd's Raft
 * makes: voters, learners that replicate without a vote, and in joint consensus the voters of the configuration that is on
 * its way out. All is immutable; every list is in the order of the names.
 */
export interface Configuration {
  /** The voters; in joint consensus those of the new configuration (`C_new`). */
  readonly voters: readonly string[];
  /** The voters of the old configuration (`C_old`) in joint consensus; else empty. */
  readonly outgoing: readonly string[];
  /** Who replicates without a vote. */
  readonly learners: readonly string[];
  /** Voters of the old configuration that will be learners once it is left: nobody is both at once. */
  readonly learnersNext: readonly string[];
  /** Whether the leader leaves the joint configuration by itself. Carried along, without meaning here. */
  readonly autoLeave: boolean;
}

/** How far a member has come, as its leader believes. */
export interface Progress {
  /** The last index known to agree with the leader's log. */
  readonly match: number;
  /** The index of the next entry to send. */
  readonly next: number;
}

/** A configuration, and what its leader knows of each member. */
export interface Membership {
  readonly configuration: Configuration;
  readonly progress: Readonly<Record<string, Progress>>;
}

/** One step of a change. A `server` of null stands for a step that was called off, and does nothing. */
export interface MemberChange {
  /** `update` concerns what is kept of a server elsewhere, and changes nothing here. */
  readonly make: "voter" | "learner" | "absent" | "update";
  readonly server: string | null;
}

/** A change that is not allowed, and why. */
export interface ChangeRefused {
  readonly refused: string;
}

/** Nobody at all: what a cluster is before its first change, and what a server knows that waits to be added. */
export const NOBODY: Membership = { configuration: votersOnly([]), progress: {} };

/** The configuration of these voters and nobody else. */
export function votersOnly(voters: readonly string[]): Configuration {
  return {
    voters: inOrder(voters),
    outgoing: [],
    learners: [],
    learnersNext: [],
    autoLeave: false,
  };
}

/** Whether two configurations decide together. */
export function isJoint(configuration: Configuration): boolean {
  return configuration.outgoing.length > 0;
}

/** Whether a server has a vote, be it only in the configuration on its way out. */
export function isVoter({ voters, outgoing }: Configuration, server: string): boolean {
  return voters.includes(server) || outgoing.includes(server);
}

/** Everybody with a vote, in either configuration. */
export function votersOf({ voters, outgoing }: Configuration): readonly string[] {
  return outgoing.length === 0 ? voters : inOrder([...voters, ...outgoing]);
}

/** Everybody who gets the log: voters of both configurations, and learners. */
export function membersOf(configuration: Configuration): readonly string[] {
  const { learners } = configuration;
  const voters = votersOf(configuration);
  return learners.length === 0 ? voters : inOrder([...voters, ...learners]);
}

/**
 * Adds and removes servers at once, where at most one voter comes or goes: then any majority of the configuration before
 * shares a server with any majority of the one after (Ongaro 2014, §4.1). Servers that are new are tried at `lastIndex`.
 */
export function simple(
  membership: Membership,
  changes: readonly MemberChange[],
  lastIndex: number,
): Membership | ChangeRefused {
  const before = membership.configuration;
  if (isJoint(before)) return { refused: "can't apply simple config change in joint config" };
  const after = afterAll(membership, changes, lastIndex);
  const { voters } = after.configuration;
  if (voters.length === 0) return { refused: "removed all voters" };
  const moved = without(voters, before.voters).length + without(before.voters, voters).length;
  if (moved > 1) return { refused: "more than one voter changed without entering joint config" };
  return after;
}

/**
 * Enters joint consensus: the old voters stay on as outgoing ones, and the changes apply to the incoming
 * (§6: from `C_old` to `C_old,new`).
 */
export function enterJoint(
  { configuration, progress }: Membership,
  changes: readonly MemberChange[],
  lastIndex: number,
  autoLeave = false,
): Membership | ChangeRefused {
  if (isJoint(configuration)) return { refused: "config is already joint" };
  if (configuration.voters.length === 0) return { refused: "can't make a zero-voter config joint" };
  const joint = { ...configuration, outgoing: configuration.voters, autoLeave };
  const after = afterAll({ configuration: joint, progress }, changes, lastIndex);
  return after.configuration.voters.length === 0 ? { refused: "removed all voters" } : after;
}

/** Leaves joint consensus: the new configuration decides alone (§6: from `C_old,new` to `C_new`). */
export function leaveJoint({ configuration, progress }: Membership): Membership | ChangeRefused {
  if (!isJoint(configuration)) return { refused: "can't leave a non-joint config" };
  const left = leaveJointOf(configuration);
  const members = new Set(membersOf(left));
  return {
    configuration: left,
    progress: Object.fromEntries(
      Object.entries(progress).filter(([server]) => members.has(server)),
    ),
  };
}

/** The joint configuration on the way to exactly these voters; learners among them get their vote. */
export function enterJointTo(
  configuration: Configuration,
  voters: readonly string[],
): Configuration {
  return {
    ...configuration,
    voters: inOrder(voters),
    outgoing: configuration.voters,
    learners: without(configuration.learners, voters),
  };
}

/** The configuration after the joint one, which is not checked. */
export function leaveJointOf({ voters, learners, learnersNext }: Configuration): Configuration {
  return { ...votersOnly(voters), learners: inOrder([...learners, ...learnersNext]) };
}

/** One change after the other. */
function afterAll(
  membership: Membership,
  changes: readonly MemberChange[],
  lastIndex: number,
): Membership {
  const added: Progress = { match: 0, next: Math.max(lastIndex, 1) };
  return changes.reduce((so, { make, server }) => {
    if (server === null) return so;
    switch (make) {
      case "voter":
        return withVoter(so, server, added);
      case "learner":
        return withLearner(so, server, added);
      case "absent":
        return withoutMember(so, server);
      case "update":
        return so;
    }
  }, membership);
}

function withVoter(
  { configuration, progress }: Membership,
  server: string,
  added: Progress,
): Membership {
  return {
    configuration: {
      ...dropped(configuration, server),
      voters: inOrder([...configuration.voters, server]),
    },
    progress: { ...progress, [server]: progress[server] ?? added },
  };
}

/** What is known of a demoted voter stays known. One that has its vote in the old configuration waits until that is left. */
function withLearner(
  { configuration, progress }: Membership,
  server: string,
  added: Progress,
): Membership {
  const rest = dropped(configuration, server);
  return {
    configuration: configuration.outgoing.includes(server)
      ? { ...rest, learnersNext: inOrder([...rest.learnersNext, server]) }
      : { ...rest, learners: inOrder([...rest.learners, server]) },
    progress: { ...progress, [server]: progress[server] ?? added },
  };
}

/** A voter of the old configuration is not forgotten before that is left. */
function withoutMember({ configuration, progress }: Membership, server: string): Membership {
  const rest = dropped(configuration, server);
  if (configuration.outgoing.includes(server)) return { configuration: rest, progress };
  const { [server]: _, ...others } = progress;
  return { configuration: rest, progress: others };
}

/** The configuration without the server, but for its vote in the old one. */
function dropped(configuration: Configuration, server: string): Configuration {
  const gone = [server];
  return {
    ...configuration,
    voters: without(configuration.voters, gone),
    learners: without(configuration.learners, gone),
    learnersNext: without(configuration.learnersNext, gone),
  };
}

function without(servers: readonly string[], gone: readonly string[]): readonly string[] {
  return servers.filter((server) => !gone.includes(server));
}

/** Each once, `n2` before `n10`: equal sets are equal lists. */
function inOrder(servers: readonly string[]): readonly string[] {
  return [...new Set(servers)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}
