import type { Picture } from "../../store/lab.ts";

/** A clip being recorded. */
export interface Recording {
  /** Ends it; once it has ended, by this or by itself, that says nothing. */
  stop(): void;
}

/** A clip longer than this ends by itself, in wall ms: it is held in memory. */
const LONGEST_CLIP = 120_000;
/** Frames a second. */
const RATE = 30;

const TYPES = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];

/** Whether this browser can record what a canvas shows as WebM. */
export function canRecord(): boolean {
  return typeof MediaRecorder === "function" && typeOf() !== undefined;
}

/** Records the stage from now on. @param keep gets the clip as a WebM file, once, however it came to an end. */
export function record(picture: Picture, keep: (clip: Blob) => void): Recording {
  const stream = picture.canvas.captureStream(RATE);
  const type = typeOf();
  const recorder = new MediaRecorder(stream, {
    ...(type === undefined ? {} : { mimeType: type }),
    videoBitsPerSecond: 6_000_000,
  });
  const parts: Blob[] = [];
  const stop = (): void => {
    if (recorder.state !== "inactive") recorder.stop();
  };
  const limit = setTimeout(stop, LONGEST_CLIP);
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.onstop = () => {
    clearTimeout(limit);
    for (const track of stream.getTracks()) track.stop();
    keep(new Blob(parts, { type: "video/webm" }));
  };
  // In slices: a clip must not be lost as a whole when the page runs short of memory.
  recorder.start(1_000);
  return { stop };
}

function typeOf(): string | undefined {
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}
