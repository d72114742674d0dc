"""Looking for the links back: by the worker, by a button, and what is made of it."""

import json
from functools import partial
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from transaction.interfaces import ISynchronizer
from zope.interface import implementer

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.lifecycle.steps import place
from katrineholm.socialhub.public.identity import proofs
from katrineholm.socialhub.public.identity.checking import DAY, EVERY, FEW, check_due
from katrineholm.socialhub.public.identity.outcome import LINK_LOST, OTHER_OWNER, Outcome
from katrineholm.socialhub.public.identity.proofs import accept, outcome_of, outcomes, store
from katrineholm.socialhub.site.settings.titles import service_title

NOW = 1_790_000_000
SITE = "https://www.katrineholm.se"
BOTH = Outcome("both-ways", "me", f"{SITE}/hub", "1099")
MISSING = Outcome("missing", "no_link", owner_id="1099")
SILENT = Outcome("unreachable", "silent", values={"seconds": "10"})


@pytest.fixture
def worker(worker):
    """The active worker of a site whose public address is known."""
    api.portal.set_registry_record("katrineholm.socialhub.site_url", f"{SITE}/")
    transaction.commit()
    return worker


class Looks:
    """Stands in for the look: what was asked for, and what is found."""

    def __init__(self, outcome=BOTH):
        self.asked, self.outcome = [], outcome

    def __call__(self, profile, ours):
        self.asked.append((profile.url, ours))
        return self.outcome


@implementer(ISynchronizer)
class Transactions:
    """Knows whether a transaction is going on."""

    is_open = False

    def newTransaction(self, transaction):
        self.is_open = True

    def beforeCompletion(self, transaction):
        """Nothing has ended yet."""

    def afterCompletion(self, transaction):
        self.is_open = False


def test_the_worker_looks_for_our_addresses_and_keeps_what_it_finds(
    make_functional_channel, worker
):
    channel = make_functional_channel("mastodon", profile_url="https://mastodon.se/@kom")
    looks = Looks()
    check_due(worker, check=looks)
    pages = (f"{SITE}/hub/kultur/mastodon", f"{SITE}/hub", SITE)
    assert looks.asked == [("https://mastodon.se/@kom", pages)]
    kept = {channel.UID(): proofs.Kept("https://mastodon.se/@kom", NOW, BOTH, BOTH)}
    assert outcomes(worker.site.hub) == kept


def test_no_transaction_is_held_while_a_server_is_waited_for(make_functional_channel, worker):
    for number in range(2):
        make_functional_channel(f"kanal-{number}")
    transactions, seen = Transactions(), []
    transaction.manager.registerSynch(transactions)

    def look(profile, ours):
        seen.append(transactions.is_open)
        return BOTH

    check_due(worker, check=look)
    transaction.manager.unregisterSynch(transactions)
    assert seen == [False, False]


def test_a_clock_that_was_wrong_puts_no_look_off(make_functional_channel, worker):
    channel = make_functional_channel("kanal")
    store(worker.site.hub, facts_of(channel), BOTH, NOW + 900 * DAY)
    transaction.commit()
    looks = Looks()
    check_due(worker, check=looks)
    assert len(looks.asked) == 1


def test_each_profile_is_looked_at_once_a_day_some_at_a_time(
    make_functional_channel, worker, clock
):
    for number in range(FEW + 3):
        make_functional_channel(f"kanal-{number}")
    runs = []
    for moment in (0, EVERY, 2 * EVERY, DAY - 1, DAY, DAY + EVERY):
        clock.now = NOW + moment
        looks = Looks()
        check_due(worker, check=looks)
        runs.append({url for url, ours in looks.asked})
    assert [len(run) for run in runs] == [FEW, 3, 0, 0, FEW, 3]
    assert (runs[0], runs[1]) == (runs[4], runs[5])


@pytest.mark.parametrize("state", ["draft", "reported", "paused", "closed"])
def test_only_official_channels_are_looked_at(make_functional_channel, worker, state):
    make_functional_channel("kanal", state=state)
    looks = Looks()
    check_due(worker, check=looks)
    assert looks.asked == []


@pytest.mark.parametrize(("name", "value"), [("link_back", False), ("site_url", "")])
def test_nothing_is_looked_at_where_it_is_turned_off_or_no_address_is_known(
    make_functional_channel, worker, name, value
):
    make_functional_channel("kanal")
    api.portal.set_registry_record(f"katrineholm.socialhub.{name}", value)
    transaction.commit()
    looks = Looks()
    check_due(worker, check=looks)
    assert looks.asked == []


