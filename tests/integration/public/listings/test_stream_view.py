"""The pages of a hub, an administration, a channel and an entry, as anybody sees them."""

import re
from datetime import UTC, date, datetime

import pytest
import transaction
from helpers.integration.public.listings import TITLES, cards
from lxml.html import fromstring

from katrineholm.socialhub.accounts.channels import times


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("hub", TITLES),
        ("hub/kultur", ["Nyast", "Film", "Äldst"]),
        ("hub/skola", ["Bild"]),
        ("hub/kultur/bloggen", ["Nyast", "Äldst"]),
        ("hub?kind=video", ["Film"]),
        ("hub?platform=flickr", ["Bild"]),
        ("hub?administration=skola", ["Bild"]),
        ("hub?channel=bloggen&channel=bilder", ["Nyast", "Bild", "Äldst"]),
        ("hub?year=2026&month=4", ["Film"]),
        ("hub?b_size=2&b_start=2", ["Bild", "Äldst"]),
        ("hub?kind=novel", []),
    ],
)
def test_a_page_shows_the_entries_that_are_asked_for(get, url, seen):
    assert cards(get(url)) == seen


def test_a_channels_page_says_who_answers_for_it(get):
    text = get("hub/kultur/bloggen")
    for told in ("Kulturförvaltningen", "kultur@example.se", "0150-570 00"):
        assert told in text
    assert 'href="mailto:kultur@example.se"' in text
    assert 'href="tel:015057000"' in text
    assert 'href="https://bloggen.example.se/"' in text


def test_an_administrations_page_lists_its_public_channels(get, place):
    text = get("hub/kultur")
    hub = place.hub.absolute_url()
    assert f'href="{hub}/kultur/bloggen"' in text
    assert "Hemlig" not in text


@pytest.mark.parametrize("target", ["source", "page"])
def test_a_heading_leads_where_the_hub_says(get, place, target):
    place.hub.entry_target = target
    transaction.commit()
    page = f"{place.hub.absolute_url()}/@@entry/{place.ids['Nyast']}"
    wanted = {"source": "https://blogg.example.se/2", "page": page}[target]
    assert re.search(rf'<a[^>]*href="{re.escape(wanted)}"[^>]*>\s*Nyast', get("hub"))


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>${1+1}javascript:alert(1)"


def test_hostile_text_is_shown_as_text(get, place, keep, picture):
    fields = dict.fromkeys(("title", "summary", "author", "language", "id", "dated"), HOSTILE)
    channel = place.channels["bloggen"]
    number = keep(channel, **fields, categories=(HOSTILE,), html="")
    channel.title = channel.description = HOSTILE
    channel.__parent__.title = channel.__parent__.phone = HOSTILE
    channel.reindexObject()
    transaction.commit()
    pages = ("hub", "hub/kultur", "hub/kultur/bloggen", f"hub/@@entry/{number}")
    for page in (*pages, f"hub?kind={HOSTILE}&administration={HOSTILE}&channel={HOSTILE}"):
        text = get(page)
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert not re.search(r"""href=["']?\s*javascript:""", text)


@pytest.mark.usefixtures("framed")
def test_a_byline_is_on_the_places_own_pages_alone(functional_administration, browse, person):
    editor = browse(*person("Editor"))
    places = ("hub", "hub/kultur")
    pages = ("hub/@@official-list", "hub/@@messages", "hub/kultur/@@messages", "@@workplace")
    has_byline = ["section-byline" in editor.get(page).text for page in (*places, *pages)]
    assert has_byline == [*[True] * len(places), *[False] * len(pages)]


def test_a_choice_without_entries_leads_to_the_accounts_at_their_sources(
    get, place, make_functional_channel
):
    link = "https://www.instagram.com/katrineholm/"
    facts = {"title": "Insta", "profile_url": link, "feed_url": None, "kind": "photo"}
    make_functional_channel("insta", platform="instagram", **facts)
    for url in ("hub?platform=instagram", "hub"):
        shown = re.search(r'<section class="socialhub-elsewhere".*?</section>', get(url), re.S)[0]
        assert re.findall(r'<a[^>]*href="([^"]+)"', shown, re.S) == [link]
    assert "socialhub-elsewhere" not in get("hub?kind=video")
    assert "socialhub-elsewhere" not in get("hub?year=2026&month=5")


def test_a_card_says_where_it_is_from_and_leads_to_the_entrys_page(get, place, picture):
    place.hub.entry_target = "page"
    transaction.commit()
    picture("Nyast")
    card = re.search(r'<article class="([^"]*)"[^>]*>(.*?)</article>', get("hub"), re.S)
    entry = place.ids["Nyast"]
    assert "socialhub-is-small" in card[1]
    assert set(re.findall(r'href="([^"#]*)"', card[2])) == {
        f"{place.hub.absolute_url()}/@@entry/{entry}",
        *(f"{place.hub.absolute_url()}?tag={tag}" for tag in ("kultur", "fritid")),
    }
    assert 'dir="auto"' in card[2]
    words = " ".join(re.sub(r"<[^>]*>", " ", card[2]).split())
    assert words == (
        "Nyast Hej Bloggen Kommunens officiella kanal Webbplats 2 maj 2026 kl. 14.00"
        " #Kultur #Fritid"
    )


def test_the_way_to_an_entry_without_a_title_says_what_is_there(get, place, keep):
    keep(place.channels["bloggen"], title="Dimma över sjön", title_derived=True)
    transaction.commit()
    [link] = fromstring(get("hub")).xpath("//a[contains(@class, 'socialhub-open')]")
    assert " ".join(link.text_content().split()).endswith(": Dimma över sjön")


def test_a_channels_own_cards_do_not_repeat_its_name(get):
    assert "socialhub-channel" in get("hub/kultur")
    assert 'class="socialhub-channel"' not in get("hub/kultur/bloggen")


@pytest.mark.parametrize("url", ["hub", "hub/kultur/bloggen"])
def test_a_card_has_the_sign_and_the_name_of_its_service(get, place, url):
    place.channels["bloggen"].platform = "wordpress"
    place.channels["bloggen"].reindexObject()
    transaction.commit()
    [card, *_others] = re.findall(r"<article.*?</article>", get(url), re.S)
    assert re.search(r'icons\.svg#wordpress".*?<span>WordPress</span>', card, re.S)


@pytest.mark.usefixtures("framed")
def test_days_are_headings_where_there_are_several_entries_a_day(get, place, keep, monkeypatch):
    monkeypatch.setattr(times, "today", lambda: date(2026, 5, 9))
    assert headings(get("hub")) == []
    for hour in range(8, 16):
        published = datetime(2026, 5, 2, hour, tzinfo=UTC)
        keep(place.channels["bloggen"], title=f"Kl. {hour}", published=published)
    transaction.commit()
    assert headings(get("hub"))[0] == "Lördag 2 maj"


def headings(text):
    return re.findall(r'<h3 class="socialhub-day">([^<]*)<', text)
