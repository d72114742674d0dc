"""Those who tend a channel know who holds its log-in, and nobody else learns it by any way."""

import io
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
import transaction
from helpers.integration.archive import hub, order, original, picture  # noqa: F401
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.lifecycle.fact_sheet import fact_sheet
from katrineholm.socialhub.accounts.lifecycle.handover import hand_over, person_duties
from katrineholm.socialhub.accounts.lifecycle.tasks import login_tasks
from katrineholm.socialhub.accounts.registration.account_logins import (
    KINDS,
    Login,
    channels_of_holder,
    login_of,
    note_login,
)
from katrineholm.socialhub.core.files.hub_archive import unpack_archive
from katrineholm.socialhub.setup.hub_export import export_hub

SECRETS = ("Valvet bakom kopiatorn", "rosenrot@aterstall.example")
LOGIN = Login("safe", SECRETS[0], "yes", SECRETS[1], "2026-01-31")
CHANNEL = "hub/kultur/bloggen"
MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
JSON = {"Accept": "application/json"}
ALL = "expand=actions,breadcrumbs,contextnavigation,navigation,types,workflow,stream,about"
OUTLETS = [
    *(f"{CHANNEL}?{ALL}", f"{CHANNEL}/@history", f"{CHANNEL}/@about", f"{CHANNEL}/@stream"),
    *("hub?fullobjects=1", "hub/kultur?fullobjects=1&metadata_fields=_all", "hub/@channels"),
    *("@search?metadata_fields=_all&fullobjects=1", "hub/@official", "hub/@health"),
    *("hub/@retrieval", "hub/@verify?address=x", "hub/@entry", "@controlpanels"),
]
FILES = [
    *("hub/@@export-csv", "hub/@@export-json", "hub/@@export-ods", "hub/@@dcat", "hub/@@atom"),
    *("hub/@@rss", "hub/@@json-feed", "hub/@@opml", "hub/@@changes.atom", "hub/@@board-csv"),
    *("hub/@@channel-figures-csv", "hub/@@official-list", "hub/@@official", CHANNEL),
    *(f"{CHANNEL}/@@history", f"{CHANNEL}/@@about", f"{CHANNEL}/@@profile-text", "hub/@@board"),
]


@pytest.fixture
def channel(make_functional_channel):
    channel = make_functional_channel("bloggen", feed_url="https://blogg.example.se/rss")
    with api.env.adopt_user(SITE_OWNER_NAME):
        note_login(channel, LOGIN)
    transaction.commit()
    return channel


def told(content: bytes) -> str:
    """All text of a file, also of one that is packed."""
    if not is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8", "replace")
    with ZipFile(io.BytesIO(content)) as zipped:
        return "".join(zipped.read(name).decode("utf-8", "replace") for name in zipped.namelist())


def leaks(text):
    return [each for each in SECRETS if each in text]


@pytest.mark.parametrize("path", [*OUTLETS, *FILES])
def test_no_service_page_or_file_tells_it_to_anybody(channel, browse, path):
    headers = JSON if path in OUTLETS else {}
    for login in ((), MANAGER):
        answer = browse(*login).get(path, headers=headers)
        assert answer.status_code < 500
        assert leaks(told(answer.content)) == []


def test_neither_catalogue_history_nor_what_is_snapshot_has_it(channel):
    catalog = api.portal.get_tool("portal_catalog")
    rid = catalog.getrid("/".join(channel.getPhysicalPath()))
    kept = [catalog.getIndexDataForRID(rid), catalog.getMetadataForRID(rid)]
    kept += [[*history.channel_lines(channel)], fact_sheet(channel), vars(channel)]
    assert leaks(repr(kept)) == []
    assert next(iter(history.channel_lines(channel)))["step"] == "login-noted"


def test_no_package_has_it_and_the_operators_export_of_the_hub_does(hub, order, tmp_path):  # noqa: F811
    with api.env.adopt_user(SITE_OWNER_NAME):
        note_login(hub.kultur.bloggen, LOGIN)
    transaction.commit()
    status, package = order("--channel", CHANNEL)
    assert (status, leaks(told(Path(package).read_bytes()))) == (0, [])
    export_hub(hub, tmp_path / "hub.tar")
    (tmp_path / "out").mkdir()
    unpack_archive(tmp_path / "hub.tar", tmp_path / "out")
    files = [path.read_text("utf-8", "replace") for path in tmp_path.rglob("*.jsonl")]
    assert [path for path in files if "Valvet" in path]


def test_it_is_known_to_those_who_tend_the_channel_alone(channel, browse, person):
    for role, is_known in (("Editor", True), ("Contributor", True), ("Information Officer", True)):
        page = browse(*person(role)).get(f"{CHANNEL}/@@account")
        assert ([*SECRETS] == leaks(page.text)) is is_known
    for login in ((), person("Reader"), person("Archivist"), person("Registrar")):
        answer = browse(*login).get(f"{CHANNEL}/@@account", allow_redirects=False)
        assert (answer.status_code in (302, 401, 403), leaks(answer.text)) == (True, [])


def test_who_leaves_hands_the_log_in_over_and_it_has_to_be_proved_anew(channel):
    anna, bo = "Anna Berg <anna@example.se>", "Bo Ek <bo@example.se>"
    with api.env.adopt_user(SITE_OWNER_NAME):
        note_login(channel, Login("person", anna, "yes", "", "2026-01-31"))
        duties = person_duties(hub_of(channel), "anna@example.se")
        assert [duty.role for duty in duties] == ["login"]
        hand_over(hub_of(channel), "anna@example.se", bo, [duties[0].id])
    assert login_of(channel) == Login("person", bo, "yes", "", "")


def test_it_is_told_when_the_holder_has_no_account_any_more(channel, person):
    name, _password = person("Editor")
    with api.env.adopt_user(SITE_OWNER_NAME):
        note_login(channel, Login("person", name))
        assert [*login_tasks(hub_of(channel))] == []
        assert channels_of_holder(hub_of(channel), name) == [channel]
        api.user.delete(username=name)
        [task] = login_tasks(hub_of(channel))
    assert (task.title, task.url.rpartition("/")[2]) == (channel.title, "@@account-login")


def test_it_goes_with_the_channel_and_a_copy_has_none(channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(api.portal.get(), "SocialHub", "annat", title="Annat")
        place = api.content.create(other, "Administration", "skola", title="S", email="s@s.se")
        copy = api.content.copy(channel, place, id="kopia")
        assert login_of(copy) is None
        moved = api.content.move(channel, place)
        assert login_of(moved) == LOGIN
        api.content.delete(moved)
    assert list(KINDS) == ["person", "function", "safe"]
