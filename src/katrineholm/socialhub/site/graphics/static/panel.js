// Shows colours to pick, and renews the sample while somebody types. The server makes both the
// sample and the refusals, so that there is one truth; without this file, Preview does the same.
const form = document.querySelector(".socialhub-profile form");
let wait, asked = 0;

async function renew() {
  const number = ++asked;
  const body = new FormData(form);
  body.set("do", "preview");
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body) });
  if (!answer.ok || number !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const sample = document.getElementById("socialhub-samples");
  const open = [...sample.querySelectorAll("details")].map((each) => each.open);
  sample.replaceChildren(...page.getElementById("socialhub-samples").children);
  sample.querySelectorAll("details").forEach((each, index) => (each.open = open[index]));
}

function later() {
  clearTimeout(wait);
  wait = setTimeout(renew, 250);
}

for (const field of form.querySelectorAll("[placeholder^='#']")) {
  const picker = document.createElement("input"), both = document.createElement("span");
  Object.assign(picker, { type: "color", value: field.placeholder });
  picker.setAttribute("aria-label", field.labels[0].textContent);
  picker.dataset.for = field.id;
  both.className = "socialhub-colour";
  field.before(both);
  both.append(picker, field);
  const follow = () => {
    if (/^#[0-9a-f]{6}$/i.test(field.value)) picker.value = field.value;
  };
  follow();
  field.addEventListener("input", follow);
  picker.addEventListener("input", () => (field.value = picker.value));
}
form.addEventListener("input", later);
