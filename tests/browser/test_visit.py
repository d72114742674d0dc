"""One visit to the hub, from a search to an account's name, as somebody makes it who looks around.

What each page has to hold is tested by itself: here one leads to the next.
"""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

OFFICE = "informationskontoret"
PODCAST = "Bibliotekspodden"
NOTICE, NUMBER = ".socialhub-crisis", ".socialhub-number"
PLAYS = "it => !it.paused && it.currentTime > 0 || it.ended"
JSON = {"Accept": "application/json"}
ATTEMPTS = 60  # of half a second
PHONE = {"width": 390, "height": 844}


def test_a_visitor_goes_from_a_search_to_an_accounts_name(open_as, hub_url):
    visitor, office = open_as(viewport=PHONE), open_as(OFFICE)
    visitor.goto(hub_url)
    search(visitor)
    visitor.goto(hub_url)
    open_months(visitor)
    visitor.goto(hub_url)
    turn_pages(visitor)
    visitor.goto(hub_url)
    listen(visitor)
    see_what_is_important(visitor, office, hub_url)
    ask_by_name(visitor)


def search(page):
    """Words in any of their forms, marked where they stand; then of one kind only."""
    field = page.get_by_role("searchbox", name="Sök bland inläggen")
    field.fill("bibliotek")
    with page.expect_navigation():
        field.press("Enter")
    search_again(page)
    expect(page.get_by_role("heading", name="Inlägg om ”bibliotek”")).to_be_visible()
    expect(page).to_have_title(re.compile("bibliotek"))
    hits = page.locator(".socialhub-hit-list > li")
    for hit in hits.all():
        assert hit.locator("mark").first.inner_text().lower().startswith("bibliotek")
    number = shown(page)
    follow(page, ".socialhub-kinds a[href*='kind=blog']")
    expect(page.get_by_role("heading", name="Inlägg om ”bibliotek”")).to_be_visible()
    assert 0 < shown(page) < number


def search_again(page):
    """In a while, as the page says for as long as a site that was just begun is being read."""
    being_prepared = page.get_by_text("Sökningen förbereds")
    for _attempt in range(ATTEMPTS):
        if not being_prepared.count():
            return
        page.wait_for_timeout(500)
        page.reload()


def open_months(page):
    """The oldest month holds as many as the archive says, and the months lead to each other."""
    page.locator(".socialhub-archive summary").last.click()
    month = page.locator(".socialhub-archive details").last.locator("a").last
    number = int(month.locator(".socialhub-count").inner_text())
    with page.expect_navigation():
        month.click()
    name = page.locator("#socialhub-stream").inner_text()
    assert name.startswith("Inlägg från ")
    assert shown(page) == number
    follow(page, ".socialhub-months a:has-text('Senare')")
    assert page.locator("#socialhub-stream").inner_text() != name
    follow(page, ".socialhub-months a:has-text('Tidigare')")
    assert page.locator("#socialhub-stream").inner_text() == name


def turn_pages(page):
    newest = addresses(page)
    follow(page, ".socialhub-pages a[rel=next]")
    expect(page.locator(".socialhub-pages [aria-current=page]")).to_have_text(re.compile(r"2$"))
    expect(page).to_have_title(re.compile("sida 2"))
    assert not addresses(page) & newest
    follow(page, ".socialhub-pages a[rel=prev]")
    assert addresses(page) == newest


def listen(page):
    """A card with sound leads to a page where it plays, by the keyboard."""
    follow(page, ".socialhub-kinds a[href*='kind=podcast']")
    card = page.locator(".socialhub-card").first
    title = card.get_by_role("heading").inner_text()
    expect(card).to_contain_text("Lyssna")
    with page.expect_navigation():
        card.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    sound = page.locator("audio")
    sound.focus()
    page.keyboard.press("Space")
    page.wait_for_function(PLAYS, arg=sound.element_handle())


def see_what_is_important(visitor, office, hub_url):
    """The office puts the entry that is open on top; it leads back from the hub to its page."""
    entry, until = visitor.url.rpartition("/")[2], datetime.now(UTC) + timedelta(hours=1)
    order = {"entry": entry, "until": until.isoformat()}
    assert office.request.post(f"{hub_url}/@crisis", headers=JSON, data=order).ok
    try:
        visitor.goto(hub_url)
        visitor.reload()  # the browser, too, may keep the hub for some seconds
        notice = visitor.locator(NOTICE).first
        expect(notice.get_by_role("heading", name="Viktigt nu")).to_be_visible()
        with visitor.expect_navigation():
            notice.get_by_role("heading", level=3).get_by_role("link").click()
        assert visitor.url.endswith(f"/@@entry/{entry}")
    finally:
        office.request.post(f"{hub_url}/@crisis", headers=JSON, data={"active": False})
    visitor.goto(hub_url)
    visitor.reload()
    expect(visitor.locator(NOTICE)).to_have_count(0)


def ask_by_name(page):
    """A channel's name is found on the list, and the answer leads to the channel."""
    follow(page, ".socialhub-ways-in a:has-text('Är det vårt?')")
    page.get_by_role("textbox", name="Vad vill du kontrollera?").fill(PODCAST)
    follow(page, ".socialhub-ask button")
    expect(page.locator(".socialhub-is-amber")).to_be_visible()
    with page.expect_navigation():
        page.locator(".socialhub-answers").get_by_role("link", name=PODCAST).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PODCAST)


def follow(page, selector):
    with page.expect_navigation():
        page.locator(selector).click()


def shown(page):
    """How many entries the page says that there are."""
    return int(re.match(r"\d+", page.locator(NUMBER).inner_text())[0])


def addresses(page):
    links = page.locator(".socialhub-card :is(.socialhub-title a, .socialhub-open)")
    return set(links.evaluate_all("links => links.map(link => link.href)"))
