"""A channel's way from report to "no longer ours", in each role, and the pages of the list."""

import pytest
from playwright.sync_api import expect

OFFICE, EDITOR = "informationskontoret", "bildning"
SARA = "Sara Ek <sara.ek@katrineholm.example>"
OLD_ADDRESS = "https://lararbloggen.katrineholm.example/"
STUDY = "/bildningsforvaltningen/studieguiden"


def test_a_channel_goes_all_its_way_without_javascript(open_as, hub_url, blog):
    editor, office, visitor = (
        open_as(name, java_script_enabled=False) for name in (EDITOR, OFFICE, "")
    )
    channel = register(editor, hub_url, blog)
    report(editor, channel)
    send_back(office, channel, reason="Skriv vem bloggen vänder sig till.")
    mend(editor, channel, reason="Skriv vem bloggen vänder sig till.")
    report(editor, channel)
    make_official(office, channel)
    assert told(visitor, hub_url) == "Ja, kontot är officiellt"
    rest_and_go_on(office, channel)
    close(office, channel)
    assert told(visitor, hub_url) == "Nej, kontot är inte längre vårt"


def register(editor, hub_url, blog):
    """Paste, look up, write what is asked for, save; gives the channel's address."""
    editor.goto(f"{hub_url}/bildningsforvaltningen/++add++Channel")
    editor.fill("[name=profile_url]", blog)
    press(editor, "[name=do][value=find]")
    editor.fill("[name=responsible]", EDITOR)
    editor.fill("[name=substitute]", SARA)
    press(editor, "[name=do][value=people]")
    expect(editor.locator("[name=title]")).to_have_value("Lärarbloggen")
    press(editor, "[name=do][value=save]")
    channel = f"{hub_url}/bildningsforvaltningen/lararbloggen"
    assert editor.url == channel
    expect(editor.locator(".socialhub-next")).to_contain_text("Utkast")
    # The purpose is missing, and there is nothing that sends the report without it.
    expect(editor.locator(".socialhub-next .socialhub-problems li")).to_have_count(1)
    purpose = "Hjälper lärare att lära av varandra."
    change(editor, channel, purpose=purpose, also_known_as=OLD_ADDRESS)
    return channel


def report(editor, channel):
    take(editor, channel, "report")
    expect(editor.locator(".socialhub-next")).to_contain_text("Anmäld")
    editor.goto(f"{channel}/@@lifecycle?step=make-official")
    expect(editor.locator("button[name=do]")).to_have_count(0)


def send_back(office, channel, reason):
    """A return without a reason is refused beside the form; with one it is done."""
    office.goto(f"{channel}/@@lifecycle?step=make-official")
    press(office, "button[name=do][value=return]")
    expect(office.locator("[role=alert]")).to_be_visible()
    office.fill("[name=comment]", reason)
    press(office, "button[name=do][value=return]")
    expect(office.locator(".socialhub-next")).to_contain_text("Utkast")


def mend(editor, channel, reason):
    editor.goto(channel)
    expect(editor.locator(".socialhub-next")).to_contain_text(reason)
    expect(editor.locator(".socialhub-next")).to_contain_text("Ines Sandberg")
    change(editor, channel, audience="Lärare i kommunens skolor")


def make_official(office, channel):
    """The office tests the feed, then decides."""
    office.goto(f"{channel}/@@lifecycle?step=make-official")
    press(office, "button[value=test]")
    expect(office.locator(".socialhub-unmet")).to_have_count(0)
    press(office, "button[name=do][value='make-official']")
    expect(office.locator(".socialhub-next")).to_contain_text("Officiell")


def rest_and_go_on(office, channel):
    take(office, channel, "pause")
    expect(office.locator(".socialhub-next")).to_contain_text("Pausad")
    take(office, channel, "resume")
    expect(office.locator(".socialhub-next")).to_contain_text("Officiell")


def close(office, channel):
    """No package holds its posts: the office notes that the archive is not to have them."""
    office.goto(f"{channel}/@@lifecycle?step=close")
    press(office, ".socialhub-unmet a")
    office.fill("[name=reference]", "Kommunstyrelsen, KS 2026/1")
    press(office, ".socialhub-decision button")
    take(office, channel, "close", comment="Lärarna skriver i Skolbloggen i stället.")
    expect(office.locator(".socialhub-next")).to_contain_text("Avslutad")


def told(visitor, hub_url):
    """What a visitor learns who pastes the blog's earlier address, after searching the list."""
    visitor.goto(f"{hub_url}/@@official-list")
    visitor.fill(".socialhub-filter [name=SearchableText]", "Lärarbloggen")
    press(visitor, ".socialhub-filter button")
    expect(visitor.get_by_role("link", name="Lärarbloggen")).to_have_count(1)
    visitor.goto(f"{hub_url}/@@official")
    visitor.fill("[name=address]", OLD_ADDRESS)
    press(visitor, ".socialhub-ask button")
    expect(visitor.locator(".socialhub-answers")).to_contain_text("Lärarbloggen")
    return visitor.locator(".socialhub-verdict h2").inner_text()


@pytest.mark.parametrize("step", ["make-official", "return", "close"])
def test_an_editor_cannot_decide_even_with_the_address(open_as, hub_url, step):
    page = open_as(EDITOR)
    page.goto(f"{hub_url}{STUDY}/@@lifecycle?step={step}")
    assert page.locator("button[name=do]").count() == 0


def test_an_editor_of_another_administration_is_turned_away(open_as, hub_url):
    page = open_as("redaktor")
    for path in ("", "/@@lifecycle?step=report", "/edit", "/@@duties"):
        page.goto(f"{hub_url}{STUDY}{path}")
        assert "Studieguiden" not in page.locator("#content").inner_text()


@pytest.fixture
def blog(hub_url, demo_folder):
    """A blog that is out there and not on the list yet."""
    port = (demo_folder / "feeds.port").read_text()
    return f"http://lararbloggen.localhost:{port}/lararbloggen/"


def take(page, channel, step, **answers):
    page.goto(f"{channel}/@@lifecycle?step={step}")
    for name, text in answers.items():
        page.fill(f"[name={name}]", text)
    press(page, f"button[name=do][value={step}]")


def change(page, channel, **values):
    page.goto(f"{channel}/edit")
    for name, text in values.items():
        fill(page, name, text)
    press(page, "[name='form.buttons.save']")


def fill(page, name, text):
    widget(page, name).fill(text)


def widget(page, name):
    return page.locator(f"[name='form.widgets.{name}']")


def press(page, selector):
    """With the keyboard, as anybody can."""
    page.locator(selector).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
