"""Channels come in from a CSV file: a dry run first, then all of it or nothing."""

import re
from datetime import date
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.interfaces import IChannel
from katrineholm.socialhub.core.tables.csvin import read_csv
from katrineholm.socialhub.core.tables.csvout import csv_bytes
from katrineholm.socialhub.office.importing.columns import columns, optional
from katrineholm.socialhub.office.importing.file import packed, unpacked
from katrineholm.socialhub.office.importing.plan import plan

PAGE = "hub/@@import"
HEADER = "title;administration;profile_url"
NEW = "Nya kanalen;kultur;https://mastodon.se/@kultur"


@pytest.fixture
def existing(make_functional_channel):
    """An official channel, ``bloggen``, with duties."""
    return make_functional_channel(
        "bloggen",
        title="Bloggen",
        responsible="Anna Berg <anna@example.se>",
        substitute="Bo Ek <bo@example.se>",
        purpose="Att berätta",
        rhythm=7,
        starts=date(2026, 1, 31),
        interval=60,
    )


@pytest.fixture
def office(functional_administration, person, browse):
    """A session of the office's."""
    return browse(*person("Information Officer"))


def token(session):
    return re.search(r'name="_authenticator" value="(\w+)"', session.get(PAGE).text)[1]


def look(session, *lines, data=None):
    data = "\n".join(lines).encode() if data is None else data
    form = {"_authenticator": token(session), "do": "look"}
    return session.post(PAGE, data=form, files={"file": ("kanaler.csv", data, "text/csv")})


def confirm(session, page, **changes):
    hidden = dict(
        re.findall(r'name="(carried|seen|_authenticator)"[^>]*?value="([^"]*)"', page.text)
    )
    return session.post(PAGE, data={"do": "store"} | hidden | changes)


def report(page):
    """(line, what happens, with which fields or reasons) of each row."""
    rows = re.findall(r'<tr>\s*<th scope="row">[^<]*</th>(.*?)</tr>', page.text, re.DOTALL)
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split())
        for row in rows
        if "<ul" in row or "badge" in row
    ]


def alerts(page):
    found = re.findall(r'<p class="alert[^>]*>(.*?)</p>', page.text, re.DOTALL)
    return [" ".join(unescape(each).split()) for each in found]


def stored(functional_portal):
    transaction.begin()
    with api.env.adopt_user(SITE_OWNER_NAME):
        channels = functional_portal.hub.kultur.objectValues()
        return {each.profile_url: each for each in channels if IChannel.providedBy(each)}


def test_a_new_channel_is_shown_first_and_stored_when_it_is_confirmed(office, functional_portal):
    header = f"{HEADER};responsible;responsible_email;dialogue;starts;kind;rhythm"
    row = f"{NEW};Anna Berg;anna@example.se;ja;2026-02-01;Mikroblogg;7"
    page = look(office, header, row)
    assert (len(report(page)), stored(functional_portal)) == (1, {})
    page = confirm(office, page)
    assert (page.status_code, page.url.endswith(PAGE)) == (200, True)
    [channel] = stored(functional_portal).values()
    assert api.content.get_state(channel) == "draft"
    assert {name: getattr(channel, name) for name in ("title", "platform", "kind", "rhythm")} == {
        "title": "Nya kanalen",
        "platform": "mastodon",
        "kind": "microblog",
        "rhythm": 7,
    }
    assert (channel.responsible, channel.starts, channel.dialogue) == (
        "Anna Berg <anna@example.se>",
        date(2026, 2, 1),
        True,
    )


def test_the_full_export_comes_back_unchanged(office, existing, functional_portal):
    exported = office.get("hub/@@export-csv", params={"full": "1"}).content
    planned = judged(functional_portal, exported)
    assert [(each.verdict, each.changes, each.reasons) for each in planned] == [
        ("unchanged", {}, [])
    ]


def test_what_the_export_tells_of_drafts_and_of_those_who_are_gone_comes_back_unchanged(
    office, make_functional_channel, functional_portal
):
    for id, uid in (("ett", "responsible"), ("tva", "substitute")):
        make_functional_channel(
            id, state="draft", profile_url="https://mastodon.se/@kultur", **{uid: "borta"}
        )
    exported = office.get("hub/@@export-csv", params={"full": "1"}).content
    planned = judged(functional_portal, exported)
    assert [(each.verdict, each.changes, each.reasons) for each in planned] == [
        ("unchanged", {}, []),
        ("unchanged", {}, []),
    ]


