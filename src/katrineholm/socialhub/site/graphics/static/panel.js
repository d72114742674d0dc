// Shows colours to pick, and renews the sample while somebody types. The server makes both the
// sample and the refusals, so that there is one truth; without this file, Preview does the same.
const form = document.getElementById("socialhub-profile");
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

for (const picker of form.querySelectorAll("[type=color]")) {
  const field = document.getElementById(picker.dataset.for);
  const follow = () => {
    if (/^#[0-9a-f]{6}$/i.test(field.value)) picker.value = field.value;
  };
  picker.hidden = false;
  follow();
  field.addEventListener("input", follow);
  picker.addEventListener("input", () => (field.value = picker.value));
}
form.addEventListener("input", later);
