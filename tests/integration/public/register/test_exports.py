"""The official list as files: what the public gets, and what the office gets more."""

import csv
import io
import re
import shutil
import subprocess
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
import transaction
from days import local_day
from plone import api

NAMES = ("csv", "ods", "json")
TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}
HEADER = [
    "Kanal",
    "Förvaltning",
    "Tjänst",
    "Konto",
    "Publik adress",
    "Status",
    "Officiell sedan",
    "Inte längre vår sedan",
    "Typ",
    "Språk",
    "Dialog är möjlig",
    "Beskrivning",
    "Syfte",
    "Målgrupp",
    "Officiell e-post",
    "Officiell telefon",
    "Kontaktsida",
    "Flödets adress",
    "Varför enbart länk",
    "Sida på den här webbplatsen",
    "Id",
]
FULL = [
    "Planerad takt",
    "Startdatum",
    "Ansvarig",
    "Den ansvariges e-post",
    "Ersättare",
    "Ersättarens e-post",
    "Bekräftad den",
]
PUBLIC = ["Bilder", "Bloggen", "Filmer", "Gamla bloggen", "Skolans sida"]
EVERY = ["Anmäld kanal", "Bilder", "Bloggen", "Filmer", "Gamla bloggen", "Hemlig kanal"]


@pytest.fixture
def get(register, browse):
    """A function that fetches a file as somebody, or anybody: ``get("csv", "?kind=blog")``."""

    def get(name, query="", login=(), **headers):
        return browse(*login).get(f"hub/@@export-{name}{query}", headers=headers)

    return get


def table(answer):
    """The rows of a CSV file, its header first."""
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def titles(answer):
    """The channels of a file in any of the formats."""
    if "json" in answer.headers["Content-Type"]:
        return [each["title"] for each in answer.json()["items"]]
    if "csv" in answer.headers["Content-Type"]:
        return [row[0] for row in table(answer)[1:]]
    content = ZipFile(io.BytesIO(answer.content)).read("content.xml").decode()
    rows = re.findall("<table:table-row>(.*?)</table:table-row>", content)
    return [re.search("<text:p>(.*?)</text:p>", row)[1] for row in rows[1:]]


@pytest.mark.parametrize("name", NAMES)
def test_the_public_gets_what_is_or_was_official(get, name):
    answer = get(name)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == TYPES[name]
    today = local_day().isoformat()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="hub-{today}.{name}"'
    assert "Cache-Control" not in answer.headers
    assert titles(answer) == PUBLIC


def test_a_row_says_all_that_is_public(get, register):
    header, _bilder, blog, *_rest = table(get("csv"))
    assert header == HEADER
    assert blog == [
        "Bloggen",
        "Kulturförvaltningen",
        "Webbplats",
        "bloggen.example.se",
        "https://bloggen.example.se/",
        "Officiell",
        "2024-02-29",
        "",
        "Blogg",
        "sv",
        "false",
        "Om kultur",
        "Berätta om öppna scener",
        "Alla",
        "kultur@example.se",
        "0150-570 00",
        "",
        "https://bloggen.example.se/rss",
        "",
        register.channels["bloggen"].absolute_url(),
        register.channels["bloggen"].UID(),
    ]


def test_a_closed_channel_has_both_its_days(get):
    closed = table(get("csv", "?state=closed"))[1]
    assert closed[5:8] == ["Inte längre vår", "2020-01-31", "2025-06-30"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?administration=skola", ["Bilder", "Skolans sida"]),
        ("?kind=blog&SearchableText=gamla", ["Gamla bloggen"]),
        ("?sort=since", ["Skolans sida", "Filmer", "Bloggen", "Bilder", "Gamla bloggen"]),
        ("?state=draft", []),
        ("?b_size=1&b_start=4", ["Skolans sida"]),
    ],
)
def test_a_file_is_filtered_as_the_page_is(get, name, query, expected):
    assert titles(get(name, query)) == expected