def test_a_row_with_a_cell_too_many_is_refused_beside_the_others(functional_portal, office):
    page = look(office, HEADER, f"{NEW};mer", "Annan;kultur;https://mastodon.se/@annan")
    first, second = report(page)
    assert "Antalet celler på rad 2 är 4, men rubrikraden har 3." in first
    assert "Ny" in second
    assert stored(functional_portal) == {}


@pytest.mark.parametrize("substitute", ["Anna Berg", "A. B."])
def test_nobody_becomes_their_own_substitute(existing, functional_portal, substitute):
    data = (
        f"{HEADER};substitute;substitute_email\n"
        f"Bloggen;kultur;https://bloggen.example.se/;{substitute};Anna@example.se"
    )
    [planned] = judged(functional_portal, data.encode())
    assert planned.reasons == [
        "Ersättaren är samma person som den ansvariga och kan inte ersätta sig själv: "
        "skriv någon annan."
    ]


def judged(functional_portal, data, clear=False):
    transaction.begin()
    with api.env.adopt_user(SITE_OWNER_NAME):
        rows = read_csv(data, columns(), optional=optional())
        return plan(functional_portal.hub, rows, clear=clear)


def test_an_export_that_was_edited_changes_what_was_edited(office, existing, functional_portal):
    exported = office.get("hub/@@export-csv", params={"full": "1"}).content
    edited = exported.replace("Att berätta".encode(), b"Att lyssna")
    edited = edited.replace(b"bo@example.se", b"bosse@example.se")
    page = confirm(office, look(office, data=edited))
    assert page.url.endswith(PAGE)
    channel = stored(functional_portal)["https://bloggen.example.se/"]
    assert (channel.purpose, channel.substitute) == ("Att lyssna", "Bo Ek <bosse@example.se>")
    assert (channel.responsible, channel.interval) == ("Anna Berg <anna@example.se>", 60)
    assert api.content.get_state(channel) == "official"


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


def test_an_empty_cell_changes_nothing_unless_it_is_asked_and_a_missing_column_never(
    existing, functional_portal
):
    names = "audience;responsible;substitute;kind;interval;starts"
    data = f"{HEADER};{names}\n;kultur;{existing.profile_url}{';' * 6}".encode()
    [planned] = judged(functional_portal, data)
    assert (planned.changes, planned.reasons) == ({}, [])
    data = f"{HEADER};audience;kind;interval;starts\nB;kultur;{existing.profile_url};;;;".encode()
    [planned] = judged(functional_portal, data, clear=True)
    assert (planned.changes, planned.reasons) == ({"title": "B", "starts": None}, [])


def test_what_would_change_is_told_from_what_to_what(office, existing, functional_portal):
    names = "purpose;kind;rhythm;starts;interval;responsible;dialogue"
    cells = ";Video;;2026-02-01;90;Åsa Öst <asa@example.se>;Ja"
    rows = f"{HEADER};{names}", f"Ny ”titel”;kultur;{existing.profile_url};{cells}"
    page = look(office, data="\r\n".join(rows).encode("cp1252"))
    [told] = report(page)
    assert told == (
        "2 Ändrad Kanalen hittades genom sitt konto: raden har inget id. "
        "Kanal: Bloggen → Ny ”titel” Slag: Annat → Video Dialog är möjlig: Nej → Ja "
        "Startdatum: 2026-01-31 → 2026-02-01 "
        "Ansvarig: Anna Berg <anna@example.se> → Åsa Öst <asa@example.se> "
        "Hämtningsintervall: 60 → 90"
    )
    assert confirm(office, page).url.endswith(PAGE)
    channel = stored(functional_portal)[existing.profile_url]
    assert (channel.title, channel.purpose) == ("Ny ”titel”", "Att berätta")


def test_that_fields_are_to_be_emptied_is_ticked_and_confirmed(office, existing, functional_portal):
    data = f"{HEADER};rhythm\nBloggen;kultur;{existing.profile_url};".encode()
    form = {"_authenticator": token(office), "do": "look", "clear": "1"}
    page = office.post(PAGE, data=form, files={"file": ("a.csv", data, "text/csv")})
    assert "Planerad takt: Varje vecka → (tomt)" in report(page)[0]
    assert 'name="clear"' in page.text.split('name="do"')[0]
    # Without it something else would happen, and is shown before it does.
    assert len(alerts(confirm(office, page))) == 1
    assert stored(functional_portal)[existing.profile_url].rhythm == 7
    assert confirm(office, page, clear="1").url.endswith(PAGE)
    assert stored(functional_portal)[existing.profile_url].rhythm is None


def test_a_column_that_is_missing_is_called_as_in_the_readers_language(office):
    [alert] = alerts(look(office, "id;x", "1;2"))
    assert "Kanal, Förvaltning, Publik adress" in alert


