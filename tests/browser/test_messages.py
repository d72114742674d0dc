"""Incoming messages: from what a citizen writes to closed, each person in an own browser."""

import re
import time
from email import message_from_bytes, policy

import pytest
from days import local_day
from helpers.browser.eyes import violations
from playwright.sync_api import expect

OFFICER, SUBSTITUTE, REGISTRAR = "bildning", "ersattare", "registrator"
CHANNEL = "/bildningsforvaltningen/skolbloggen"
INSULT = "Du är en riktig idiot, hela skolan skrattar åt dig."
QUESTION = "När får vi veta vilken skola min dotter har fått plats på?"
PATIENCE = 30
PHONE = {"width": 390, "height": 800}


def test_an_insult_is_reported_taken_down_and_closed_without_javascript(open_as, hub_url):
    visitor, officer = (open_as(name, java_script_enabled=False) for name in ("", OFFICER))
    report(visitor, hub_url)
    number = open_message(officer, hub_url, INSULT)
    officer.check("[name=question_rules][value=yes]")
    officer.check("#step-act [name=act-rules][value=K1b]")
    officer.fill("#step-act [name=act-reason]", "Personangrepp på en namngiven elev.")
    press(officer, "#step-act button[name=way]")
    expect(officer.locator("#step-unpublish")).to_be_visible()
    officer.fill("#step-unpublish [name=receipt]", "Dold i WordPress 10.14")
    press(officer, "#step-unpublish button[type=submit]")
    expect(officer.locator("main")).to_contain_text("Avpublicerat")
    tell_author(officer, hub_url)
    officer.check("[name=question_case][value=no]")
    press(officer, "#step-close button[type=submit]")
    officer.goto(f"{hub_url}/@@messages/{number}")
    expect(officer.locator("main")).to_contain_text("Avslutat")
    seal = f"{hub_url}/@@messages/{number}/evidence"
    sealed = officer.request.get(seal.replace("@@messages", "@messages"), headers=JSON).json()
    assert sealed["items"][0]["captured"]["text"] == INSULT
    assert sealed["items"][0]["is_intact"]


JSON = {"Accept": "application/json"}


def report(visitor, hub_url):
    """Find the way from the channel's page, be told what is missing, and get a receipt."""
    visitor.goto(hub_url + CHANNEL)
    visitor.click("details.socialhub-about summary")
    press(visitor, "a[href*='@@report-comment'] >> nth=0")
    visitor.fill("[name=address]", "skolbloggen.example/lasaret#kommentar-77")
    visitor.check("[name=reason][value=K1]")
    visitor.fill("[name=text]", "Påhopp på en elev.")
    visitor.fill("[name=quote]", INSULT)
    press(visitor, "main form[method=post] button[type=submit]")
    expect(visitor.locator("main")).to_contain_text(re.compile(r"2\d{3}-[2-9B-Z]{6}"))


def tell_author(officer, hub_url):
    """Nobody knows how to reach the author: that is noted, too."""
    section = "#socialhub-statement"
    expect(officer.locator(f"{section} textarea")).to_have_value(re.compile("personliga angrepp"))
    officer.check(f"{section} [name=way][value=unknown]")
    officer.uncheck(f"{section} [name=along]")
    press(officer, f"{section} button[type=submit]")
    expect(officer.locator(section)).to_contain_text("känd")


def test_a_direct_message_reaches_the_mailbox_is_registered_and_closed(
    open_as, hub_url, demo_folder
):
    visitor, officer, registrar = (open_as(name) for name in ("", OFFICER, REGISTRAR))
    visitor.goto(f"{hub_url}{CHANNEL}/@@contact-responsible")
    visitor.fill("[name=subject]", "Skolplats")
    visitor.fill("main [name=text]", QUESTION)
    visitor.fill("[name=contact]", "fatima@hemma.example")
    press(visitor, "main form[method=post] button[type=submit]")
    number = open_message(officer, hub_url, QUESTION)
    press(officer, "#socialhub-mailbox button[type=submit]")
    mail = the_mail(demo_folder, QUESTION)
    assert {part.get_content_type() for part in mail.iter_attachments()} >= {"application/json"}
    case(officer)
    registrar.goto(f"{hub_url}/@@messages/{number}")
    registrar.fill("#socialhub-register [name=diary_number]", "BIN 2026/117")
    press(registrar, "#socialhub-register button[type=submit]")
    registrar.goto(f"{hub_url}/@@diary")
    expect(registrar.locator("main")).to_contain_text("BIN 2026/117")
    officer.goto(f"{hub_url}/@@messages/{number}")
    officer.check("[name=question_rules][value=no]")
    officer.check("[name=question_answer_due][value=no]")
    officer.fill("#step-close [name=close-outcome]", "Registrerat hos nämnden.")
    press(officer, "#step-close button[name=way]")
    officer.goto(f"{hub_url}/@@messages/{number}")
    expect(officer.locator("main")).to_contain_text("Avslutat")


def case(officer):
    """Say that it belongs to a case."""
    officer.check("[name=question_case][value=yes]")
    press(officer, "#socialhub-decide > button")


