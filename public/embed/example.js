/** Drives the laboratory in the frame by messages alone, as any page may. */

const frame = document.querySelector("iframe");
const byId = (id) => document.getElementById(id);
const waiting = new Map();
let last = 0;
let playing = false;

/** Asks the laboratory; rejects with its sentence. */
function ask(call, ...args) {
  const id = ++last;
  frame.contentWindow.postMessage({ netsplit: 1, id, call, args }, "*");
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

addEventListener("message", ({ source, data }) => {
  if (source !== frame.contentWindow || data?.netsplit !== 1) return;
  if (data.event === "ready") begin().catch(tell);
  else if (data.event === "frame" || data.event === "open") show(data.value);
  else if (data.event === "alarm") tell({ message: data.value.sentence });
  else if (waiting.has(data.id)) {
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.ok) resolve(data.value);
    else reject(new Error(data.error));
  }
});

async function begin() {
  await ask("on", "frame", "alarm", "open");
  show(await ask("state"));
  for (const button of document.querySelectorAll(".buttons button")) button.disabled = false;
  tell({ message: "The laboratory is ready." });
}

function tell({ message }) {
  byId("told").textContent = message;
}

/** Shows the state that the frame has told. */
function show(state) {
  playing = state.playing;
  byId("toggle").textContent = playing ? "Pause" : "Play";
  byId("time").textContent = `${(state.time / 1_000_000).toFixed(3)} s`;
  byId("hash").textContent = state.hash;
  const rows = state.nodes.map(({ id, role, status }) => {
    const row = document.createElement("tr");
    row.dataset.status = status;
    row.dataset.role = role;
    for (const text of [id, role, status]) {
      row.append(Object.assign(document.createElement("td"), { textContent: text }));
    }
    return row;
  });
  byId("nodes").replaceChildren(...rows);
}

/** Does what a button is for, and says how it went. */
function onPress(id, act) {
  byId(id).addEventListener("click", () => {
    act().then(
      (message) => message && tell({ message }),
      (error) => tell(error),
    );
  });
}

onPress("crash", async () => {
  const { nodes } = await ask("state");
  const leader = nodes.find(({ role }) => role === "leader");
  if (!leader) return "Nobody leads at this moment: wait for an election.";
  await ask("do", `crash ${leader.id}`);
  return `${leader.id} led, and is down. The others notice when their timers ring.`;
});

onPress("heal", async () => {
  const { nodes } = await ask("state");
  const down = nodes.filter(({ status }) => status === "crashed").map(({ id }) => `restart ${id}`);
  await ask("do", ["heal", ...down].join("; "));
  return "Links are whole, and everybody is up again.";
});

onPress("toggle", async () => {
  await ask(playing ? "pause" : "play");
  show(await ask("state"));
});

onPress("again", async () => {
  await ask("open", "scenario raft-election\nseed 7");
  return "The lesson runs from its start.";
});

for (const place of document.querySelectorAll("[data-base]")) {
  place.textContent = new URL("../", location.href).href;
}

for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", () => {
    const { textContent } = byId(button.dataset.copies);
    navigator.clipboard.writeText(textContent).then(
      () => (button.textContent = "Copied"),
      () => (button.textContent = "Not allowed: select it"),
    );
  });
}