@pytest.mark.parametrize(
    ("columns", "row", "field"),
    [
        ("", "T;finns inte;https://a.example.se/", ""),
        ("", ";kultur;https://a.example.se/", "title"),
        ("", "T;kultur;javascript:alert(1)", "profile_url"),
        ("", "T;kultur;http://10.0.0.1/", "profile_url"),
        ("", "T;kultur;", "profile_url"),
        (";feed_url", "T;kultur;https://a.example.se/;ftp://a", "feed_url"),
        (";service", "T;kultur;https://a.example.se/;Friendface", "service"),
        (";kind", "T;kultur;https://a.example.se/;roman", "kind"),
        (";dialogue", "T;kultur;https://a.example.se/;kanske", "dialogue"),
        (";starts", "T;kultur;https://a.example.se/;31/1", "starts"),
        (";interval", "T;kultur;https://a.example.se/;1", "interval"),
        (";interval", "T;kultur;https://a.example.se/;ofta", "interval"),
        (";rhythm", "T;kultur;https://a.example.se/;8", "rhythm"),
        (";language", "T;kultur;https://a.example.se/;klingon", "language"),
        (";contact_email", "T;kultur;https://a.example.se/;a@", "contact_email"),
        (";responsible", "T;kultur;https://a.example.se/;Anna", "responsible"),
        (";uid", "T;kultur;https://a.example.se/;0123", ""),
    ],
)
def test_a_cell_that_cannot_be_used_refuses_the_row_and_nothing_is_stored(
    office, functional_portal, columns, row, field
):
    page = look(office, HEADER + columns, NEW + ";" * columns.count(";"), row)
    refused, new = report(page)
    assert refused.startswith("3 ")
    assert 'name="seen"' not in page.text
    assert 'name="carried"' not in page.text
    assert new.startswith("2 ")
    forged = {"carried": packed(f"{HEADER}{columns}\n{row}".encode()), "seen": "x"}
    confirm(office, page, **forged)
    assert stored(functional_portal) == {}


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


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"fel;rubriker\n1;2",
        f"{HEADER}\nKanal å;kultur;https://a.example.se/".encode("mac-roman"),
        b"PK\x03\x04\x00\x00",
        HEADER.encode(),
        f"{HEADER};state;hemlighet\n1;2;3;4;5".encode(),
        f"{HEADER}\n".encode() + b"a;b;c\n" * 50_000,
        f"{HEADER}\n".encode() + b"x" * 6_000_000,
    ],
    ids=["empty", "header", "charset", "zip", "no rows", "unknown", "50000 rows", "huge"],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(office, functional_portal, data):
    page = look(office, data=data)
    assert page.status_code == 200
    assert len(alerts(page)) == 1
    assert stored(functional_portal) == {}


@pytest.mark.parametrize("carried", ["", "AAAA", "inte base64!", packed(b"\0" * 30_000_000)[:900]])
def test_a_confirmation_that_was_tampered_with_stores_nothing(office, functional_portal, carried):
    page = look(office, HEADER, NEW)
    assert len(alerts(confirm(office, page, carried=carried))) == 1
    assert stored(functional_portal) == {}


def test_a_file_is_carried_in_the_form_and_comes_out_the_same():
    data = csv_bytes(["title"], [["Åsa"], ["=1+1"]])
    assert unpacked(packed(data)) == data
    assert len(unpacked(packed(b"\0" * 20_000_000))) == 5_000_001


def test_nothing_is_looked_at_or_stored_without_the_forms_token(office, functional_portal):
    page = look(office, HEADER, NEW)
    assert confirm(office, page, _authenticator="x").status_code == 403
    assert stored(functional_portal) == {}


@pytest.mark.parametrize("role", ["", "Member", "Contributor", "Editor", "Reviewer"])
def test_only_those_who_keep_the_list_bring_channels_in(
    functional_administration, functional_portal, person, browse, role
):
    session = browse(*(person(role) if role else ()))
    carried = packed(f"{HEADER}\n{NEW}".encode())
    answers = [
        session.get(PAGE, allow_redirects=False),
        session.post(PAGE, data={"do": "store", "carried": carried}, allow_redirects=False),
    ]
    assert {answer.status_code for answer in answers} <= {302, 401, 403}
    assert stored(functional_portal) == {}


def test_no_title_stands_for_two_columns(portal):
    titles = [
        title
        for name, others in columns().items()
        for title in {each.casefold() for each in (name, *others)}
    ]
    assert sorted(titles) == sorted(set(titles))
