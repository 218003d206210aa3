/** Breach: another scenario, the search, the page, a package. */
import { useState } from "react"; // refused: boundaries/dependencies
import { walk } from "#src/search/walk.ts"; // refused: boundaries/dependencies
import { store } from "#src/store/store.ts"; // refused: boundaries/dependencies
import { scenario as other } from "../election/scenario.ts"; // refused: boundaries/dependencies
export const scenario = [useState, walk, store, other, Math.random()]; // refused: eslint/no-restricted-properties