def test_slow_servers_do_not_keep_the_worker_from_its_rounds(make_functional_channel, worker):
    for number in range(3):
        make_functional_channel(f"kanal-{number}")
    moments = iter([0, 30, 61])
    looks = Looks()
    check_due(worker, check=looks, clock=lambda: next(moments))
    assert len(looks.asked) == 1


def test_a_page_that_trips_the_program_keeps_no_other_from_its_turn(
    make_functional_channel, worker
):
    for number in range(2):
        make_functional_channel(f"kanal-{number}")

    def trip(profile, ours):
        raise RecursionError

    check_due(worker, check=trip)
    found = {kept.outcome for kept in outcomes(worker.site.hub).values()}
    assert (len(outcomes(worker.site.hub)), found) == (2, {Outcome("unreachable", "unreadable")})


def test_a_worker_that_is_to_stop_looks_no_more(make_functional_channel, worker):
    make_functional_channel("kanal")
    worker.stop.set()
    looks = Looks()
    check_due(worker, check=looks)
    assert looks.asked == []


def test_a_changed_address_is_looked_at_at_once(make_functional_channel, worker):
    channel = make_functional_channel("kanal")
    check_due(worker, check=Looks())
    channel.profile_url = "https://annan.example.se/"
    channel.reindexObject()
    transaction.commit()
    assert outcome_of(worker.site.hub, facts_of(channel)) is None
    looks = Looks()
    check_due(worker, check=looks)
    assert [url for url, ours in looks.asked] == ["https://annan.example.se/"]


@pytest.mark.parametrize(
    ("found", "alarm"),
    [
        ([MISSING], None),
        ([BOTH, BOTH], None),
        ([BOTH, SILENT], None),
        ([BOTH, SILENT, MISSING], LINK_LOST),
        ([BOTH, MISSING, MISSING], LINK_LOST),
        ([BOTH, MISSING, BOTH], None),
        ([BOTH, Outcome("both-ways", "me", f"{SITE}/hub", "7")], OTHER_OWNER),
        ([BOTH, *[Outcome("both-ways", "me", f"{SITE}/hub", "7")] * 3], OTHER_OWNER),
        ([BOTH, Outcome("linked", "plain"), Outcome("both-ways", "me", owner_id="7")], OTHER_OWNER),
        ([Outcome("impossible", "scripted", owner_id="1"), MISSING], OTHER_OWNER),
        ([SILENT, BOTH, SILENT, BOTH], None),
        ([Outcome("gone", "vanished")], "There is no account at this address any more."),
        ([BOTH, Outcome("gone", "vanished"), BOTH], None),
    ],
)
def test_an_alarm_lasts_until_its_cause_is_gone(hub, channel, found, alarm):
    facts = facts_of(channel)
    for day, outcome in enumerate(found):
        store(hub, facts, outcome, NOW + day * DAY)
    kept = outcome_of(hub, facts)
    assert (kept.outcome, kept.alarm) == (found[-1], alarm)


def test_who_accepts_a_change_is_alarmed_no_more(hub, channel):
    facts, other = facts_of(channel), Outcome("both-ways", "me", f"{SITE}/hub", "7")
    for outcome in (BOTH, other):
        store(hub, facts, outcome, NOW)
    assert not outcome_of(hub, facts).is_both_ways
    accept(hub, facts)
    store(hub, facts, other, NOW + DAY)
    assert outcome_of(hub, facts).alarm is None
    assert outcome_of(hub, facts).is_both_ways


def test_the_revision_tells_of_each_look(hub, channel):
    before = proofs.revision(hub)
    assert proofs.revision(hub) == before
    store(hub, facts_of(channel), BOTH, NOW)
    assert proofs.revision(hub) != before


def test_a_copied_hub_starts_without_the_originals_looks(hub, channel, portal):
    store(hub, facts_of(channel), BOTH, NOW)
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, portal, "kopia")
    assert (len(outcomes(hub)), outcomes(copy)) == (1, {})


@pytest.fixture
def mastodon(server, make_functional_channel):
    """An official account on a loopback server in Mastodon's manner; its channel."""
    channel = make_functional_channel(
        "mastodon", title="Katrineholm", profile_url=server.url("/@katrineholm"), feed_url=None
    )
    server.says("/@katrineholm", b"<title>Katrineholm</title>")
    server.account = partial(account, server)
    server.account()
    return channel


def account(server, *links, id="1099"):
    fields = [{"name": "Webb", "value": link, "verified_at": None} for link in links]
    told = {"id": id, "acct": "katrineholm", "fields": fields}
    server.says("/api/v1/accounts/lookup?acct=katrineholm", json.dumps(told).encode())


