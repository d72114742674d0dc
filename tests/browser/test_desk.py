"""A desk for Monday morning: many mixed messages, each page load counted."""

import os
import re
from time import time

import pytest
from playwright.sync_api import expect

OFFICER, OFFICE = "bildning", "informationskontoret"
CHANNEL = "/bildningsforvaltningen/skolbloggen"
LAPTOP = {"width": 1280, "height": 800}
JSON = {"Accept": "application/json"}
# What a message is, how it is sent, and what the officer does with it.
KINDS = {
    "question": ("När börjar terminen {}?", "public", "answer"),
    "direct": ("Hur söker jag plats {}?", "direct", "answer"),
    "insult": ("Du är en idiot, nummer {}.", "public", "act"),
    "threat": ("Vi vet var du bor, nummer {}.", "public", "act"),
    "thanks": ("Tack för fint bemötande {}!", "public", "close"),
    "remark": ("Cykelställen är fulla {}.", "public", "watch"),
    "forwarded": ("Varför är avgiften {} kronor?", "public", "forward"),
}
# The demand is thirty in ninety page loads; the suite takes one of each, a careful person says 30.
NUMBER = int(os.environ.get("SOCIALHUB_MIXED_MESSAGES") or len(KINDS))
MOST = 3 * NUMBER


@pytest.fixture
def mixed(open_as, hub_url):
    """Messages of all kinds, handed in by the officer; the kind of each, by number."""
    api = open_as(OFFICER).request
    mixed = [kind for _round in range(NUMBER) for kind in KINDS][:NUMBER]
    found = {}
    for number, kind in enumerate(mixed):
        words, sent, _way = KINDS[kind]
        data = {"text": words.format(number), "kind": sent}
        if sent == "public":
            data["permalink"] = f"https://skolbloggen.example/{time()}#kommentar-{number}"
        if kind in ("question", "direct"):
            data["sender"] = {"name": "Fatima", "contact": f"fatima-{number}@hemma.example"}
        answer = api.post(f"{hub_url}{CHANNEL}/@messages", data=data, headers=JSON)
        found[answer.json()["id"]] = kind
    return found


def test_mixed_messages_take_few_page_loads(mixed, open_as, hub_url):
    page, loads = open_as(OFFICER), []
    page.on("load", lambda _page: loads.append(page.url))
    page.goto(f"{hub_url}/@@messages?mine=1")
    page.goto(f"{hub_url}/@@messages/{min(mixed)}?list=mine%3D1")
    left = set(mixed)
    while left and len(loads) <= MOST:
        left.discard(do_the_one_shown(page))
    assert left == set()
    assert len(loads) <= MOST
    states = {mixed[number]: state_of(page, hub_url, number) for number in mixed}
    assert states == {
        "question": "closed",
        "direct": "closed",
        "insult": "closed",
        "threat": "closed",
        "thanks": "closed",
        "remark": "watched",
        "forwarded": "forwarded",
    }


def do_the_one_shown(page):
    """Do what the message asks for, as its text tells, and go on to the next; its number."""
    number = int(re.search(r"@@messages/(\d+)", page.url)[1])
    text = page.locator(".socialhub-said").inner_text()
    kind = next((each for each in KINDS if begins(each) in text), None)
    if kind is not None:
        DOES[KINDS[kind][2]](page)
    if page.locator("#socialhub-onwards").count():
        follow(page, "#socialhub-onwards")
    return number


def begins(kind):
    return KINDS[kind][0].partition("{")[0]


def answer(page):
    say(page, rules="no", direct="no", case="no", answer_due="yes", who="yes")
    page.fill("[name=answer-answer]", "Hej! Den 18 augusti. Hälsningar skolan")
    page.check("[name=answer-in_office]")
    press(page, "answer")


def act(page):
    say(page, rules="yes", case="no")
    page.check("[name=act-rules][value=K1b]")
    page.fill("[name=act-reason]", "Personangrepp.")
    press(page, "act")
    follow(page, "#step-unpublish button[type=submit]")
    page.check("#socialhub-statement [name=way][value=unknown]")
    follow(page, "#socialhub-statement button[type=submit]")


def close(page):
    say(page, rules="no", direct="no", case="no", answer_due="no")
    page.fill("[name=close-outcome]", "Läst, inget att svara på.")
    press(page, "close")


def watch(page):
    say(page, rules="no", direct="no", case="no", answer_due="no")
    page.fill("[name=watch-reason]", "Fler kan hålla med.")
    press(page, "watch")


def forward(page):
    say(page, rules="no", direct="no", case="no", answer_due="yes", who="no")
    page.fill("[name=forward-receiver]", "redaktor")
    page.fill("[name=forward-reason]", "Hon vet mer om avgifter.")
    press(page, "forward")


DOES = {"answer": answer, "act": act, "close": close, "watch": watch, "forward": forward}


def say(page, **answers):
    """Answer what is asked of these; a direct message is not asked all of it."""
    for question, said in answers.items():
        choice = page.locator(f"[name=question_{question}][value={said}]")
        if choice.count() and choice.is_visible():
            choice.check()


