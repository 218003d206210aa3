/** Something in the command line or its input is wrong: one sentence on standard error, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const HELP = `netsplit <command>

  list                         the lessons, with their rules and knobs
  run <lesson>                 runs one from its start
      --seed N                 the run's chance (default 1)
      --for 30s                how much simulated time (default 30s, or the script's own “until”)
      --rule-off R             starts with a rule off; may be repeated
      --set K=V                starts with a knob turned; may be repeated
      --do "at 5s crash n1"    an action; may be repeated, in the order of time
      --script FILE            a script file to start from
  search <lesson>              looks for a bad run; what it prints, “replay” takes
      --rule-off R, --set K=V  as for run
      --budget 60s             how much of your time it may take
      --seed N                 the search's own chance (default 1)
      --runs N                 at most so many random walks (default: as many as the budget allows)
      --method M               walks, exhaustive, or both (default)
      --promise P              only a run that breaks this promise
      --allow crashes=2        at most so many of a kind in a run; may be repeated: crashes, cuts, partitions,
                               pauses, drops, duplicates, delays, drifts, fires, requests,
                               betrayals
      --script FILE            from a script's end on, or with --from 5s from that moment
      --workers N              default: as many as the machine has cores
  replay <file or link>        runs a recording and says whether it ends as it did
  check <file>                 judges a history from elsewhere: Jepsen's log lines or EDN, Porcupine's
                               key–value lines, Elle's transactions, Netsplit's JSON; - reads standard input
      --model M                the kind of object (default: guessed from the functions): register,
                               cas-register, key-value, queue, lock, counter, set, bank, transactions
      --consistency C          what is asked (default: linearizable; of transactions, serializable)
      --budget 60s             how much of your time it may take; then the verdict is “unknown”, exit code 0

  --json                       one JSON document on standard output

Exit code 0: fine; 1: a judge found a violation, promised or not; 2: bad usage or input.
`;
