"""What a visitor sees of the hub without scrolling, and how long the page is."""

import pytest

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
LONGEST = 6000  # pixels of a page of twenty entries on a phone


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def sized(request, page):
    """A visitor's page of a usual size."""
    page.set_viewport_size(request.param)
    return page


def test_the_first_entry_is_on_the_first_screen(sized, hub_url):
    sized.goto(hub_url)
    card = sized.locator(".socialhub-card").first
    words = card.locator(".socialhub-words").bounding_box()
    assert words["y"] + 24 < sized.viewport_size["height"]
    for way in ("Är det vårt?", "Alla kanaler", "Facebook", "Partierna", "Skriv till oss"):
        assert sized.get_by_role("link", name=way, exact=True).first.is_visible()


def test_a_channels_first_entry_is_on_the_first_screen_below_a_way_to_follow_it(sized, hub_url):
    sized.goto(f"{hub_url}/kommunledningsforvaltningen/katrineholms-kommun")
    words = sized.locator(".socialhub-card .socialhub-words").first.bounding_box()
    assert words["y"] + 24 < sized.viewport_size["height"]
    assert sized.get_by_role("link", name="Följ på Mastodon").is_visible()
    sized.get_by_role("heading", name="Om kanalen").click()
    assert sized.get_by_role("link", name="Kontakta den ansvarige").is_visible()


def test_the_ways_in_are_one_row(open_as, hub_url):
    page = open_as(viewport=DESKTOP)
    page.goto(hub_url)
    rows = page.locator(".socialhub-ways-in li").evaluate_all(
        "items => items.map(item => item.offsetTop)"
    )
    assert (len(rows), len(set(rows))) == (5, 1)


def test_a_page_of_entries_is_short_on_a_phone(open_as, hub_url):
    page = open_as(viewport=PHONE)
    page.goto(hub_url)
    assert page.locator(".socialhub-card").count() == 20
    assert page.evaluate("document.documentElement.scrollHeight") <= LONGEST


def test_entries_by_kind_are_as_short_on_a_phone(open_as, hub_url):
    page = open_as(viewport=PHONE)
    page.goto(f"{hub_url}/@@sections")
    most = LONGEST * page.locator(".socialhub-card").count() / 20
    assert page.evaluate("document.documentElement.scrollHeight") <= most


def test_what_is_read_next_stands_beside_or_in_the_next_row(open_as, hub_url):
    page = open_as(viewport=DESKTOP)
    page.goto(hub_url)
    for day in page.locator(".socialhub-cards").all():
        places = day.locator(".socialhub-card").evaluate_all(
            "cards => cards.map(card => { const { left, top } = card.getBoundingClientRect();"
            " return [Math.round(top), Math.round(left)] })"
        )
        assert places == sorted(places)


def test_nothing_moves_while_the_page_comes(sized, hub_url):
    sized.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { window.moved += entry.value }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    sized.goto(hub_url, wait_until="networkidle")
    assert sized.evaluate("window.moved") == 0


def test_a_visitor_asks_for_little(page, hub_url):
    asked = []
    page.on("request", lambda request: asked.append(request))
    page.goto(hub_url, wait_until="networkidle")
    others = [request for request in asked if request.resource_type != "image"]
    assert len(others) <= 6, [request.url for request in others]
    assert [request.url for request in others if request.resource_type == "script"] == []
    assert sum(request.sizes()["responseBodySize"] for request in others) <= 120_000


def test_a_heading_as_long_as_a_text_is_cut_off(sized, hub_url):
    sized.goto(hub_url)
    title = sized.locator(".socialhub-card .socialhub-title").first
    title.locator("a").evaluate("link => { link.textContent = 'ordet '.repeat(70) }")
    lines = title.evaluate(
        "title => title.clientHeight / parseFloat(getComputedStyle(title).lineHeight)"
    )
    assert lines <= 4.1
