/** A picture to send, for those who have none at hand: our own drawing, as the JPEG that a phone would send. */

const SIZE = 900;

export async function sampleDrawing() {
  const image = new Image(SIZE, SIZE);
  image.src = "/sandbox/static/sample-fox.svg";
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  canvas.getContext("2d").drawImage(image, 0, 0, SIZE, SIZE);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88));
  return new File([blob], "fox.jpg", { type: "image/jpeg" });
}
