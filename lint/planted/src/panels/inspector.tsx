/** Clean: React, wire, catalog, store. Breach: the stage. */
import { useState } from "react";
import { lessons } from "#src/catalog/lessons.ts";
import { draw } from "#src/stage/draw.ts"; // refused: boundaries/dependencies
import { store } from "#src/store/store.ts";
import { post } from "#src/wire/post.ts";
export const inspector = [useState, lessons, draw, store, post];
