// PNG of a picture: drawn from its SVG by the browser, twice as fine, and given to the user as a file. Nothing leaves the machine.
"use strict";

const FINE = 2;

async function png(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * FINE;
  canvas.height = image.naturalHeight * FINE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

for (const link of document.querySelectorAll("a.png")) {
  link.hidden = false;
  link.addEventListener("click", async (event) => {
    if (link.href.startsWith("blob:")) return;
    event.preventDefault();
    const address = link.href;
    link.href = URL.createObjectURL(await png(address));
    link.click();
    URL.revokeObjectURL(link.href);
    link.href = address;
  });
}