def test_the_json_is_what_channels_tells(get, request_factory):
    answer = get("json").json()
    told = request_factory(basic_auth=None).get("hub/@channels").json()
    assert answer.pop("items") == told["items"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", answer.pop("generated"))
    assert answer == {
        "title": "Officiella kanaler i sociala medier",
        "publisher": "Katrineholms kommun",
        "license": "http://creativecommons.org/publicdomain/zero/1.0/",
        "items_total": 5,
        "own_names": [],
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_office_gets_everything(get, person, name):
    answer = get(name, "?full=1", person("Information Officer"))
    assert titles(answer) == [*EVERY, "Skolans sida"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_office_reads_who_answers(get, person):
    office = person("Information Officer")
    header, *rows = table(get("csv", "?full=1", office))
    assert header == HEADER + FULL
    assert rows[2][len(HEADER) :] == [
        "",
        "",
        "Rut Hemligsson",
        "rut@hemligsson.example.se",
        "Sture Dold",
        "sture@dold.example.se",
        "",
    ]
    told = get("json", "?full=1&administration=kultur&state=official", office).json()["items"]
    assert [(each["responsible"], each["substitute"], each["confirmed_on"]) for each in told] == [
        (
            {"name": "Rut Hemligsson", "email": "rut@hemligsson.example.se"},
            {"name": "Sture Dold", "email": "sture@dold.example.se"},
            None,
        )
    ]


@pytest.mark.parametrize("name", NAMES)
def test_nobody_else_gets_everything(get, register, person, name):
    logins = [(), person("Member"), person("Reader"), person("Editor", at=register.hub.kultur)]
    for login in logins:
        answer = get(name, "?full=1", login)
        assert answer.status_code == 401 or "@@export" not in answer.url
        assert b"hemligsson" not in answer.content


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_gets_no_more_than_the_public(get, register, person, name):
    for login in (person("Editor", at=register.hub.kultur), person("Information Officer")):
        answer = get(name, "?state=draft&state=official", login)
        assert titles(answer) == ["Bilder", "Bloggen", "Skolans sida"]
        assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", NAMES)
def test_an_unchanged_file_is_not_sent_again(get, register, name):
    tag = get(name).headers["ETag"]
    again = get(name, **{"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    register.channels["bloggen"].title = "Nytt"
    register.channels["bloggen"].reindexObject()
    transaction.commit()
    assert get(name, **{"If-None-Match": tag}).status_code == 200


HOSTILE = "=cmd|'/c calc'!A1;\"<script>\u2028\x0b]]>ö🎉"


@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_breaks_no_file(get, register, name):
    register.channels["bloggen"].title = HOSTILE
    register.channels["bloggen"].reindexObject()
    transaction.commit()
    answer = get(name, "?kind=blog&state=official")
    assert answer.status_code == 200
    if name == "csv":
        assert table(answer)[1][0] == "'" + HOSTILE.replace("\x0b", "")
    else:
        assert len(titles(answer)) == 1


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_the_sheet(get, tmp_path):
    (tmp_path / "list.ods").write_bytes(get("ods").content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "csv", "list.ods"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    lines = (tmp_path / "list.csv").read_text("utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["Kanal", *PUBLIC]


def test_opml_has_no_closed_channel(register, browse):
    opml = browse().get("hub/@@opml").text
    assert "Bloggen" in opml
    assert "Gamla" not in opml


def test_opml_has_a_feed_for_every_channel_that_is_gathered(
    register, make_functional_channel, browse
):
    make_functional_channel("notiser", title="Notiser", feed_url="")
    transaction.commit()
    opml = ElementTree.fromstring(browse().get("hub/@@opml").content)
    feeds = {each.get("text"): each.get("xmlUrl") for each in opml.iter("outline")}
    notices = f"{register.hub.absolute_url()}/kultur/notiser/@@rss"
    assert feeds == {
        "Kulturförvaltningen": None,
        "Bloggen": "https://bloggen.example.se/rss",
        "Filmer": "https://filmer.example.se/rss",
        "Notiser": notices,
        "Skolförvaltningen": None,
        "Bilder": "https://flickr.example.se/rss",
    }
    assert browse().get(notices).status_code == 200


DCAT = "{http://www.w3.org/ns/dcat#}"
RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


def test_a_data_portal_reads_where_the_files_are(register, browse):
    answer = browse().get("hub/@@dcat")
    hub = register.hub.absolute_url()
    assert answer.headers["Content-Type"] == "application/rdf+xml"
    root = ElementTree.fromstring(answer.content)
    assert [each.get(RESOURCE) for each in root.iter(f"{DCAT}downloadURL")] == [
        f"{hub}/@@{name}"
        for name in (
            *("export-csv", "export-ods", "export-json", "export-names", "opml", "changes.atom"),
        )
    ]
    assert {each.get(RESOURCE) for each in root.iter(f"{DCAT}landingPage")} == {
        f"{hub}/@@official-list"
    }
    for each in root.iter(f"{DCAT}downloadURL"):
        assert browse().get(each.get(RESOURCE)).status_code == 200
    tag = answer.headers["ETag"]
    assert browse().get("hub/@@dcat", headers={"If-None-Match": tag}).status_code == 304


def test_a_data_portal_learns_whom_to_ask(register, browse):
    api.portal.set_registry_record("katrineholm.socialhub.office_email", "info@example.se")
    transaction.commit()
    root = ElementTree.fromstring(browse().get("hub/@@dcat").content)
    address = root.find(".//{http://www.w3.org/2006/vcard/ns#}hasEmail")
    assert address.get(RESOURCE) == "mailto:info@example.se"
