import type { Picture } from "../../store/lab.ts";

/** A clip being recorded. */
export interface Recording {
  /** Ends it; answers the clip as a WebM file. */
  stop(): Promise<Blob>;
}

/** A clip longer than this ends by itself, in wall ms: it is held in memory. */
export const LONGEST_CLIP = 120_000;
/** Frames a second. */
const RATE = 30;

const TYPES = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];

/** Whether this browser can record what a canvas shows as WebM. */
export function canRecord(): boolean {
  return typeof MediaRecorder === "function" && typeOf() !== undefined;
}

/** Records the stage from now on. @param ended hears when it ended by itself, with the clip. */
export function record(picture: Picture, ended: (clip: Blob) => void): Recording {
  const stream = picture.canvas.captureStream(RATE);
  const type = typeOf();
  const recorder = new MediaRecorder(stream, {
    ...(type === undefined ? {} : { mimeType: type }),
    videoBitsPerSecond: 6_000_000,
  });
  const parts: Blob[] = [];
  let asked = false;
  const finished = new Promise<Blob>((resolve) => {
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      clearTimeout(limit);
      for (const track of stream.getTracks()) track.stop();
      const clip = new Blob(parts, { type: "video/webm" });
      if (!asked) ended(clip);
      resolve(clip);
    };
  });
  // In slices: a clip must not be lost as a whole when the page runs short of memory.
  recorder.start(1_000);
  const limit = setTimeout(() => recorder.stop(), LONGEST_CLIP);
  return {
    stop() {
      asked = true;
      if (recorder.state !== "inactive") recorder.stop();
      return finished;
    },
  };
}

function typeOf(): string | undefined {
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}
