import { describe, expect, test } from "vitest";
import { Playback, type PlaybackEvent } from "./playback.ts";

function after(...events: PlaybackEvent["type"][]) {
  const playback = new Playback();
  for (const type of events) playback.send({ type, why: "it broke" } as PlaybackEvent);
  return playback.store.getState();
}

describe("playback", () => {
  test("a lesson loads, and then waits to be played", () => {
    expect(after("OPEN").phase).toBe("loading");
    expect(after("OPEN", "OPENED").phase).toBe("paused");
    expect(after("OPEN", "OPENED", "TOGGLE").phase).toBe("playing");
    expect(after("OPEN", "OPENED", "PLAY", "PAUSE").phase).toBe("paused");
  });

  test("nothing plays while nothing is open", () => {
    expect(after("PLAY").phase).toBe("empty");
    expect(after("OPEN", "PLAY").phase).toBe("loading");
  });

  test("an alarm halts it, played or stepped", () => {
    expect(after("OPEN", "OPENED", "PLAY", "ALARM").phase).toBe("halted");
    expect(after("OPEN", "OPENED", "ALARM").phase).toBe("halted");
  });

  test("from a halt it goes on when told to, and is calm once the playhead is elsewhere", () => {
    expect(after("OPEN", "OPENED", "ALARM", "PLAY").phase).toBe("playing");
    expect(after("OPEN", "OPENED", "ALARM", "CALM").phase).toBe("paused");
  });

  test("frames without an alarm do not stop it", () => {
    expect(after("OPEN", "OPENED", "PLAY", "CALM").phase).toBe("playing");
  });

  test("a broken worker ends everything but opening again, and why is kept", () => {
    const failed = after("OPEN", "OPENED", "PLAY", "FAIL");
    expect(failed.phase).toBe("failed");
    expect(failed.why).toBe("it broke");
    expect(after("FAIL", "PLAY").phase).toBe("failed");
    const again = after("FAIL", "OPEN");
    expect(again.phase).toBe("loading");
    expect(again.why).toBeNull();
  });

  test("a lesson that cannot be opened fails with its sentence", () => {
    expect(after("OPEN", "REFUSED").why).toBe("it broke");
  });
});
