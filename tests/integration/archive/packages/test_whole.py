"""A package has all of the record, and every table and line in it is as its schema tells."""

import csv
import json
import re
from dataclasses import replace
from datetime import date, datetime
from fnmatch import fnmatch
from io import BytesIO, StringIO
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest
import transaction
from helpers.core.packages import WHOLE
from helpers.core.tampering import WAYS, files_of, harmless_files, missed_files
from jsonschema import Draft202012Validator
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.accounts.channels.hub_storage import is_hub_data
from katrineholm.socialhub.accounts.channels.post_acts import ACTS
from katrineholm.socialhub.archive.packages.coverage import packages_with_post
from katrineholm.socialhub.archive.packages.delivery import deliver_packages
from katrineholm.socialhub.archive.packages.left_out import inventory
from katrineholm.socialhub.archive.packages.orders import order_package
from katrineholm.socialhub.archive.packages.scope import package_scope
from katrineholm.socialhub.archive.packages.snapshots import UploadedFile, store_uploads
from katrineholm.socialhub.core.files.package_check import package_errors

BLOG = ("--channel", "hub/kultur/bloggen", "--messages", "--diary")
JUNE = 1_781_500_000
KINDS = {"pictures", "originals", "snapshots", "messages", "files", "view", "information"}
DECISION = "Kulturnämnden 2026-11-30 § 7"
# The names of lines of JSON, and of their schemas.
SCHEMAS = {"entries": "entry", "messages": "message", "content": "content", "proofs": "proof"}
CHECKS = {
    "string": lambda text: True,
    "boolean": lambda text: text in ("true", "false"),
    "integer": lambda text: re.fullmatch(r"-?\d+", text),
    "date": datetime.fromisoformat,
    "dateTime": lambda text: datetime.fromisoformat(text).tzinfo is not None,
}


@pytest.fixture
def packed(order):
    """A function that makes a package and gives its files by their paths: ``packed(*options)``."""
    return lambda *options: unpacked(order(*options)[1])


def unpacked(package):
    with ZipFile(package) as zipped:
        return {name.partition("/")[2]: zipped.read(name) for name in zipped.namelist()}


def rows(files, name):
    """The rows of a table, each by the names of its columns."""
    [text] = [data for path, data in files.items() if path.endswith(f"/{name}.csv")]
    return [*csv.DictReader(StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";")]


@pytest.mark.parametrize("options", [BLOG, BLOG[:2], (*BLOG[:2], "--secret", DECISION, "--diary")])
def test_every_table_and_line_is_as_its_schema_in_the_package_tells(lived, packed, options):
    files = packed(*options)
    tables = {path for path in files if path.endswith(".csv")}
    described = {json.loads(files[path])["url"][3:] for path in files if "-metadata." in path}
    assert tables == described
    for path in tables:
        check_table(
            files, path, json.loads(files[f"schemas/{PurePosixPath(path).name}-metadata.json"])
        )
    lines = {path: PurePosixPath(path).stem for path in files if path.endswith(".jsonl")}
    assert lines
    for path, name in lines.items():
        schema = json.loads(files[f"schemas/{SCHEMAS[name]}.schema.json"])
        Draft202012Validator.check_schema(schema)
        for line in files[path].splitlines():
            Draft202012Validator(schema).validate(json.loads(line))


def check_table(files, path, about):
    text = files[path].decode("utf-8-sig")
    head, *found = csv.reader(StringIO(text, newline=""), delimiter=about["dialect"]["delimiter"])
    columns = about["tableSchema"]["columns"]
    assert [each["titles"] for each in columns] == head
    assert all(each["dc:description"] for each in columns), path
    for row in found:
        for column, cell in zip(columns, row, strict=True):
            parts = cell.split(column["separator"]) if "separator" in column else [cell]
            assert all(CHECKS[column["datatype"]](part) for part in parts if part), (path, column)


def test_the_validator_of_the_specification_finds_nothing(lived, order, eark):
    for options in (BLOG, (*BLOG[:2], "--secret", DECISION, "--diary")):
        package = order(*options)[1]
        assert list(package_errors(package)) == []
        assert WHOLE.search(told := eark(package)), told


@pytest.mark.long
@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("way", WAYS)
def test_each_file_of_every_kind_is_tampered_with_in_vain(lived, order, way):
    package = Path(order(*BLOG)[1])
    folders = {PurePosixPath(each).parent.name for each in files_of(package)}
    assert folders >= KINDS
    harmless = harmless_files(package, way)
    assert missed_files(package, way) == harmless