@pytest.fixture
def press(browse, person, mastodon):
    """A function that presses a button on the channel's page, as a role; the page then."""
    sessions = {}

    def press(button, role="Editor"):
        if role not in sessions:
            sessions[role] = browse(*person(role))
        session = sessions[role]
        page = session.get("hub/kultur/mastodon").text
        token = page.partition('name="_authenticator" value="')[2].partition('"')[0]
        return session.post(f"hub/kultur/mastodon/@@{button}", data={"_authenticator": token})

    return press


def test_an_account_that_links_back_is_confirmed_both_ways(mastodon, server, press, browse):
    page = press("look-now")
    assert "alert-warning" in page.text
    assert f"<code>{mastodon.absolute_url()}</code>" in page.text
    assert "socialhub-both-ways" not in browse().get("hub/@@official?address=@katrineholm").text

    server.account(f'<a href="{mastodon.absolute_url()}" rel="me nofollow">katrineholm.se</a>')
    page = press("look-now")
    assert page.status_code == 200
    assert f"<code>{mastodon.absolute_url()}</code>" not in page.text
    assert "socialhub-both-ways" in browse().get("hub/@@official?address=@katrineholm").text

    # The other way: the page that the account links to claims the account.
    ours = browse().get(mastodon.absolute_url()).text
    assert f'<link rel="me" href="{server.url("/@katrineholm")}"' in ours
    transaction.begin()
    kept = outcome_of(mastodon.aq_parent.aq_parent, facts_of(mastodon))
    assert kept.outcome == Outcome("both-ways", "me", mastodon.absolute_url(), "1099")


def test_on_an_editors_host_too_it_is_the_public_address_that_counts(mastodon, server, press):
    api.portal.set_registry_record("katrineholm.socialhub.site_url", f"{SITE}/")
    transaction.commit()
    public = f"{SITE}/hub/kultur/mastodon"
    assert f"<code>{public}</code>" in press("look-now").text
    server.account(f'<a href="{public}" rel="me nofollow">katrineholm.se</a>')
    assert "alert-warning" not in press("look-now").text
    transaction.begin()
    kept = outcome_of(mastodon.aq_parent.aq_parent, facts_of(mastodon))
    assert kept.outcome == Outcome("both-ways", "me", public, "1099")


def test_only_who_has_duties_to_see_sees_what_was_found(mastodon, browse, person, press):
    press("look-now")
    assert "socialhub-twoway" not in browse().get("hub/kultur/mastodon").text
    assert "socialhub-twoway" in browse(*person("Contributor")).get("hub/kultur/mastodon").text


def test_another_owner_is_shown_until_the_office_accepts_it(mastodon, server, press):
    press("look-now")
    server.account(id="7")
    assert "alert-danger" in press("look-now").text
    press("accept-profile")
    page = press("look-now").text
    assert ("alert-danger" in page, "@@accept-profile" in page) == (True, False)
    assert "@@accept-profile" in press("look-now", "Information Officer").text
    page = press("accept-profile", "Information Officer")
    assert (page.status_code, "alert-danger" in page.text) == (200, False)


@pytest.mark.parametrize("button", ["look-now", "accept-profile"])
def test_neither_a_link_nor_a_strangers_form_presses_a_button(
    mastodon, server, browse, person, button
):
    session = browse(*person("Information Officer"))
    assert session.get(f"hub/kultur/mastodon/@@{button}").status_code in (403, 405)
    assert session.post(f"hub/kultur/mastodon/@@{button}").status_code == 403
    answer = browse().post(f"hub/kultur/mastodon/@@{button}", allow_redirects=False)
    assert answer.status_code in (302, 401)
    assert server.requests == []


@pytest.mark.parametrize("platform", ["website", "feed"])
def test_for_a_web_site_of_ours_there_is_a_line_to_copy(
    make_functional_channel, browse, person, platform
):
    channel = make_functional_channel("sidan", platform=platform)
    page = unescape(browse(*person("Editor")).get("hub/kultur/sidan").text)
    section = page.partition('aria-labelledby="socialhub-twoway"')[2].partition("</section>")[0]
    assert f'<code><link rel="me" href="{channel.absolute_url()}"></code>' in section
    assert service_title(platform) not in section


def test_a_channel_that_is_not_official_is_not_shown_with_a_link_to_set(mastodon, browse, person):
    place(mastodon, "closed")
    transaction.commit()
    page = browse(*person("Information Officer")).get("hub/kultur/mastodon")
    assert (page.status_code, "socialhub-twoway" in page.text) == (200, False)
