/** Openings that clients really write. A list of texts is sent one message after the other. */

export const TRIES = [
  {
    key: "fox",
    label: "A fox, all in one go",
    texts: [
      "Hi! I'd love a fine line fox on my left inner forearm, around 10 cm, black and grey. It's my first tattoo, I have about 250-300 to spend.",
    ],
  },
  {
    key: "bits",
    label: "A cover-up, in bits",
    texts: ["hiya", "could you cover up an old name on my wrist", "its maybe 6 x 2 cm"],
  },
  { key: "price", label: "Just the price", texts: ["roughly how much would a full sleeve cost me"] },
  {
    key: "picture",
    label: "A picture first",
    texts: ["something like this, palm sized, on my calf?"],
    picture: true,
  },
  {
    key: "spanish",
    label: "En español",
    texts: [
      "¡Buenas! Me gustaría tatuarme una luna con flores en el hombro derecho, de unos 12 cm. ¿Tenéis hueco?",
    ],
  },
];