def test_a_package_may_have_an_older_post_by_its_snapshot(lived, hub, june, made):
    with api.env.adopt_user(SITE_OWNER_NAME):
        found = order_package(hub, june)
    transaction.commit()
    made(found.id)
    uid, day = hub.kultur.bloggen.UID(), 86400
    times = (JUNE - 400 * day, JUNE, JUNE + 60 * day)
    holding = [[each.id for each in packages_with_post(hub, uid, time)] for time in times]
    assert holding == [[found.id], [found.id], []]


def test_parts_have_each_record_once_and_the_facts_of_the_channels_each(lived, hub, tmp_path, eark):
    scope = package_scope(hub.kultur, date(2026, 6, 1), date(2026, 7, 31))
    packages = deliver_packages(replace(scope, has_messages=True), tmp_path, most=2000)
    parts = [unpacked(each.path) for each in packages]
    assert len(parts) > 1
    for name, key in (("snapshots", "sha256"), ("acts", "time")):
        found = [each[key] for part in parts for each in rows(part, name) if each.get("entry", 1)]
        assert len(found) == len({*found})
        assert found
    assert len({named(part, "register.csv") for part in parts}) == 1
    assert len({named(part, "disposals.csv") for part in parts}) == 1
    for each in packages:
        assert list(package_errors(each.path)) == []
        assert WHOLE.search(told := eark(each.path)), told


def test_what_was_done_with_a_post_is_told_with_its_reasons(lived, packed):
    files = packed(*BLOG)
    acts = [each for each in rows(files, "acts") if each["entry"].endswith(lived.shown)]
    assert [(each["act"], each["reason"]) for each in acts] == [
        *(("mask", "OSL 21 kap. 1 §"), ("ask", ""), ("purpose", "Fel bild"), ("hide", "Namn")),
        *(("show", ""), ("hold", "Tvist")),
    ]
    assert {each["by"] for each in acts} == {"ida"}
    assert acts[0]["time"] == "2026-06-15T05:06:40+00:00"
    ids = {json.loads(line)["id"] for line in named(files, "entries.jsonl").splitlines()}
    assert {each["entry"] for each in acts} <= ids
    about_channel = [each for each in rows(files, "acts") if not each["entry"]]
    assert [each["reason"] for each in about_channel] == ["Granskning", "Klart"]


def named(files, name):
    [found] = [data for path, data in files.items() if path.endswith(f"/{name}")]
    return found


def test_a_mask_is_marked_and_not_applied_and_pictures_of_versions_are_there(lived, packed):
    files = packed(*BLOG)
    lines = map(json.loads, named(files, "entries.jsonl").splitlines())
    [post] = [each for each in lines if each["id"].endswith(lived.shown)]
    assert (post["content"], post["hub:mask"]["words"]) == ("<p>Öppet</p>", ["Öppet"])
    assert (post["hub:mask"]["reason"], post["hub:mask"]["by"]) == ("OSL 21 kap. 1 §", "ida")
    assert post["hub:submitted"]["source"]["content"] == "<p>Öppet</p>"
    [version] = post["hub:versions"]
    urls = [each["url"] for one in (post, version) for each in one["attachment"]]
    assert len({*urls}) == 2
    for url in urls:
        assert f"representations/posts/data/{url}" in files


def test_a_disposed_post_tells_by_which_decision_and_the_proposal_who(lived, packed):
    files = packed(*BLOG)
    [row] = rows(files, "disposals")
    people = {name: row[name] for name in ("proposed_by", "confirmed_by", "outcome", "hashes")}
    assert people == {
        **{"proposed_by": "arne", "confirmed_by": "britta", "outcome": "gone"},
        "hashes": "f" * 64,
    }
    lines = map(json.loads, named(files, "entries.jsonl").splitlines())
    [post] = [each for each in lines if each["id"] == row["item"]]
    assert (post["hub:reasons"], post["hub:disposed"]["decision"]) == (
        ["disposed", "hidden"],
        "DHP 2.1",
    )


def test_snapshots_and_uploads_are_there_as_they_were_kept(lived, packed):
    files = packed(*BLOG)
    found = rows(files, "snapshots")
    assert {each["uploaded"] for each in found} == {"", "skärm, bild.png"}
    for each, snapshot in zip(found, reversed(lived.taken), strict=True):
        assert each["sha256"] == snapshot.sha256
        with snapshot.file.open() as file:
            assert files[f"representations/posts/data/{each['file']}"] == file.read()


