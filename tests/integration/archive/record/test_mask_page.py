"""The office masks from a page; nobody else comes in."""

import pytest
import transaction
from helpers.integration.archive import PICTURE

from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.store import timeline_of

GIVEN = {"words": "Åsa Hemligson\n\n", "reason": "Begäran 2026-05-04", "do": "mask"}


def test_the_office_masks_and_takes_it_back(told, send_mask):
    assert send_mask(**GIVEN).status_code == 302
    told.hub._p_jar.sync()
    assert "Hemligson" not in timeline_of(told.hub).get(told.entry)["title"]
    assert send_mask(do="unmask", reason="Återtaget").status_code == 302
    told.hub._p_jar.sync()
    assert timeline_of(told.hub).get(told.entry)["title"] == "Åsa Hemligson vann"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": "Bo Ek"}, "Inlägget innehåller inte ”Bo Ek”."),
        ({"words": " \n "}, "Skriv minst en uppgift, eller välj en bild."),
        ({"words": "x" * 1001}, "En uppgift får vara högst 1000 tecken lång."),
        ({"words": "\n".join(map(str, range(51)))}, "Högst 50 uppgifter kan maskas."),
        ({"reason": " "}, "Skriv varför."),
        ({"reason": "x" * 1001}, "Skälet får vara högst 1000 tecken långt."),
        ({"pictures": "../x.webp"}, "Inlägget har ingen sådan bild."),
        ({"do": "unmask"}, "Inget är maskat i inlägget."),
    ],
)
@pytest.mark.usefixtures("framed")
def test_what_cannot_be_masked_is_told_and_nothing_is(told, send_mask, changes, sentence):
    answer = send_mask(**GIVEN | changes)
    assert answer.status_code == 200
    assert sentence in answer.text
    told.hub._p_jar.sync()
    assert dict(timeline_of(told.hub).masks()) == {}


@pytest.mark.usefixtures("framed")
def test_the_page_shows_the_whole_entry_and_what_visitors_see(
    told, send_mask, browse, masking_office
):
    send_mask(**GIVEN, pictures=told.picture)
    page = browse(*masking_office).get(f"hub/@@mask-entry/{told.entry}")
    assert "Åsa Hemligson vann" in page.text
    assert "[uppgift dold] vann" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    picture = browse(*masking_office).get(f"hub/@@mask-entry/{told.entry}/{told.picture}")
    assert picture.content == b"RIFF....WEBP"
    assert (
        browse(*masking_office).get(f"hub/@@mask-entry/{told.entry}/other.webp").status_code == 404
    )


def test_only_the_office_is_shown_the_way_to_it(told, browse, masking_office, person):
    editor = person("Editor")
    for login, is_there in ((masking_office, True), (editor, False), ((), False)):
        page = browse(*login).get(f"hub/@@entry/{told.entry}").text
        assert ("@@mask-entry" in page) is is_there
    assert browse(*editor).get(f"hub/@@mask-entry/{told.entry}").status_code in (401, 403) or (
        "Hemligson" not in browse(*editor).get(f"hub/@@mask-entry/{told.entry}").text
    )


def test_a_link_from_another_site_masks_nothing(told, submit, masking_office):
    answer = submit(masking_office, f"hub/@@mask-entry/{told.entry}", GIVEN, token=False)
    assert answer.status_code == 403
    told.hub._p_jar.sync()
    assert dict(timeline_of(told.hub).masks()) == {}


@pytest.mark.parametrize("end", ["", "/" + "0" * 20, "/a/b/c"])
def test_an_entry_that_is_not_there_is_not_found(told, browse, masking_office, end):
    assert browse(*masking_office).get(f"hub/@@mask-entry{end}").status_code == 404


@pytest.mark.usefixtures("framed")
def test_whoever_masks_is_told_where_it_may_still_be_seen(
    told, send_mask, keep, browse, masking_office
):
    timeline = timeline_of(told.hub)
    other = keep(told.channel, title="Laget", html="<p>@hemligson_i_sjuan</p>")
    same = keep(told.channel, title="Samma", images=(Image(PICTURE),))
    hidden = keep(told.channel, title="Dolt", html="<p>@hemligson_i_sjuan</p>")
    hide_entry(timeline, hidden, by="ida", now=1)
    transaction.commit()
    session = browse(*masking_office)
    assert "Kan fortfarande synas" not in session.get(f"hub/@@mask-entry/{told.entry}").text
    send_mask(words="Hemligson", pictures=told.picture, reason="Begäran", do="mask")
    page = " ".join(session.get(f"hub/@@mask-entry/{told.entry}").text.split())
    left = page.partition("Kan fortfarande synas")[2].partition("</section>")[0]
    assert f'@@mask-entry/{other}">Laget</a>: ”@hemligson_i_sjuan”' in left
    assert f'@@mask-entry/{same}">Samma</a>: samma bild' in left
    assert hidden not in left
    session.headers["Accept"] = "application/json"
    assert session.get(f"hub/@mask/{told.entry}").json()["left"] == [
        {"entry": same, "word": None, "picture": True},
        {"entry": other, "word": "@hemligson_i_sjuan", "picture": False},
    ]
    told.hub._p_jar.sync()
    assert timeline.unmasked(other)["html"] == "<p>@hemligson_i_sjuan</p>"
    assert [*timeline.masks()] == [told.entry]
