/** Locks and leases: a service that lends a lock, three clients who count lambs under it, and the storage where the count stands. */
import type { NodeId } from "../../kernel/behavior.ts";
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { NodeSpec, Place, Preset, Scenario } from "../../kernel/scenario.ts";
import { MILLISECOND, parseDuration, SECOND } from "../../kernel/time.ts";
import { say } from "../../languages/say.ts";
import { holderNode, holderTimers } from "../../protocols/lease-lock/holder.ts";
import {
  boundedWait,
  fencing,
  noLostUpdate,
  oneLease,
  tokensGrow,
} from "../../protocols/lease-lock/invariants.ts";
import { lockTally } from "../../protocols/lease-lock/meters.ts";
import { DURABLE_LEASE, FENCING_TOKEN, LEASE_EXPIRY } from "../../protocols/lease-lock/rules.ts";
import { serviceNode, serviceTimers } from "../../protocols/lease-lock/service.ts";
import type { ServiceDisk } from "../../protocols/lease-lock/service-state.ts";
import { storageNode, storageTimers } from "../../protocols/lease-lock/storage.ts";
import type { StorageConfig, StorageDisk } from "../../protocols/lease-lock/storage-state.ts";
import {
  holderPresenter,
  leaseLegend,
  servicePresenter,
  storagePresenter,
} from "../../protocols/lease-lock/view.ts";
import { HOLDER, LOCK, STORAGE } from "../../protocols/lease-lock/world.ts";
import { workloadKnob } from "../../protocols/workload.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import {
  HABITS,
  HIGH,
  holderDies,
  holderStandsStill,
  LOW,
  SERVICE_TIME,
  serviceRestarts,
  untilLastLook,
  writeIsLate,
} from "./moments.ts";
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";

const CLIENTS = ["alice", "bob", "carol"];

/** The first token is 33, as in Kleppmann’s article. */
const books: ServiceDisk = { lastToken: 32, lease: null };
const door: StorageDisk = { value: 5 };
const storage: StorageConfig = { serviceTime: SERVICE_TIME };

const nodes: NodeSpec[] = [
  { id: "lock", kind: LOCK, behavior: serviceNode, disk: { ...books } },
  { id: "storage", kind: STORAGE, behavior: storageNode, config: storage, disk: { ...door } },
  ...CLIENTS.map((id, i): NodeSpec => {
    const firstTurn = (300 + 500 * i) * MILLISECOND;
    return { id, kind: HOLDER, behavior: holderNode, config: { ...HABITS, firstTurn } };
  }),
];

const layout: Readonly<Record<NodeId, Place>> = {
  lock: { x: 0.14, y: 0.54 },
  alice: { x: 0.5, y: 0.22 },
  bob: { x: 0.5, y: 0.54 },
  carol: { x: 0.5, y: 0.86 },
  storage: { x: 0.86, y: 0.54 },
};

const presets: Preset[] = [
  {
    id: "still",
    label: "Holder stands still",
    key: "S",
    help: "Whoever has the turn is paused right after the last look at the clock, until somebody else has had a turn. While all is quiet, Alice and Bob begin.",
    script: holderStandsStill,
  },
  {
    id: "dies",
    label: "Holder dies",
    key: "D",
    help: "Who holds the lock crashes, and does not come back by itself. While all is quiet, Alice and Bob begin.",
    script: holderDies,
  },
  {
    id: "late-write",
    label: "Write comes late",
    key: "L",
    help: "The write of whose turn it is takes so long on its way that somebody else has had a turn. While all is quiet, Alice and Bob begin.",
    script: writeIsLate,
  },
  {
    id: "service-restarts",
    label: "Lock service restarts",
    key: "R",
    help: "The lock service crashes and is back after 0.3 s. While all is quiet, Alice and Bob begin before.",
    script: serviceRestarts,
  },
];

