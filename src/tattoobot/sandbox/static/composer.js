/** What a person sends: words, a tried opening, pictures, a place. */

import { calm, h, icon } from "./dom.js";
import { sampleDrawing } from "./drawing.js";
import { TRIES } from "./tries.js";

const TALLEST = 128;
const TYPED_IN_MS = 180;
const CHIP_RESTS_MS = 600;
const PLACES = [
  { name: "Hackney, London", latitude: 51.545, longitude: -0.055 },
  { name: "Leith, Edinburgh", latitude: 55.975, longitude: -3.17 },
  { name: "Alfama, Lisbon", latitude: 38.712, longitude: -9.128 },
];

export class Composer {
  /** `about`: {phone (its element), kind, owner, sheets, post(message), postPictures(files, caption)} */
  constructor(about) {
    Object.assign(this, about);
    this.tryAgainAt = 0;
    this.next = []; // what a tried opening still wants to say
    const find = (selector) => this.phone.querySelector(selector);
    this.input = find("textarea");
    this.input.dataset.testid = `${this.kind}-input`;
    this.input.setAttribute("aria-label", `Message from ${this.owner}`);
    find(".send").dataset.testid = `${this.kind}-send`;
    this.files = find("input[type=file]");
    if (this.kind === "client")
      find(".tries div").replaceChildren(...TRIES.map((opening) => this._chip(opening)));
    this._listen(find);
  }

  _listen(find) {
    find(".composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener("input", () => this._grow());
    this.input.addEventListener("paste", (event) => this._offer(event.clipboardData.files, event));
    this.phone.addEventListener("dragover", (event) => event.preventDefault());
    this.phone.addEventListener("drop", (event) => this._offer(event.dataTransfer.files, event));
    this.files.addEventListener("change", () => {
      this._offer(this.files.files);
      this.files.value = "";
    });
    find("[data-attach]").addEventListener("click", () => this._attach());
  }

  send() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this._grow();
    this.input.focus({ preventScroll: true });
    this.post({ text });
    if (this.next.length) this._type(this.next.shift());
  }

  // Openings

  _chip(opening) {
    const about = { class: "chip", type: "button", data: { testid: "try", try: opening.key } };
    return h("button", { ...about, onclick: () => this._try(opening) }, opening.label);
  }

  async _try(opening) {
    // What was typed moves the chips: the second half of a double click would hit another.
    if (performance.now() < this.tryAgainAt) return;
    this.tryAgainAt = performance.now() + CHIP_RESTS_MS;
    const [first, ...rest] = opening.texts;
    this.next = rest;
    if (opening.picture) this._preview([await sampleDrawing()], first);
    else this._type(first);
  }

  /** As if somebody typed it, but quickly. */
  _type(text) {
    cancelAnimationFrame(this.typing);
    const start = performance.now();
    const step = (now) => {
      const share = calm() ? 1 : Math.min(1, (now - start) / TYPED_IN_MS);
      this.input.value = text.slice(0, Math.ceil(text.length * share));
      this._grow();
      if (share < 1) this.typing = requestAnimationFrame(step);
    };
    step(start);
    this.input.focus({ preventScroll: true });
  }

  _grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST)}px`;
    this.phone.classList.toggle("typed", this.input.value.trim() !== "");
  }

  // Pictures and places

  _attach() {
    const rows = [
      ["attach-photo", "image-plus", "Pictures", "from this device", () => this.files.click()],
      [
        "attach-sample",
        "pen-tool",
        "A sample drawing",
        "a fox, drawn by us",
        async () => this._preview([await sampleDrawing()]),
      ],
      ["attach-location", "map-pin", "A place", "where you live", () => this._place()],
    ];
    this.sheets.list(
      "Send",
      rows.map(([testid, shape, title, description, pick]) => ({
        testid,
        icon: shape,
        title,
        description,
        pick,
      })),
    );
  }

  _place() {
    const rows = PLACES.map((place) => ({
      title: place.name,
      icon: "map-pin",
      pick: () => this.post({ location: place }),
    }));
    this.sheets.list("A place", rows);
  }

  _offer(files, event) {
    const pictures = [...files].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length) return;
    event?.preventDefault();
    this._preview(pictures);
  }

  /** Look at the pictures and add a caption before they go. */
  _preview(files, caption = "") {
    const urls = files.map((file) => URL.createObjectURL(file));
    const thumbs = urls.map((url, n) => h("img", { src: url, alt: files[n].name }));
    const field = h("input", {
      type: "text",
      placeholder: "Add a caption",
      "aria-label": "Caption",
      data: { testid: "caption" },
    });
    field.value = caption;
    const about = {
      class: "round send",
      type: "submit",
      "aria-label": "Send",
      data: { testid: "photo-send" },
    };
    const form = h("form", { class: "composer" }, field, h("button", about, icon("send-horizontal")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.sheets.close();
      this.postPictures(files, field.value.trim());
    });
    const title = files.length === 1 ? "Send this picture" : `Send these ${files.length} pictures`;
    const grid = h("div", { class: `thumbs n${Math.min(files.length, 4)}` }, thumbs);
    this.sheets.panel(title, [grid, form], () => urls.forEach((url) => URL.revokeObjectURL(url)));
  }
}
