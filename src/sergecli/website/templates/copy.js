"use strict";
// Gives each citation a button that copies it, with its italics.

async function copy(entry) {
  const kinds = { "text/plain": entry.textContent.trim(), "text/html": entry.innerHTML.trim() };
  const blobs = Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })]);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  } catch {
    // Without https only what is selected can be copied.
    getSelection().selectAllChildren(entry);
    document.execCommand("copy");
  }
  document.getElementById("copied").textContent = `Copied: ${kinds["text/plain"]}`;
}

for (const entry of document.querySelectorAll(".citation")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy the ${entry.dataset.style} citation`);
  button.addEventListener("click", () => copy(entry));
  entry.after(button);
}