def test_holds_rules_rounds_and_texts_are_there(lived, packed, hub):
    files = packed(*BLOG)
    holds = {(each["kind"], each["reason"]) for each in rows(files, "holds")}
    assert holds == {("entry", "Tvist"), ("message", "Polisen")}
    [rule] = rows(files, "retention-rules")
    assert (rule["kind"], rule["days"], rule["decision"], rule["is_active"]) == (
        *("entry", "365", "DHP 2.1"),
        "true",
    )
    assert [each["text"] for each in rows(files, "comment-rules")] == ["Inga hästar"]
    assert [each["by"] for each in rows(files, "rounds")] == ["ida"]
    featured = rows(files, "featured")
    assert [each["entry"][-len(lived.shown) :] for each in featured] == ["", lived.shown]
    assert (featured[0]["title"], featured[0]["channel"]) == ("Vattnet är slut", "")
    text = named(files, f"kanal-{hub.kultur.bloggen.UID()}.txt").decode()
    assert "Inga hästar" in text
    assert "Regler för kommentarer\n---" in text
    assert "@@about" in text.splitlines()[2]
    assert "Vem ansvarar för uppgifterna?\n---" in named(files, "personuppgifter.txt").decode()


def test_a_place_on_facebook_is_there_by_what_was_uploaded(hub, tmp_path, eark):
    told = {"title": "Dagar", "place_type": "event", "purpose": "Dans"}
    with api.env.adopt_user(SITE_OWNER_NAME):
        url = "https://www.facebook.com/dagar"
        place = api.content.create(hub.kultur, "FacebookPlace", "dagar", profile_url=url, **told)
    store_uploads(place, [UploadedFile("a.png", BytesIO(b"\x89PNG\r\n\x1a\n x"))], now=JUNE)
    transaction.commit()
    scope = package_scope(place, date(2026, 6, 1), date(2026, 7, 31))
    [package] = deliver_packages(scope, tmp_path)
    files = unpacked(package.path)
    assert [each["uploaded"] for each in rows(files, "snapshots")] == ["a.png"]
    _administration, content = map(json.loads, named(files, "content.jsonl").splitlines())
    assert (content["type"], content["fields"]["place_type"]) == ("FacebookPlace", "event")
    assert "Dans" in named(files, f"kanal-{place.UID()}.txt").decode()
    assert WHOLE.search(said := eark(package.path)), said


def test_the_list_says_what_is_left_out_and_how_much_may_be_secret(lived, packed):
    left_out = {each["what"]: each for each in rows(packed(*BLOG), "utelamnat")}
    [secret] = [each for what, each in left_out.items() if "sekretessmärkning" in what]
    assert (secret["what"], secret["number"]) == (
        *("Meddelanden med sekretessmärkning: ingen bestämmelse angiven", "1"),
    )
    assert "Inkomna meddelanden" not in left_out
    without = {each["what"]: each["number"] for each in rows(packed(*BLOG[:2]), "utelamnat")}
    assert (without["Inkomna meddelanden"], without["Diariet"]) == ("1", "")


def test_nothing_of_a_secret_message_is_in_an_ordinary_package(lived, packed):
    files = packed(*BLOG)
    for words in ("sjukdom", "Hemligt skäl"):
        assert not [path for path, data in files.items() if words.encode() in data]


def test_every_annotation_of_a_hub_is_in_the_inventory(lived, hub):
    known = {each for found in inventory().values() for row in found for each in row["stores"]}
    names = {name for name in IAnnotations(hub) if is_hub_data(name)}
    assert {f"hub:{name.removeprefix('katrineholm.socialhub.')}" for name in names} <= known


def test_each_place_that_the_inventory_names_is_in_a_package(lived, packed):
    files = packed(*BLOG)
    for row in inventory()["packed"]:
        assert any(fnmatch(path, f"{row['path']}*") for path in files), row["path"]


def test_the_explanation_names_every_file_and_every_act(lived, packed):
    files = packed(*BLOG)
    text = files["documentation/om-paketet.txt"].decode()
    assert [act for act in ACTS if not re.search(rf"^  {act}\s", text, re.M)] == []
    told = {path for path in files if is_told(PurePosixPath(path), text)}
    assert sorted(files.keys() - told) == []


def is_told(path, text):
    """If the text has the file's name, or that of one of its own folders: pictures/, schemas/."""
    ways = {f"{each.name}/" for each in path.parents if each.name not in ("data", "documentation")}
    return path.name in text or any(re.search(rf"\b{re.escape(each)}\s", text) for each in ways)
