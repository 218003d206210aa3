/** Clean: d3 and the wire. */
import { select } from "d3";
import { post } from "#src/wire/post.ts";
export const draw = [select, post];
