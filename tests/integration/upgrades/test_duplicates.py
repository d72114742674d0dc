"""On a site of 1.0.0a1, posts that were stored twice become one entry, and nothing is lost."""

import pytest
import transaction
from former import as_before
from helpers.integration.upgrades import new_errors
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels import crisis, holds, post_acts
from katrineholm.socialhub.archive.record import request_actions
from katrineholm.socialhub.archive.record import request_storage as requests
from katrineholm.socialhub.archive.record.entry_masks import mask_entry
from katrineholm.socialhub.archive.record.requested_records import requested_record
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.entry import is_visible
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.marks import set_mark
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.submissions import store_submission
from katrineholm.socialhub.setup.hub_export import export_hub
from katrineholm.socialhub.upgrades.duplicates import join_duplicates
from katrineholm.socialhub.upgrades.retention import begin_retention_logs
from katrineholm.socialhub.upgrades.steps import shelve_messages

pytestmark = pytest.mark.usefixtures("framed")

PLACE = "https://www.instagram.com/"
POSTS = {
    f"{name}-{number}": f"{PLACE}{path}/C{name}/"
    for name in ("plain", "hidden", "named", "masked")
    for number, path in enumerate(("p", "kommunen/p"), 1)
}


@pytest.fixture
def doubled(old_site, monkeypatch):
    """Four posts, each stored by two addresses, and what was done with the second; ids by name."""
    hub, channel = old_site.hub, old_site.hub.kultur.bloggen
    timeline = timeline_of(hub)
    with monkeypatch.context() as patch:
        as_before(patch)
        ids = {
            name: store_submission(
                timeline, channel.UID(), post(name, link), by="anna", now=NOW + at
            )[0]
            for at, (name, link) in enumerate(POSTS.items())
        }
        for name in ("plain-2", "named-2"):
            again = post(name, POSTS[name], html=f"<p>Ändrat: {name}, Elin Ek</p>")
            store_submission(timeline, channel.UID(), again, by="anna", now=NOW + 60)
    acts(hub, channel, ids)
    transaction.commit()
    return ids


def post(name, link, **values):
    plain = {"keys": (link,), "id": "", "link": link, "title": f"Dubbel: {name}", "summary": name}
    more = {"title_derived": False, "published": NOW, "updated": None, "dated": "", "author": ""}
    lists = {"categories": (), "language": "sv", "images": [], "media": []}
    return {**plain, **more, **lists, "html": f"<p>{name}, Elin Ek</p>", **values}


def acts(hub, channel, ids):
    """All that names the entries that are to go into others."""
    timeline = timeline_of(hub)
    hide_entry(timeline, ids["hidden-2"], by="anna", now=NOW)
    post_acts.note_act(hub, "hide", [ids["hidden-2"]], now=NOW, who="anna", why="Står två gånger")
    with api.env.adopt_user("arne"):
        mask_entry(hub, ids["masked-2"], ["Ek"], [], "Namn")
    holds.place_hold(hub, holds.ENTRY, ids["named-2"], "Tvist", by="arne", now=NOW)
    set_mark(timeline, "pinned", ids["named-2"], by="anna", now=NOW)
    crisis.begin_order(hub, channel.UID(), ids["named-2"], until=2**40, now=NOW, who="anna")
    with api.env.adopt_user("rut"):
        versions = [each["until"] for each in version_list(timeline.unmasked(ids["named-2"]))]
        keys = [f"entry:{ids['named-2']}", f"version:{ids['named-2']}:{versions[0]}"]
        request = request_actions.begin_request(hub, "Dubbelt", keys)
        wish = {"words": ("Elin",), "provision": "21 kap. 7 §", "reason": "Namn"}
        request_actions.mask_records(hub, request, request_actions.MaskInput(thing=keys[0], **wish))


@pytest.fixture
def joined(doubled, old_site):
    """The same when the site has been brought up to date, twice."""
    setup = api.portal.get_tool("portal_setup")
    for _again in range(2):
        join_duplicates(setup)
        transaction.commit()
    return doubled


