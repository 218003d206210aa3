/**
 * What producers, broker and workers say to each other. Requests bear the names that Amazon SQS has for them; acknowledgements and
 * refusals those of AMQP 0-9-1, where `basic.ack` means the same in both directions: I have taken over, you may forget it.
 */

/** What is to be done, as its producer wrote it down. */
export interface Job {
  /** Its producer's name and number: `p1.3`. */
  readonly id: string;
  /** It cannot be done: whoever tries works in vain until the time limit. */
  readonly poison: boolean;
}

/** A producer hands a job over. Sent again, as the very same message, until it is answered. */
export interface SendMessage {
  readonly type: "SendMessage";
  readonly body: Job;
}

/** The broker has the job on disk: a publisher confirm. */
export interface PublisherAck {
  readonly type: "basic.ack";
  readonly job: string;
}

/** The queue is full, and the job has not been taken (`x-overflow: reject-publish`). */
export interface PublisherNack {
  readonly type: "basic.nack";
  readonly job: string;
}

/** A worker wants jobs, so many at most. The broker keeps the request until there is something (long polling). */
export interface ReceiveMessage {
  readonly type: "ReceiveMessage";
  readonly maxNumberOfMessages: number;
}

/** One job as it is handed out. */
export interface Delivery {
  readonly body: Job;
  /** Names this very receive of this message: an acknowledgement bears it. */
  readonly receiptHandle: string;
  /** How often the message has been handed out by now, this time included. */
  readonly receiveCount: number;
}

/** The jobs that a worker gets, at least one. */
export interface ReceiveMessageResult {
  readonly type: "ReceiveMessageResult";
  readonly messages: readonly Delivery[];
}

/** The worker is done with a job, and the broker may delete it (SQS: `DeleteMessage`). */
export interface ConsumerAck {
  readonly type: "basic.ack";
  readonly job: string;
  readonly receiptHandle: string;
}

export type QueueMessage =
  | SendMessage
  | PublisherAck
  | PublisherNack
  | ReceiveMessage
  | ReceiveMessageResult
  | ConsumerAck;
