import { describe, expect, test } from "vitest";
import { createPlayer } from "./player.ts";

function setUp(reducedMotion = false) {
  let draw: ((wall: number) => void) | null = null;
  const asked: number[] = [];
  let answer = (): void => undefined;
  const player = createPlayer({
    display: {
      request: (next) => {
        draw = next;
        return 1;
      },
      cancel: () => {
        draw = null;
      },
    },
    time: () => 0,
    speed: () => 2,
    reducedMotion: () => reducedMotion,
    advance: (to) => {
      asked.push(to);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
  });
  return {
    player,
    asked,
    at: (wall: number): void => draw?.(wall),
    answer: async (): Promise<void> => {
      answer();
      await new Promise((resolve) => setTimeout(resolve));
    },
    idle: (): boolean => draw === null,
  };
}

describe("the player", () => {
  test("turns wall time into simulated time at its speed", () => {
    const { player, asked, at } = setUp();
    player.start();
    at(1_000);
    at(1_016);
    expect(asked).toEqual([32_000]);
  });

  test("asks for nothing while an answer is out", async () => {
    const { player, asked, at, answer } = setUp();
    player.start();
    at(0);
    at(16);
    at(32);
    expect(asked).toHaveLength(1);
    await answer();
    at(48);
    expect(asked).toHaveLength(2);
  });

  test("never leaps, however late a frame comes", () => {
    const { player, asked, at } = setUp();
    player.start();
    at(0);
    at(60_000);
    expect(asked).toEqual([100_000]);
  });

  test("stopped, does nothing", () => {
    const { player, idle } = setUp();
    player.start();
    player.stop();
    expect(idle()).toBe(true);
  });

  test("with reduced motion goes in calm steps", () => {
    const { player, asked, at } = setUp(true);
    player.start();
    at(0);
    at(100);
    at(240);
    expect(asked).toEqual([]);
    at(260);
    expect(asked).toEqual([500_000]);
  });
});
