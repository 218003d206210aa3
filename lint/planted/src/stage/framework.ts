/** Breach: each framework, and the store. */
import { useEffect } from "react"; // refused: boundaries/dependencies
import { createRoot } from "react-dom/client"; // refused: boundaries/dependencies
import { createActor } from "xstate"; // refused: boundaries/dependencies
import { create } from "zustand"; // refused: boundaries/dependencies
import { createStore } from "zustand/vanilla"; // refused: boundaries/dependencies
import { store } from "#src/store/store.ts"; // refused: boundaries/dependencies
export const framework = [useEffect, createRoot, createActor, create, createStore, store];