def press(page, way):
    follow(page, f"#step-{way} button[name=way]")


def follow(page, selector):
    with page.expect_navigation(wait_until="load"):
        page.click(selector)


def state_of(page, hub_url, number):
    found = page.request.get(f"{hub_url}/@messages/{number}", headers=JSON)
    # Whoever has passed a message on may still see it as the channel's responsible.
    return found.json()["state"]


@pytest.fixture
def message(open_as, hub_url):
    """A new message; its page's address."""
    data = {
        "text": f"Är fritids öppet i dag, klockan {time()}?",
        "permalink": f"https://skolbloggen.example/{time()}#kommentar-1",
        "sender": {"name": "Jonas P", "handle": "@jonasp"},
    }
    answer = open_as(OFFICER).request.post(f"{hub_url}{CHANNEL}/@messages", data=data, headers=JSON)
    return f"{hub_url}/@@messages/{answer.json()['id']}"


def test_question_text_and_context_fit_a_laptops_screen(open_as, message):
    page = open_as(OFFICER, viewport=LAPTOP)
    page.goto(message)
    for selector in (".socialhub-said", ".socialhub-came .socialhub-facts", "#socialhub-decide"):
        box = page.locator(selector).bounding_box()
        assert box["y"] + box["height"] <= LAPTOP["height"], selector
    assert not page.locator("#socialhub-log + ol, .socialhub-history").first.is_visible()


def test_keys_answer_and_lead_on_until_they_are_turned_off(open_as, message):
    page = open_as(OFFICER)
    page.goto(message)
    for key in "nnnjj":
        page.keyboard.press(key)
    expect(page.locator("#step-answer")).to_be_visible()
    expect(page.locator("#step-act")).to_be_hidden()
    page.keyboard.press("s")
    page.keyboard.type("Ja, till fem.")
    expect(page.locator("[name=answer-answer]")).to_have_value("Ja, till fem.")
    with page.expect_navigation():
        page.get_by_role("button", name="Stäng av kortkommandona").click()
    page.keyboard.press("j")
    assert page.locator("[name=question_rules]:checked").count() == 0
    with page.expect_navigation():
        page.get_by_role("button", name="Slå på kortkommandona").click()
    page.keyboard.press("j")
    expect(page.locator("[name=question_rules][value=yes]")).to_be_checked()


def test_a_key_in_a_field_is_a_letter(open_as, message):
    page = open_as(OFFICER)
    page.goto(message)
    page.locator("#notes textarea").focus()
    page.keyboard.type("jnsvl")
    expect(page.locator("#notes textarea")).to_have_value("jnsvl")
    assert page.url == message
    assert page.locator("[name=question_rules]:checked").count() == 0


PASTE = """(names) => {
  const clipboardData = new DataTransfer(), png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
  for (const name of names) clipboardData.items.add(new File([png], name, {type: "image/png"}));
  document.dispatchEvent(new ClipboardEvent("paste", {clipboardData, cancelable: true}));
}"""


def test_pictures_are_pasted_one_after_the_other(open_as, message):
    page = open_as(OFFICER)
    page.goto(message)
    page.evaluate(PASTE, ["image.png"])
    page.evaluate(PASTE, ["image.png", "andra.png"])
    expect(page.locator(".socialhub-chosen")).to_have_text("image.png, image.png, andra.png")
    with page.expect_navigation():
        page.click("#socialhub-complete button[type=submit]")
    for name in ("image.png", "image (2).png", "andra.png"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


DROP = """(name) => {
  const dataTransfer = new DataTransfer(), png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
  dataTransfer.items.add(new File([png], name, {type: "image/png"}));
  const field = document.querySelector("#socialhub-complete input[type=file]");
  return field.form.dispatchEvent(new DragEvent("drop", {dataTransfer, cancelable: true}));
}"""


def test_a_picture_is_dropped(open_as, message):
    page = open_as(OFFICER)
    page.goto(message)
    assert not page.evaluate(DROP, "dragen.png"), "the browser would open it"
    expect(page.locator(".socialhub-chosen")).to_have_text("dragen.png")


def test_a_template_is_put_in_at_the_cursor(open_as, hub_url, message):
    office = open_as(OFFICE)
    office.goto(f"{hub_url}/@@answer-templates")
    form = office.locator("form.socialhub-decision").last
    form.locator("[name=title]").fill("Fritids")
    form.locator("[name=text]").fill("Hej {name}! Fritids är öppet.")
    with office.expect_navigation():
        form.get_by_role("button", name="Spara mallen").click()
    for script in (True, False):
        page = open_as(OFFICER, java_script_enabled=script)
        page.goto(message)
        say(page, rules="no", direct="no", case="no", answer_due="yes", who="yes")
        page.select_option("[name=template]", label="Fritids")
        page.click("[name=begin]")
        box = page.locator("[name=answer-answer]")
        expect(box).to_have_value("Hej Jonas P! Fritids är öppet.")
