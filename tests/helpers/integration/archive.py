"""A hub of which packages are made, and a worker that makes what is ordered."""

import json
import time
from datetime import UTC, datetime
from io import BytesIO
from threading import Event
from zipfile import ZipFile

import pytest
import transaction
from PIL import Image as Painting
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.retention import proposed_rules
from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.packages.build_chore import BuildChore
from katrineholm.socialhub.archive.packages.orders import OrderInput, order_package
from katrineholm.socialhub.archive.retention.rule_forms import confirm_rule, propose_rule
from katrineholm.socialhub.console.main import _parser, commands
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.originals import Original
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of

JUNE, JULY = datetime(2026, 6, 15, 10, tzinfo=UTC), datetime(2026, 7, 15, 10, tzinfo=UTC)
LATER = int(datetime(2026, 8, 1, tzinfo=UTC).timestamp())
PERIOD = ("--from", "2026-06-01", "--to", "2026-06-30")
PICTURE = "https://cdn.example.se/a.jpg"
SETTINGS = {
    "archive_name": "Sydarkivera",
    "submission_agreement": "LÖ 1",
    "organisation_number": "212000-0340",
}

AUGUST = 1_786_000_000


@pytest.fixture(scope="session")
def picture():
    """A picture's bytes."""
    out = BytesIO()
    Painting.new("RGB", (40, 30), "teal").save(out, "WEBP")
    return out.getvalue()


@pytest.fixture(scope="session")
def original():
    """The bytes of the file that the picture was made from."""
    out = BytesIO()
    Painting.new("RGB", (80, 60), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def hub(functional_portal, make_functional_channel, keep, picture, original, once):
    """A blog with a picture in June, a hidden post, a withdrawn one, and one in July."""
    hub = functional_portal.hub
    once("archive", lambda: _fill(hub, make_functional_channel, keep, picture, original))
    return hub


def _fill(hub, make_functional_channel, keep, picture, original):
    timeline, blog = timeline_of(hub), make_functional_channel("bloggen")
    shown = keep(blog, title="Badet", html="<p>Öppet</p>", published=JUNE, images=(Image(PICTURE),))
    kept = Original(BytesIO(original), AUGUST, "image/jpg")
    add_picture(timeline, shown, PICTURE, picture, 40, 30, "image/webp", "image/jpeg", kept)
    hide_entry(timeline, keep(blog, title="Dolt", published=JUNE), by="anna", now=LATER)
    keep(blog, title="Ett tecken \x01 \ud83d", published=JUNE)
    keep(blog, title="Juli", published=JULY)
    keep(make_functional_channel("annan"), title="En annan", published=JUNE)
    for name, value in SETTINGS.items():
        api.portal.set_registry_record(f"katrineholm.socialhub.{name}", value)


@pytest.fixture
def order(hub, functional_portal, tmp_path, capsys):
    """A function that orders a package, and gives the status and the file."""

    def order(*options, stop=None):
        given = _parser().parse_args(["pack", *options, *PERIOD, "--folder", str(tmp_path)])
        with api.env.adopt_user(SITE_OWNER_NAME):
            status = commands()["pack"].run(functional_portal, given, stop or Event())
        out = capsys.readouterr().out
        return status, json.loads(out)[0]["file"] if out else None

    return order


@pytest.fixture
def package(order):
    """The blog's June."""
    return order("--channel", "hub/kultur/bloggen")[1]


@pytest.fixture
def read():
    """A function that gives a file's text by the end of its name: ``read(package, "dc.xml")``."""

    def read(package, name):
        with ZipFile(package) as zipped:
            [full] = [each for each in zipped.namelist() if each.endswith(name)]
            return zipped.read(full).decode()

    return read


@pytest.fixture
def posts(read):
    """A function that gives what is told of each post in a package."""
    return lambda package: [
        json.loads(line) for line in read(package, "entries.jsonl").splitlines()
    ]


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """Where packages are made."""
    monkeypatch.setenv("SOCIALHUB_PACKAGES", str(tmp_path / "packages"))
    return tmp_path / "packages"


@pytest.fixture
def archivist(person):
    """The name and the password of one."""
    return person("Archivist")


@pytest.fixture
def june(hub):
    """What is asked for: the blog's June."""
    return OrderInput(hub.kultur.bloggen.UID(), "2026-06-01", "2026-06-30")


@pytest.fixture
def ordered(hub, june):
    """The id of a package that is ordered."""
    found = order_package(hub, june)
    transaction.commit()
    return found.id


@pytest.fixture
def made(hub, worker):
    """A function that lets the worker make what is ordered: ``made(id)`` gives the order then."""

    def made(id, building=None, worker=worker):
        building = building or BuildChore()
        end = time.monotonic() + 60
        while time.monotonic() < end:
            transaction.begin()
            building(worker)
            transaction.begin()
            if building.build is None:
                return order_storage.find_order(hub, id)
            building.build.join(0.05)
        raise AssertionError("it is never ready")

    return made


def put_in_force(hub, kind, days=365, decision="DHP 2.1", *, first="bosse", second="evelina"):
    """Let an archivist propose a rule, and another confirm it."""
    with api.env.adopt_user(first):
        propose_rule(hub, kind, days, decision, True)
    if waits := proposed_rules(hub).get(kind):
        with api.env.adopt_user(second):
            confirm_rule(hub, kind, waits.when)


def files(snapshot):
    with snapshot.file.open() as file, ZipFile(file) as zipped:
        return {name.partition("/")[2]: zipped.read(name) for name in zipped.namelist()}


@pytest.fixture
def stored_file(hub, tmp_path):
    """A function that gives a file with a part of a package, as it is stored, or None."""

    def stored_file(order, number=1):
        pieces = order_storage.part_pieces(hub, order.id, number)
        path = tmp_path / f"stored-{number}.zip"
        path.write_bytes(b"".join(blob.open().read() for blob in pieces.values()))
        return path if pieces else None

    return stored_file
