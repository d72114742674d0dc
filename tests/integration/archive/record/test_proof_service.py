"""A proof of what a post said is checked by a page, and by a few lines that know nothing of us."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from hashlib import sha256
from importlib import resources

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.archive import packages
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.decisions import hide_entry, mask_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.entry import CONTENT_FIELDS
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.seals import seal_hub

MAY, JUNE = datetime(2026, 5, 4, 12, tzinfo=UTC), datetime(2026, 6, 4, 12, tzinfo=UTC)


@pytest.fixture
def post(make_functional_channel, keep):
    """A post that was changed in June, sealed and in the log: its id and its hub."""
    channel = make_functional_channel("bloggen")
    entry_id = keep(channel, now=MAY, published=MAY, title="Förr 🛝", html="<p>Öppet</p>")
    keep(channel, title="Ett annat")
    hub, timeline = hub_of(channel), timeline_of(hub_of(channel))
    seal_hub(hub, int(MAY.timestamp()))
    stored = timeline.unmasked(entry_id)
    changed = {name: stored[name] for name in CONTENT_FIELDS} | {"title": "Nu"}
    store_document(timeline, channel.UID(), [changed], now=int(JUNE.timestamp()))
    seal_hub(hub, int(JUNE.timestamp()))
    messages_of(hub).append_queued_lines(int(JUNE.timestamp()))
    transaction.commit()
    return entry_id, hub


@pytest.fixture
def anyone(request_factory):
    """A function that returns the answer to a visitor's request for a proof."""
    return lambda entry_id, query="": request_factory().get(f"hub/@proof/{entry_id}{query}")


@pytest.fixture
def registrar(request_factory, person):
    """The same for somebody who may read the record."""
    session = request_factory(basic_auth=person("Registrar"))
    return lambda entry_id, query="": session.get(f"hub/@proof/{entry_id}{query}")


def is_proved(sealed):
    """Check a proof as a stranger would, by its description alone."""
    hash = sha256(b"\0" + bytes.fromhex(sealed["salt"]) + sealed["text"].encode()).digest()
    for step in sealed["path"]:
        beside = bytes.fromhex(step["hash"])
        pair = (beside, hash) if step["side"] == "left" else (hash, beside)
        hash = sha256(b"\1" + b"".join(pair)).digest()
    link = sealed["link"]
    return (
        hash.hex() == sealed["root"]
        and hash.hex() in sealed["line"]
        and sha256(sealed["line"].encode()).hexdigest() == json.loads(link["text"])[5]
        and sha256(link["text"].encode()).hexdigest() == link["hash"]
    )


def titles(answer):
    texts = [json.loads(each["text"]) for each in answer.json()["sealed"]]
    return [each["content"]["title"] for each in texts if each["kind"] == "content"]


def test_a_visitor_gets_what_a_post_says_with_its_proof(post, anyone):
    answer = anyone(post[0])
    [sealed] = answer.json()["sealed"]
    assert titles(answer) == ["Nu"]
    assert is_proved(sealed)
    assert answer.json()["head"] == messages_of(post[1]).head.as_data()
    assert sealed["time"] == "2026-06-04T12:00:00+00:00"
    assert not is_proved({**sealed, "text": sealed["text"].replace("Nu", "Nå")})


def test_the_record_proves_what_a_post_said_on_a_day(post, registrar):
    answer = registrar(post[0], "?day=2026-05-20")
    assert titles(answer) == ["Förr 🛝"]
    assert all(map(is_proved, answer.json()["sealed"]))
    assert titles(registrar(post[0], "?day=2026-06-04")) == ["Nu"]
    assert registrar(post[0], "?day=2026-05-01").status_code == 400
    assert registrar(post[0], "?day=igår").status_code == 400
    assert registrar(post[0], "?day=9999-12-31").status_code == 400


def test_the_record_proves_the_state_as_well(post, registrar):
    kinds = [json.loads(each["text"])["kind"] for each in registrar(post[0]).json()["sealed"]]
    assert kinds == ["content", "state"]


def test_visitors_get_no_earlier_version_unless_these_are_public(post, anyone):
    assert anyone(post[0], "?day=2026-05-20").status_code == 404
    api.portal.set_registry_record("katrineholm.socialhub.show_versions", True)
    transaction.commit()
    assert titles(anyone(post[0], "?day=2026-05-20")) == ["Förr 🛝"]


def test_what_is_hidden_or_masked_is_proved_to_readers_of_the_record_alone(post, anyone, registrar):
    entry_id, hub = post
    timeline = timeline_of(hub)
    mask_entry(timeline, entry_id, ["Öppet"], [], reason="GDPR", by="ida", now=1)
    transaction.commit()
    assert anyone(entry_id).status_code == 404
    assert titles(registrar(entry_id)) == ["Nu"]
    [box] = timeline.root["channels"].values()
    [second] = {*box["entries"]} - {entry_id}
    hide_entry(timeline, second, by="ida", now=1)
    transaction.commit()
    assert anyone(second).status_code == 404
    assert registrar(second).status_code == 200
    assert anyone("nothing").status_code == registrar("nothing").status_code == 404


def test_the_page_that_checks_is_short_and_needs_nothing(post, browse):
    page = browse().get("hub/@@check-proof")
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    script = page.text.partition("<script>")[2].partition("</script>")[0]
    assert len(script.strip().splitlines()) <= 50
    assert "src=" not in page.text
    assert "http" not in page.text


@pytest.mark.skipif(not shutil.which("node"), reason="there is no node")
def test_the_script_of_the_page_accepts_a_proof_and_refuses_a_forged_one(post, registrar, tmp_path):
    page = resources.files(packages).joinpath("check-proof.html").read_text("utf-8")
    script = page.partition("<script>")[2].partition("async function show")[0]
    script = script.replace('document.querySelector("[role=status]")', "null")
    proof = registrar(post[0]).json()
    good, bad = proof["sealed"][0], {**proof["sealed"][0], "text": "{}"}
    calls = f"for (const each of {json.dumps([good, bad])}) "
    calls += "errors(each).then((found) => console.log(JSON.stringify(found)));"
    (tmp_path / "check.mjs").write_text(script + calls, "utf-8")
    told = subprocess.run(["node", str(tmp_path / "check.mjs")], capture_output=True, text=True)
    lines = sorted(map(json.loads, told.stdout.splitlines()), key=len)
    assert lines == [[], ["texten hör inte till omgångens rot"]], told.stderr
