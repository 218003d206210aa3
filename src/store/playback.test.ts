import { createActor } from "xstate";
import { describe, expect, test } from "vitest";
import { playback, type PlaybackEvent } from "./playback.ts";

function after(...events: PlaybackEvent["type"][]) {
  const actor = createActor(playback).start();
  for (const type of events) actor.send({ type, why: "it broke" } as PlaybackEvent);
  return actor.getSnapshot();
}

describe("playback", () => {
  test("a lesson loads, and then waits to be played", () => {
    expect(after("OPEN").value).toBe("loading");
    expect(after("OPEN", "OPENED").value).toBe("paused");
    expect(after("OPEN", "OPENED", "TOGGLE").value).toBe("playing");
    expect(after("OPEN", "OPENED", "PLAY", "PAUSE").value).toBe("paused");
  });

  test("nothing plays while nothing is open", () => {
    expect(after("PLAY").value).toBe("empty");
    expect(after("OPEN", "PLAY").value).toBe("loading");
  });

  test("an alarm halts it, played or stepped", () => {
    expect(after("OPEN", "OPENED", "PLAY", "ALARM").value).toBe("halted");
    expect(after("OPEN", "OPENED", "ALARM").value).toBe("halted");
  });

  test("from a halt it goes on when told to, and is calm once the playhead is elsewhere", () => {
    expect(after("OPEN", "OPENED", "ALARM", "PLAY").value).toBe("playing");
    expect(after("OPEN", "OPENED", "ALARM", "CALM").value).toBe("paused");
  });

  test("frames without an alarm do not stop it", () => {
    expect(after("OPEN", "OPENED", "PLAY", "CALM").value).toBe("playing");
  });

  test("a broken worker ends everything but opening again, and why is kept", () => {
    const failed = after("OPEN", "OPENED", "PLAY", "FAIL");
    expect(failed.value).toBe("failed");
    expect(failed.context.why).toBe("it broke");
    expect(after("FAIL", "PLAY").value).toBe("failed");
    const again = after("FAIL", "OPEN");
    expect(again.value).toBe("loading");
    expect(again.context.why).toBeNull();
  });

  test("a lesson that cannot be opened fails with its sentence", () => {
    expect(after("OPEN", "REFUSED").context.why).toBe("it broke");
  });
});
