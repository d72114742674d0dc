"""Sites that an earlier version has made: how they are kept, opened, and told of."""

import json
import shutil
import tarfile
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
import transaction
import Zope2
from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Testing.makerequest import makerequest
from ZODB.blob import is_blob_record
from ZODB.Connection import TransactionMetaData
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.serialize import referencesf
from ZODB.utils import load_current, p64
from zope.component.hooks import getSite, setSite
from zope.globalrequest import getRequest, setRequest

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.archive.packages import order_storage as orders
from katrineholm.socialhub.archive.packages import snapshot_storage as snapshots
from katrineholm.socialhub.archive.record import request_storage as requests
from katrineholm.socialhub.archive.retention import disposal_storage as disposals
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.outline import channel_outlines
from katrineholm.socialhub.core.timeline.pictures import stored_pictures
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.record_search import record_kinds
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.verification import log_faults
from katrineholm.socialhub.setup.transfer_content import hub_counts, with_descendants

KEPT = Path(__file__).parents[2] / "data" / "upgrades"
DATABASE, BLOBS, TOLD = "Data.fs", "blobs", "told.json"
ROOT = p64(0)
PROFILE = "katrineholm.socialhub:default"
# What was wrong with the sites when they were kept: posts among the visible that were written past
# the store, and a package of 1.0.0a1 without its files.
KNOWN_ERRORS = ("otherwise than it says itself", "the file of its part 1 is missing")
VERSIONS = sorted(each.name.removesuffix(".tar.xz") for each in KEPT.glob("*.tar.xz"))


def new_errors(hub) -> list:
    """What verify-log finds in the record of a site that was kept, beside what is known."""
    found = list(log_faults(hub))
    return [each for each in found if not any(known in each.where for known in KNOWN_ERRORS)]


def told(hub) -> dict:
    """What is to be there, and what is to be read, whatever version looks at it."""
    entries = [each for box in channels_of(hub) for each in all_entries(timeline_of(hub), box)]
    return {
        "counts": {name: hub_counts(hub)[name] for name in ("content", "entries", "messages")},
        "states": {
            each.getId(): api.content.get_state(each)
            for each in with_descendants(hub)
            if each.portal_type == "Channel"
        },
        "kinds": dict(
            sorted(Counter(kind for each in entries for kind in record_kinds(each)).items())
        ),
        "titles": sorted(each["title"] for each in entries),
        "versions": sum(len(version_list(each)) for each in entries),
        "pictures": sum(len(stored_pictures(timeline_of(hub), each)) for each in entries),
        "masks": len([*timeline_of(hub).masks()]),
        "holds": sorted(each.kind for each in holds.active_holds(hub)),
        "packages": sorted(each.state for each in orders.all_orders(hub)),
        "disposals": sorted(each["state"] for _name, each in disposals.all_proposals(hub)),
        "requests": sorted(each["label"] for _name, each in requests.all_requests(hub)),
        "snapshots": sum(len([*snapshots.channel_snapshots(hub, box)]) for box in channels_of(hub)),
    }


def channels_of(hub) -> list[str]:
    """The UIDs of all channels that have had entries, be they there or not."""
    return sorted(channel for channel, _outline in channel_outlines(timeline_of(hub)))


def keep_site(connection, hub, folder: Path, target: Path) -> None:
    """Keep all that a database holds now, without its past, and what is told of the hub."""
    (folder / TOLD).write_text(json.dumps(told(hub), indent=1, ensure_ascii=False), "utf-8")
    transaction.commit()
    _copy(connection.db().storage, folder)
    with tarfile.open(target, "w:xz", preset=9) as archive:
        for name in (TOLD, DATABASE, BLOBS):
            archive.add(folder / name, name, filter=_nobodys)


def unpack(kept: Path, folder: Path) -> FileStorage:
    """The database of a site that was kept, in a folder of its own."""
    with tarfile.open(kept) as archive:
        archive.extractall(folder, filter="data")
    return FileStorage(str(folder / DATABASE), blob_dir=str(folder / BLOBS))


def _copy(storage, folder):
    """Every object that can be reached, under the id that it has."""
    with closing(FileStorage(str(folder / DATABASE), blob_dir=str(folder / BLOBS))) as target:
        meta = TransactionMetaData("", "kept for the test of upgrades")
        target.tpc_begin(meta)
        waiting, seen = [ROOT], {ROOT}
        while waiting:
            oid = waiting.pop()
            data, serial = load_current(storage, oid)
            if is_blob_record(data):
                file = folder / oid.hex()
                shutil.copy(storage.loadBlob(oid, serial), file)
                target.storeBlob(oid, p64(0), data, str(file), "", meta)
            else:
                target.store(oid, p64(0), data, "", meta)
            new = {*referencesf(data)} - seen
            seen |= new
            waiting += sorted(new)
        target.tpc_vote(meta)
        target.tpc_finish(meta)
    for name in (f"{DATABASE}.index", f"{DATABASE}.lock", f"{DATABASE}.tmp"):
        (folder / name).unlink(missing_ok=True)


def _nobodys(member):
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    return member


@pytest.fixture(params=VERSIONS)
def version(request):
    """Each version of which a site is kept."""
    return request.param


@pytest.fixture
def old_told(old_site, tmp_path):
    """What was told of the hub when the site was kept."""
    return json.loads((tmp_path / "old" / TOLD).read_text("utf-8"))


@pytest.fixture
def old_site(version, functional_portal, tmp_path, monkeypatch):
    """The site as it was kept; the test's web server shows it, too."""
    (tmp_path / "old").mkdir()
    database = DB(unpack(KEPT / f"{version}.tar.xz", tmp_path / "old"), cache_size=20_000)
    monkeypatch.setattr(Zope2.bobo_application, "_db", database)
    before = getSite(), getRequest()
    transaction.abort()
    connection = database.open()
    app = makerequest(connection.root()["Application"], environ={"SERVER_NAME": "localhost"})
    setRequest(app.REQUEST)
    setSite(app.plone)
    newSecurityManager(None, app.acl_users.getUser(SITE_OWNER_NAME).__of__(app.acl_users))
    yield app.plone
    transaction.abort()
    noSecurityManager()
    setSite(before[0])
    setRequest(before[1])
    connection.close()
    database.close()


@pytest.fixture
def upgraded(old_site):
    """The site, when its operator has brought Plone and the add-on up to date."""
    api.portal.get_tool("portal_migration").upgrade(swallow_errors=False)
    api.portal.get_tool("portal_setup").upgradeProfile(PROFILE)
    transaction.commit()
    return old_site
