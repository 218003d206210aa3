import { phrase } from "../../../languages/say.ts";

/** Short histories to begin with. */
interface Example {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

const STALE_READ = `INFO  jepsen.util - 0	:invoke	:write	1
INFO  jepsen.util - 0	:ok	:write	1
INFO  jepsen.util - 1	:invoke	:read	nil
INFO  jepsen.util - 1	:ok	:read	1
INFO  jepsen.util - 0	:invoke	:write	2
INFO  jepsen.util - 2	:invoke	:read	nil
INFO  jepsen.util - 2	:ok	:read	1
INFO  jepsen.util - 0	:ok	:write	2
INFO  jepsen.util - 2	:invoke	:read	nil
INFO  jepsen.util - 2	:ok	:read	2
INFO  jepsen.util - 1	:invoke	:read	nil
INFO  jepsen.util - 1	:ok	:read	1
`;

const QUEUE = `{:process 0, :type :invoke, :f :enqueue, :value "tea"}
{:process 1, :type :invoke, :f :enqueue, :value "milk"}
{:process 0, :type :ok, :f :enqueue, :value "tea"}
{:process 2, :type :invoke, :f :dequeue, :value nil}
{:process 1, :type :ok, :f :enqueue, :value "milk"}
{:process 2, :type :ok, :f :dequeue, :value "milk"}
{:process 0, :type :invoke, :f :dequeue, :value nil}
{:process 1, :type :invoke, :f :enqueue, :value "sugar"}
{:process 0, :type :ok, :f :dequeue, :value "tea"}
{:process 1, :type :info, :f :enqueue, :value "sugar"}
{:process 2, :type :invoke, :f :dequeue, :value nil}
{:process 2, :type :ok, :f :dequeue, :value "sugar"}
`;

const READ_SKEW = `{:process 0, :type :invoke, :f :txn, :value [[:append :x 1] [:append :y 1]]}
{:process 1, :type :invoke, :f :txn, :value [[:r :x nil] [:r :y nil]]}
{:process 0, :type :ok, :f :txn, :value [[:append :x 1] [:append :y 1]]}
{:process 1, :type :ok, :f :txn, :value [[:r :x []] [:r :y [1]]]}
{:process 2, :type :invoke, :f :txn, :value [[:r :x nil] [:r :y nil]]}
{:process 2, :type :ok, :f :txn, :value [[:r :x [1]] [:r :y [1]]]}
`;

export const EXAMPLES: readonly Example[] = [
  { id: "stale-read", label: phrase("A stale read"), text: STALE_READ },
  { id: "queue", label: phrase("A queue that works"), text: QUEUE },
  { id: "read-skew", label: phrase("Transactions that see half a change"), text: READ_SKEW },
];
