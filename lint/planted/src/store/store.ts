/** Clean: wire, catalog, a store without React. */
import { createStore } from "zustand/vanilla";
import { lessons } from "#src/catalog/lessons.ts";
import { post } from "#src/wire/post.ts";
export const store = [createStore, lessons, post];
