/** The sandbox's JSON API, and the few addresses of the product that exist beside it. */

const API = "/sandbox/api";

export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function answer(response) {
  const body = await response.json().catch(() => null);
  if (!response.ok)
    throw new Refused(body?.error ?? body?.detail ?? `HTTP ${response.status}`, response.status);
  return body;
}

const get = async (path) => answer(await fetch(path, { headers: { Accept: "application/json" } }));
const post = async (path, body) =>
  answer(
    await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );

export const state = () => get(`${API}/state`);
export const addClient = (about) => post(`${API}/clients`, about);
export const chat = (id) => get(`${API}/chats/${id}`);
export const send = (id, message) => post(`${API}/chats/${id}/messages`, message);
export const changeMoods = (moods) => post(`${API}/moods`, moods);
export const sheet = () => get(`${API}/sheet`);
export const recent = async (after) => (await get(`${API}/events.json?after=${after}`)).events;

export async function sendPictures(id, files, caption) {
  const form = new FormData();
  for (const file of files) form.append("photo", file, file.name);
  if (caption) form.append("caption", caption);
  return answer(await fetch(`${API}/chats/${id}/messages`, { method: "POST", body: form }));
}

export const clock = () => get("/sandbox/clock");
export const advance = (seconds) => post("/sandbox/clock", { advance_seconds: seconds });

/** The product's leads, newest last; null where the sandbox may not ask. */
export async function leads() {
  try {
    const body = await get(`${API}/leads`);
    return [...body.items].sort((a, b) => a.id - b.id);
  } catch (failure) {
    if (failure instanceof Refused && failure.status === 404) return null;
    throw failure;
  }
}

const SILENCE_MS = 4000;
const AGAIN_MS = 3000;

/** Calls `hear(event)` for everything that happens after `cursor`, and `reach(true|false)` as the line comes and goes. */
export function listen(cursor, hear, reach) {
  let last = cursor;
  let silence = null;
  const heard = () => {
    clearTimeout(silence);
    silence = null;
    reach(true);
  };
  const open = () => {
    const source = new EventSource(`${API}/events?after=${last}`);
    source.onopen = heard;
    source.onmessage = (message) => {
      const event = JSON.parse(message.data);
      last = event.n;
      hear(event);
    };
    // A stream ends now and then and is opened again; only a longer silence is worth a word.
    source.onerror = () => {
      silence ??= setTimeout(() => reach(false), SILENCE_MS);
      if (source.readyState === EventSource.CLOSED) setTimeout(open, AGAIN_MS);
    };
  };
  open();
}