export const scenario: Scenario = {
  id: "lock-lease",
  version: 1,
  nodes,
  links: (from, to) =>
    (from.kind === HOLDER) === (to.kind === HOLDER)
      ? null
      : { latency: { kind: "uniform", low: LOW, high: HIGH } },
  knobs: [
    {
      id: "lease",
      label: "Lease",
      help: "For how long the lock is lent, 3 s to 12 s by the service’s clock. It counts from the next grant on.",
      values: [
        { value: "4s", label: "4 s" },
        {
          value: "3s",
          label: "3 s",
          help: "A dead holder keeps the others out for less, and a slow one loses its turn sooner.",
        },
        { value: "6s", label: "6 s" },
        { value: "12s", label: "12 s", help: "What Chubby lends its clients to begin with." },
      ],
    },
    {
      id: "work",
      label: "Work",
      help: "How long a holder works between reading and writing, 0.3 s to 2 s.",
      values: [
        { value: "800ms", label: "0.8 s" },
        { value: "300ms", label: "0.3 s" },
        { value: "2s", label: "2 s" },
      ],
    },
    workloadKnob,
  ],
  unworkable: ({ knobs }) => {
    const [lease, work] = [knobs["lease"], knobs["work"]].map((each) => parseDuration(each!)!);
    return untilLastLook(work!) > lease! * (1 - HABITS.allowance)
      ? say`a lease of ${lease! / SECOND} s is over before ${work! / SECOND} s of work are done and written: choose a longer lease or less work`
      : null;
  },
  rules: [
    {
      id: FENCING_TOKEN,
      label: "fencing token",
      simple:
        "The owl looks at the number on the ribbon. Who comes with a smaller one than it has seen is sent away. Without it, a child who has dozed off wakes up and writes an old number over the new one.",
      expert:
        "The storage refuses requests whose token is smaller than the greatest that it has seen. Off: a holder that was paused after its last look at the clock, or whose packet was delayed, overwrites what a newer holder has written.",
      source: "Kleppmann 2016; Burrows 2006 §2.4",
      known:
        "Jepsen found etcd’s locks unsafe by themselves (2020), and etcd has since carried a program that plays this very pause, without the token and with it. Redlock gives out no growing number (Kleppmann 2016); Redis’s manual advises fencing tokens since 2022. Chubby has had them from the start, as sequencers; Hazelcast named a lock after them, FencedLock.",
    },
    {
      id: LEASE_EXPIRY,
      label: "lease expiry",
      simple:
        "When the sand has run out the turn is free again, whether the child comes back or not. Without it, one child who has gone home ill keeps all others waiting for ever.",
      expert:
        "The service ends a lease when its term is over by its own clock. Off: the lock is held until it is released, and a holder that has crashed, or whose release is lost, blocks everybody for good, itself included after a restart.",
      source: "Gray & Cheriton 1989 §2",
      known:
        "RustFS listed locks of owners long gone, up to 448,679 s old, whose entries never expired; requests hung on them until they were removed by hand (issue 5939, 2026). Chubby, ZooKeeper and etcd bind each lock to a session or lease that ends by itself.",
    },
    {
      id: DURABLE_LEASE,
      label: "durable lease",
      simple:
        "Grandmother writes down who has the turn, and the number, before she hands it out. Without it, she wakes from a nap and gives the same number to somebody else.",
      expert:
        "Lease and last token are on disk before they are granted. Off: after a restart the service lends a lock that is still lent, and hands out tokens that the storage takes for old ones or for the same holder.",
      source: "Kleppmann 2016; Burrows 2006 §2.9",
      known:
        "Redis’s manual says of Redlock that an instance which restarts without having synced its lock to disk lets a second client in, and advises fsync at every write or to stay down for a lease. Chubby’s masters read the locks from their database when they take over (Burrows 2006 §2.9).",
    },
  ],
  monitors: [
    anyMonitor(fencing),
    anyMonitor(noLostUpdate),
    anyMonitor(oneLease),
    anyMonitor(tokensGrow),
    anyMonitor(boundedWait),
  ],
  meters: [anyMeter(lockTally)],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0.3,
    duplication: 0.3,
    drift: 0.05,
    down: 2,
  },
  operations: [],
  keys: [],
  timers: [...serviceTimers, ...storageTimers, ...holderTimers],
  presenters: {
    [LOCK]: servicePresenter,
    [STORAGE]: storagePresenter,
    [HOLDER]: holderPresenter,
  },
  layout,
  legend: leaseLegend,
  presets,
  pace: 0.4,
  recovery: 14 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
