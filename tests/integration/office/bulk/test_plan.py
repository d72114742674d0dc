"""What bringing a file in would do."""

import pytest
import transaction
from helpers.integration.office.importing import alerts, confirm, judged, look, report, stored
from plone import api
from plone.app.testing import SITE_OWNER_NAME

HEADER = "title;administration;profile_url"
NEW = "Nya kanalen;kultur;https://mastodon.se/@kultur"


def test_a_row_with_a_cell_too_many_is_refused_beside_the_others(functional_portal, office):
    page = look(office, HEADER, f"{NEW};mer", "Annan;kultur;https://mastodon.se/@annan")
    first, second = report(page)
    assert "Antalet celler på rad 2 är 4, men rubrikraden har 3." in first
    assert "Ny" in second
    assert stored(functional_portal) == {}


@pytest.mark.parametrize(
    "address",
    ["https://bloggen.example.se/", "http://www.bloggen.example.se", "https://BLOGGEN.example.se"],
)
def test_a_channel_is_found_by_its_account_in_any_spelling(existing, functional_portal, address):
    data = f"{HEADER}\nBloggen;kultur;{address}".encode()
    [planned] = judged(functional_portal, data)
    assert (planned.is_new, planned.place.getId()) == (False, "bloggen")


def test_an_account_that_is_taken_up_again_is_a_new_channel_and_its_closed_one_stays(
    make_functional_channel, functional_portal
):
    closed = make_functional_channel("bloggen", title="Bloggen", state="closed")
    row = f"Bloggen igen;kultur;{closed.profile_url}"
    [planned] = judged(functional_portal, f"{HEADER}\n{row}".encode())
    assert (planned.verdict, planned.place.getId()) == ("new", "kultur")
    [planned] = judged(functional_portal, f"{HEADER};uid\n{row};{closed.UID()}".encode())
    assert (planned.verdict, planned.place.getId()) == ("changed", "bloggen")


def test_an_account_that_stands_twice_in_the_file_is_refused(functional_portal, office):
    other = "Igen;kultur;https://www.mastodon.se/@Kultur/"
    planned = judged(functional_portal, "\n".join([HEADER, NEW, other]).encode())
    assert [each.verdict for each in planned] == ["new", "refused"]
    assert [len(each.reasons) for each in planned] == [0, 1]


def test_an_account_of_another_channel_on_the_list_is_refused(
    existing, make_functional_channel, functional_portal
):
    other = make_functional_channel("annan", title="Annan")
    data = f"{HEADER};uid\nAnnan;kultur;{existing.profile_url};{other.UID()}".encode()
    [planned] = judged(functional_portal, data)
    assert (planned.verdict, len(planned.reasons)) == ("refused", 1)


def test_a_channel_is_not_moved_to_another_administration(existing, functional_portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(functional_portal.hub, "Administration", "skola", title="Skola")
    transaction.commit()
    data = f"{HEADER}\nBloggen;Skola;{existing.profile_url}".encode()
    [planned] = judged(functional_portal, data)
    assert (planned.verdict, len(planned.reasons)) == ("refused", 1)


def test_what_would_be_another_outcome_than_was_seen_is_shown_again(
    office, existing, functional_portal
):
    page = look(office, f"{HEADER};purpose", f"Bloggen;kultur;{existing.profile_url};Nytt")
    existing.profile_url = "https://annan.example.se/"
    existing.reindexObject()
    transaction.commit()
    page = confirm(office, page)
    assert len(alerts(page)) == 1
    assert set(stored(functional_portal)) == {"https://annan.example.se/"}
    confirm(office, page)
    assert set(stored(functional_portal)) == {
        "https://annan.example.se/",
        "https://bloggen.example.se/",
    }
