"""What a visitor sees and does on the hub, in a real browser."""

import pytest
from playwright.sync_api import expect

PLACES = ("", "/kulturforvaltningen", "/kulturforvaltningen/katrineholm-i-bild")


def follow(page, selector):
    with page.expect_navigation():
        page.locator(selector).click()


def moments(page):
    return page.locator(".socialhub-card time").evaluate_all(
        "times => times.map(time => time.getAttribute('datetime'))"
    )


def test_entries_and_their_pictures_are_seen(open_as, hub_url):
    page = open_as()
    page.goto(hub_url)
    assert page.locator(".socialhub-card").count() == 20
    pictures = page.locator(".socialhub-card img")
    assert pictures.count() > 5
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 100


def test_the_page_speaks_swedish(open_as, hub_url):
    page = open_as()
    page.goto(hub_url)
    words = page.locator("#content").inner_text()
    for text in ("Senaste inläggen", "Fler filter", "Alla", "Skriv till oss", "Äldre inlägg"):
        assert text in words


@pytest.mark.parametrize("place", PLACES)
def test_the_browser_asks_no_host_but_the_sites(page, hub_url, place):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(hub_url + place, wait_until="networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    origin = hub_url.partition("/katrineholm")[0]
    assert len(asked) > 5
    assert [url for url in asked if not url.startswith((origin, "data:"))] == []


@pytest.fixture
def plain_page(open_as):
    """A visitor's page without JavaScript."""
    return open_as(java_script_enabled=False)


def test_the_stream_is_filtered_without_javascript(plain_page, hub_url):
    plain_page.goto(hub_url)
    follow(plain_page, ".socialhub-kinds a[href*='kind=blog']")
    plain_page.locator(".socialhub-filters summary").click()
    plain_page.locator("select[name=administration]").select_option(value="kulturforvaltningen")
    follow(plain_page, ".socialhub-filter button[type=submit]")
    assert "administration=kulturforvaltningen" in plain_page.url
    sources = plain_page.locator(".socialhub-channel > span:first-child").all_text_contents()
    assert {"Kulturbloggen"} <= set(sources) <= {"Kulturbloggen", "Fritidsbloggen"}
    assert plain_page.title().startswith("Sociala medier – Blogg – Kulturförvaltningen")


def test_pages_lead_back_and_forth_without_javascript(plain_page, hub_url):
    plain_page.goto(hub_url)
    newest = moments(plain_page)
    assert len(newest) == 20
    follow(plain_page, "a[rel=next]")
    older = moments(plain_page)
    assert max(older) <= min(newest)
    follow(plain_page, "a[rel=prev]")
    assert moments(plain_page) == newest


def test_a_month_can_be_opened_and_its_link_shared(plain_page, open_as, hub_url):
    plain_page.goto(hub_url)
    plain_page.locator(".socialhub-archive summary").last.click()
    link = plain_page.locator(".socialhub-archive a").last
    address = link.get_attribute("href")
    year, month = (int(pair.partition("=")[2]) for pair in address.partition("?")[2].split("&"))
    other = open_as(java_script_enabled=False)
    other.goto(address)
    found = moments(other)
    assert found
    # A month is a Swedish one: its first hours may still be the month before in UTC.
    assert all(time[:7] in (f"{year}-{month:02}", before(year, month)) for time in found)


def before(year, month):
    return f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02}"


def test_a_card_leads_to_the_entrys_page_and_from_there_to_its_source(open_as, hub_url):
    page = open_as()
    page.goto(hub_url)
    card = page.locator(".socialhub-card").nth(3)
    with page.expect_navigation():
        card.click()
    assert "/@@entry/" in page.url
    source = page.get_by_role("link", name="Gå till källan").last.get_attribute("href")
    assert not source.startswith(hub_url.partition("/katrineholm")[0])


def test_each_card_is_an_article_with_a_name_and_a_heading(open_as, hub_url):
    page = open_as()
    page.goto(hub_url)
    for card in page.locator(".socialhub-card").all():
        heading = card.get_by_role("heading")
        name = heading.inner_text() or heading.text_content()
        assert name.strip()
        assert card.get_attribute("aria-labelledby") == heading.get_attribute("id")


def test_nothing_is_cut_off_at_any_width(open_as, hub_url):
    page = open_as()
    page.goto(hub_url)
    for width in (320, 360, 768, 1280, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("name", "administration"),
    [
        ("admin", "kulturforvaltningen"),
        ("informationskontoret", "kulturforvaltningen"),
        ("redaktor", "kulturforvaltningen"),
        ("bildning", "bildningsforvaltningen"),
    ],
)
def test_the_demonstrations_people_can_log_in(open_as, hub_url, name, administration):
    page = open_as(name)
    page.goto(f"{hub_url}/{administration}/++add++Channel")
    expect(page.locator("input[name=profile_url]")).to_be_visible()