def test_each_post_is_one_entry_with_all_that_was_said(joined, old_site, browse):
    timeline = timeline_of(old_site.hub)
    [uid] = {timeline.unmasked(joined[name])["channel"] for name in ("plain-1", "named-1")}
    titles = [
        each["title"] for each in all_entries(timeline, uid) if each["title"].startswith("Dubbel")
    ]
    assert sorted(titles) == [
        f"Dubbel: {name}-1" for name in ("hidden", "masked", "named", "plain")
    ]
    said = [each["html"] for each in version_list(timeline.unmasked(joined["plain-1"]))]
    assert said == ["<p>plain-2, Elin Ek</p>", "<p>Ändrat: plain-2, Elin Ek</p>"]
    page = browse().get(f"hub/@@entry/{joined['plain-2']}")
    assert (page.status_code, "Dubbel: plain-1" in page.text) == (200, True)


def test_what_was_done_with_either_holds_and_is_told_of_the_one_that_stays(joined, old_site):
    hub, timeline = old_site.hub, timeline_of(old_site.hub)
    assert is_visible(timeline.unmasked(joined["hidden-1"]))
    told = [(each.act, each.post) for each in post_acts.post_lines(hub, joined["hidden-1"])]
    assert told == [("hide", joined["hidden-2"]), ("join", joined["hidden-2"])]
    assert "Ek" not in timeline.get(joined["masked-1"])["html"]
    assert timeline.marks()["pinned"]["entry"] == joined["named-1"]
    assert not holds.may_dispose(hub, holds.ENTRY, joined["named-1"], "")
    assert holds.hold_on(hub, holds.ENTRY, joined["named-1"]).reason == "Tvist"
    order = crisis.current_order(hub, NOW)
    assert (order.entry, order.until, order.by) == (joined["named-1"], 2**40, "anna")


def test_a_request_has_what_it_was_for_and_keeps_it(joined, old_site):
    hub = old_site.hub
    [request] = [each for each in requests.open_requests(hub) if each["label"] == "Dubbelt"]
    stays = joined["named-1"]
    with api.env.adopt_user("rut"):
        things = [requested_record(hub, key) for key in request["things"]]
    said = sorted(field.value for each in things for field in each.fields if field.name == "html")
    assert said == [
        *("<p>named-1, Elin Ek</p>", "<p>named-2, Elin Ek</p>"),
        "<p>Ändrat: named-2, Elin Ek</p>",
    ]
    masked = {each.thing for _number, each in requests.request_masks(request)}
    assert f"entry:{stays}" in masked
    assert len(masked) == 2
    assert holds.has_request(hub, holds.ENTRY, stays)


def test_the_log_leads_to_what_is_stored(joined, old_site):
    shelve_messages(None)
    begin_retention_logs(None)
    assert new_errors(old_site.hub) == []
    timeline = timeline_of(old_site.hub)
    # Whoever takes that away again is found.
    box = timeline.root["channels"][timeline.unmasked(joined["plain-1"])["channel"]]
    del box["joined"][joined["plain-2"]]
    [fault] = new_errors(old_site.hub)
    assert joined["plain-2"] in fault.where


def test_a_second_time_writes_nothing_and_all_of_it_may_leave(joined, old_site, tmp_path):
    before = old_site._p_jar.db().lastTransaction()
    join_duplicates(api.portal.get_tool("portal_setup"))
    transaction.commit()
    assert old_site._p_jar.db().lastTransaction() == before
    assert (
        export_hub(old_site.hub, tmp_path / "hub.tar")["counts"]["entries"] == 8 + len(POSTS) // 2
    )


def test_staff_and_programs_find_it_by_either_name(joined, browse):
    session = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    for page in ("hub/@@record", "hub/@@entry"):
        assert session.get(f"{page}/{joined['plain-2']}").status_code == 200
    session.headers["Accept"] = "application/json"
    for service in ("hub/@record", "hub/@entry", "hub/kultur/bloggen/@entries"):
        answers = [session.get(f"{service}/{joined[name]}") for name in ("plain-1", "plain-2")]
        assert [each.status_code for each in answers] == [200, 200]
        assert "Dubbel: plain-1" in answers[1].text
