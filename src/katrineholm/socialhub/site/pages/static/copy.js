// A button that copies, behind each text that is only to be read. Without a script or a clipboard
// the text is marked and copied by hand, as before.
const words = document.querySelector("script[data-copied]").dataset;
const texts = document.querySelectorAll(".socialhub :is(input, textarea)[readonly]");

function nameOf(field) {
  const label = field.labels[0];
  return (label?.querySelector("span") ?? label)?.textContent.trim() ?? "";
}

for (const field of navigator.clipboard ? texts : []) {
  const button = document.createElement("button");
  const done = document.createElement("span");
  button.type = "button";
  button.className = "btn btn-sm btn-outline-secondary socialhub-copies";
  button.textContent = words.copy;
  button.setAttribute("aria-label", [words.copy, nameOf(field)].join(": "));
  done.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    done.textContent = words.copied;
  });
  (field.closest("label") ?? field).after(button, done);
}