def the_mail(folder, text):
    """The mail with a text, once the mail server has taken it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for path in (folder / "post").glob("*registrator*.eml"):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            if any(text in str(part.get_content()) for part in mail.iter_attachments()):
                return mail
        time.sleep(0.5)
    raise AssertionError("No such mail has come")


def test_a_substitute_sees_the_list_change_with_an_absence(open_as, hub_url):
    officer, substitute = open_as(OFFICER), open_as(SUBSTITUTE)
    officer.goto(f"{hub_url}/@@messages?mine=1")
    mine = numbers(officer)
    assert mine
    assert of(substitute, hub_url) == []
    officer.goto(f"{hub_url}{CHANNEL}/@@duties")
    today = local_day().isoformat()
    officer.select_option("#socialhub-person", OFFICER)
    officer.fill("#socialhub-first", today)
    officer.fill("#socialhub-last", today)
    press(officer, "button[value=note-absence]")
    moved = of(substitute, hub_url)
    assert moved
    assert set(moved) <= set(mine)
    officer.goto(f"{hub_url}{CHANNEL}/@@duties")
    press(officer, "button[value=end-absence]")
    assert of(substitute, hub_url) == []


def of(page, hub_url):
    page.goto(f"{hub_url}/@@messages?mine=1")
    return numbers(page)


def test_the_help_page_has_the_flow_as_a_picture_and_in_words(open_as, hub_url):
    officer = open_as(OFFICER)
    officer.goto(f"{hub_url}/@@messages-help")
    expect(officer.get_by_role("img", name=re.compile("kommentar"))).to_be_visible()
    assert officer.locator("svg.socialhub-flow text").count() > 10


@pytest.mark.parametrize("form", ["report-comment", "contact-responsible"])
def test_a_refused_form_and_a_receipt_have_no_faults_of_accessibility(page, hub_url, form):
    page.set_viewport_size(PHONE)
    page.goto(f"{hub_url}{CHANNEL}/@@{form}")
    page.locator("main form[method=post]").evaluate("form => { form.noValidate = true }")
    press(page, "main form[method=post] button[type=submit]")
    expect(page).to_have_title(re.compile("^Fel"))
    expect(page.locator("#socialhub-refused")).to_be_focused()
    assert not (found := violations(page)), found
    for name in ("address", "subject", "text"):
        for field in page.locator(f"main [name={name}]").all():
            field.fill("https://skolbloggen.example/lasaret#kommentar-78")
    for reason in page.locator("main [name=reason]").all()[:1]:
        reason.check()
    press(page, "main form[method=post] button[type=submit]")
    expect(page.locator("main")).to_contain_text("Kvittonummer")
    assert not (found := violations(page)), found


def test_one_long_word_widens_no_page_on_a_phone(open_as, hub_url):
    names = ("", OFFICER, REGISTRAR, "informationskontoret")
    visitor, officer, registrar, office = (open_as(name, viewport=PHONE) for name in names)
    visitor.goto(f"{hub_url}{CHANNEL}/@@report-comment")
    visitor.fill("[name=address]", f"https://skolbloggen.example/{LONG}")
    visitor.check("[name=reason][value=K1]")
    visitor.fill("main [name=text]", LONG)
    visitor.fill("[name=quote]", LONG)
    press(visitor, "main form[method=post] button[type=submit]")
    number = open_message(officer, hub_url, LONG)
    officer.fill("#notes textarea", LONG)
    press(officer, "#notes button")
    officer.check("[name=question_rules][value=yes]")
    officer.check("#step-act [name=act-rules][value=K1b]")
    officer.fill("#step-act [name=act-reason]", LONG)
    press(officer, "#step-act button[name=way]")
    officer.fill("#step-unpublish [name=receipt]", LONG)
    press(officer, "#step-unpublish button[type=submit]")
    direct = contact(visitor, officer, hub_url)
    case(officer)
    registrar.goto(f"{hub_url}/@@messages/{direct}")
    registrar.fill("#socialhub-register [name=diary_number]", "BIN 2026/118")
    press(registrar, "#socialhub-register button[type=submit]")
    seen = {
        officer: ("/@@messages", f"/@@messages/{number}", f"/@@messages/{direct}"),
        registrar: ("/@@diary",),
        office: ("/@@messages-reviews", "/@@messages-figures"),
    }
    for page, paths in seen.items():
        for path in paths:
            page.goto(hub_url + path)
            page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= PHONE["width"], path


LONG = "ö" * 290


def contact(visitor, officer, hub_url):
    """Write to the responsible in one long word; the message's number, opened by the officer."""
    visitor.goto(f"{hub_url}{CHANNEL}/@@contact-responsible")
    for name in ("subject", "text", "name", "contact"):
        visitor.fill(f"main [name={name}]", LONG.replace("ö", "å"))
    press(visitor, "main form[method=post] button[type=submit]")
    return open_message(officer, hub_url, LONG.replace("ö", "å"))


def open_message(page, hub_url, text):
    """Open the message with a text from the list; its number."""
    page.goto(f"{hub_url}/@@messages")
    row = page.locator("tr", has_text=text[:40])
    with page.expect_navigation():
        row.get_by_role("link", name=re.compile("Meddelande")).click()
    return int(page.url.rpartition("/")[2].partition("?")[0])


def numbers(page):
    """The messages in the list."""
    titles = page.get_by_role("link", name=re.compile(r"^Meddelande \d+")).all_inner_texts()
    return [int(title.split()[1]) for title in titles]


def press(page, selector):
    with page.expect_navigation():
        page.click(selector)
