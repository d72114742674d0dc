// The desk: keys that answer and lead on, pictures that are pasted or dropped, answers that are
// begun for one. All of it can be done with the page alone.
const page = document.querySelector(".socialhub-message");
const keys = document.getElementById("socialhub-keys");
const decide = document.getElementById("socialhub-decide");

const seen = (each) => each.checkVisibility();
const writes = (each) => each.closest("input:not([type=radio], [type=checkbox]), textarea, select");

function answerNext(value) {
  const questions = [...(decide?.querySelectorAll("[data-question]") ?? [])].filter(seen);
  const open = questions.find((each) => each.querySelector("[type=radio]:not(:checked)")
    && !each.querySelector("[type=radio]:checked"));
  const choice = open?.querySelector(`[type=radio][value=${value}]`);
  if (!choice) return;
  choice.checked = true;
  choice.focus();
}

function write() {
  const fields = page.querySelectorAll("#next :is(.socialhub-way, [id^=step-]) :is(textarea, input)");
  const box = [...fields].find((each) => each.type !== "hidden" && seen(each));
  if (box) box.focus();
  else document.querySelector("#step-claim button")?.click();
}

const does = {
  yes: () => answerNext("yes"),
  no: () => answerNext("no"),
  write,
  onwards: () => document.getElementById("socialhub-onwards")?.click(),
  list: () => document.getElementById("socialhub-list")?.click(),
};

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
  const key = keys.querySelector(`kbd[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!key) return;
  event.preventDefault();
  does[key.dataset.does]();
}

if (keys) {
  keys.hidden = false;
  if (keys.dataset.on) document.addEventListener("keydown", press);
}

for (const button of document.querySelectorAll("button[name=begin]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const box = button.form.elements[button.value];
    const text = button.form.elements.template.selectedOptions[0].dataset.text ?? "";
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.focus();
  });
}

// The button of an answer says whether it is sent, and its lead only how it is sent.
const waysOut = "[name=send], [name=answer-send], [name=post], [name=answer-post]";
for (const box of page?.querySelectorAll(waysOut) ?? []) {
  const step = box.closest(".socialhub-way, form");
  box.addEventListener("change", () => {
    const sent = [...step.querySelectorAll(waysOut)].some((each) => each.checked);
    step.querySelector(".btn-primary").textContent = sent ? page.dataset.send : page.dataset.keep;
    step.querySelector(".socialhub-reason").hidden = !sent;
  });
}

// Pictures: put behind those that have been chosen, in the field that a browser sends.
function add(field, files) {
  const all = new DataTransfer();
  for (const file of [...field.files, ...files]) all.items.add(file);
  field.files = all.files;
  const fold = field.closest("details");
  if (fold) fold.open = true;
  tell(field);
}

function tell(field) {
  const told = field.form.querySelector(".socialhub-chosen");
  if (told) told.textContent = [...field.files].map((each) => each.name).join(", ");
}

for (const field of document.querySelectorAll("input[type=file][multiple]")) {
  field.addEventListener("change", () => tell(field));
  document.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    add(field, event.clipboardData.files);
  });
  field.form.addEventListener("dragover", (event) => event.preventDefault());
  field.form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    add(field, event.dataTransfer.files);
  });
}
