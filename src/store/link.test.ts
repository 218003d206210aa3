import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LinkError, MAX_LINK, MAX_TEXT, pack, unpack } from "./link.ts";

const SCRIPT =
  "scenario raft-election\nseed 7\nat 2s crash n1\nat 3s partition n1 n2 | n3\nuntil 5s\n";

describe("a run in a link", () => {
  test("comes back as it was, whatever its letters", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 400 }), async (text) => {
        expect(await unpack(await pack(text))).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  test("uses only letters that addresses may carry", async () => {
    expect(await pack(SCRIPT.repeat(20))).toMatch(/^[\w-]+$/);
  });

  test("cut short anywhere it says so and nothing else", async () => {
    const packed = await pack(SCRIPT);
    for (let length = 0; length < packed.length - 1; length += 7) {
      await expect(unpack(packed.slice(0, length))).rejects.toThrow(/damaged or cut short/);
    }
  });

  test("with foreign letters in it, it says so", async () => {
    await expect(unpack("no base64!")).rejects.toBeInstanceOf(LinkError);
    await expect(unpack("%20")).rejects.toBeInstanceOf(LinkError);
  });

  test("too long, it is not looked at", async () => {
    await expect(unpack("A".repeat(MAX_LINK + 1))).rejects.toThrow(/longer than any/);
  });

  test("unpacking to too much, it is given up on the way", async () => {
    const bomb = await pack("x".repeat(MAX_TEXT * 16));
    expect(bomb.length).toBeLessThan(MAX_LINK);
    await expect(unpack(bomb)).rejects.toThrow(/more than a run can be/);
  });
});
