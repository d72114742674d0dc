"""What of a hub's entries is found, whatever has become of the file."""

from threading import Thread

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.core.search.clauses import search_clauses
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.outline import channel_outlines
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings import index_search, index_update
from katrineholm.socialhub.public.listings.index_update import entry_index_path


@pytest.fixture
def channel(make_functional_channel, keep):
    """A channel with one entry, committed."""
    channel = make_functional_channel("bloggen")
    keep(channel, title="Kommunens badhus")
    transaction.commit()
    return channel


@pytest.fixture
def hub(functional_portal, channel):
    return functional_portal["hub"]


@pytest.fixture
def found(hub, channel):
    """What a search for a word gives."""
    return lambda text="badhus": index_search.search_result(
        hub, search_clauses(text), [channel.UID()]
    )


def test_what_is_committed_is_found(hub, channel, keep, found):
    assert [entry["title"] for entry in found().entries] == ["Kommunens badhus"]
    keep(channel, title="Badhuset öppnar")
    assert (found().total, found().is_whole) == (1, False)
    transaction.commit()
    assert (found().total, found().is_whole) == (2, True)


def test_what_is_hidden_in_the_same_transaction_is_not_shown(hub, channel, found):
    (entry,) = found().entries
    hide_entry(timeline_of(hub), entry["entry_id"], by="anna", now=1)
    assert (found().entries, found().total) == ([], 0)


def gone(path):
    path.unlink()


def empty(path):
    path.write_bytes(b"")


def broken(path):
    path.write_bytes(b"broken" * 5000)


def broken_inside(path):
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * len(data[4096:])
    path.write_bytes(data)


def of_another(path):
    with text_index.open_index(path, "another store") as file, text_index.write_transaction(file):
        text = text_index.Text("f" * 20, "channel", 1, None, ["Badhus i en annan kommun"], [])
        text_index.put_texts(file, [text])


@pytest.mark.parametrize("act", [gone, empty, broken, broken_inside, of_another])
def test_a_file_that_is_lost_broken_or_not_ours_is_made_anew(hub, found, act):
    found()
    act(entry_index_path(hub))
    again = found()
    assert [entry["title"] for entry in again.entries] == ["Kommunens badhus"]
    assert again.is_whole


def test_a_stale_file_laid_back_from_a_copy_is_brought_up_to_date(hub, channel, keep, found):
    found()
    copy = entry_index_path(hub).read_bytes()
    keep(channel, title="Badhuset öppnar")
    transaction.commit()
    found()
    entry_index_path(hub).write_bytes(copy)
    assert found().total == 2


def test_what_was_undone_in_the_database_is_found_no_more(hub, channel, keep, found):
    storage = hub._p_jar.db().storage
    storage.keep((*storage.names, "before"))
    before = storage.names
    keep(channel, title="Badhuset öppnar")
    transaction.commit()
    assert found().total == 2
    storage.go_to(before)
    transaction.begin()
    assert [entry["title"] for entry in found().entries] == ["Kommunens badhus"]
    keep(channel, title="Badringar")
    transaction.commit()
    assert [each.total for each in (found("badring"), found("öppnar"))] == [1, 0]
    assert found().is_whole


def test_a_copied_hub_has_an_index_of_its_own(hub, found, functional_portal):
    found()
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, functional_portal, id="kopia")
    transaction.commit()
    uids = list(channel_outlines(timeline_of(copy)))
    assert (entry_index_path(copy) != entry_index_path(hub), uids) == (True, [])
    assert index_search.search_result(copy, search_clauses("badhus"), ["x"]).entries == []
    assert found().total == 1


def test_a_hub_that_is_not_committed_yet_is_empty(functional_portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        new = api.content.create(functional_portal, "SocialHub", "ny", title="Ny")
    assert index_search.search_result(new, search_clauses("badhus"), ["x"]).entries == []


def test_much_is_read_behind_and_told_until_then(hub, found, monkeypatch):
    monkeypatch.setattr(index_update, "SECONDS", -1)
    monkeypatch.setattr(index_update.text_index, "MAX_WAIT", 5)
    behind = []
    monkeypatch.setattr(index_update, "_continue_in_thread", lambda *given: behind.append(given))
    first = found()
    assert (first.is_whole, first.stored, len(behind)) == (False, 1, 1)
    thread = Thread(target=index_update._read_all, args=behind[0])
    thread.start()
    thread.join()
    assert (found().is_whole, found().total) == (True, 1)


def test_while_another_reads_a_search_answers_and_says_so(hub, found, monkeypatch):
    monkeypatch.setattr(index_update, "WAIT", 0.05)
    with text_index.index_lock(entry_index_path(hub), 0):
        assert (found().is_whole, found().total) == (False, 0)
    assert found().is_whole


def test_where_nothing_can_be_written_the_operator_is_told(found, monkeypatch, tmp_path, caplog):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SOCIALHUB_INDEX", str(tmp_path / "file"))
    assert not found().is_usable
    assert f"The index of entries {tmp_path / 'file'}" in caplog.text


def test_what_is_read_while_a_search_answers_does_not_make_its_answer_whole(
    hub, channel, keep, found, monkeypatch
):
    found()
    keep(channel, title="Badhuset öppnar")
    transaction.commit()
    update, search = index_search.update_index, index_search.search_page
    monkeypatch.setattr(index_search, "update_index", lambda hub, path: None)  # another reads it

    def searched(*given, **options):
        page = search(*given, **options)
        update(hub, entry_index_path(hub))
        return page

    monkeypatch.setattr(index_search, "search_page", searched)
    first = found()
    assert (first.total, first.is_whole) == (1, False)
    assert (found().total, found().is_whole) == (2, True)


def test_a_file_of_a_lost_time_is_not_whole_until_it_is_read_anew(hub, channel, keep, found):
    storage = hub._p_jar.db().storage
    storage.keep((*storage.names, "before"))
    before = storage.names
    keep(channel, title="Badhuset öppnar")
    transaction.commit()
    assert found().total == 2
    storage.go_to(before)
    transaction.begin()
    keep(channel, title="Badringar")
    transaction.commit()
    with text_index.index_lock(entry_index_path(hub), 0):
        assert (found("badringar").total, found("badringar").is_whole) == (0, False)
    assert (found("badringar").total, found("badringar").is_whole) == (1, True)


@pytest.fixture
def on(hub, channel, tmp_path, monkeypatch):
    """A function that gives a machine's search, with a folder and a connection of its own."""
    database, path, uid = hub._p_jar.db(), hub.getPhysicalPath(), channel.UID()
    connections = []

    def on(machine):
        manager = transaction.TransactionManager()
        connections.append(connection := database.open(manager))

        def search(text="badhus"):
            monkeypatch.setenv("SOCIALHUB_INDEX", str(tmp_path / machine))
            manager.begin()
            there = connection.root()["Application"].unrestrictedTraverse(path[1:])
            found = index_search.search_result(there, search_clauses(text), [uid])
            counted = index_search.search_matches(there, search_clauses(text), [uid])
            assert found.total == len(counted)
            return sorted(each["title"] for each in found.entries), found.is_whole

        search.lag = lambda: (search.at(), index_update.index_lag(hub))[1]
        search.at = lambda: monkeypatch.setenv("SOCIALHUB_INDEX", str(tmp_path / machine))
        return search

    yield on
    for connection in connections:
        connection.transaction_manager.abort()
        connection.close()


@pytest.fixture
def stuck(monkeypatch):
    """A function after which no machine reads anything more into its index."""
    return lambda: monkeypatch.setattr(index_search, "update_index", lambda hub, path: None)


def test_each_machine_finds_what_is_new_and_hides_what_is_hidden(hub, channel, keep, on):
    one, other = on("one"), on("other")
    assert one() == (["Kommunens badhus"], True)
    assert (one.lag(), other.lag()) == (0, 1)
    entry = keep(channel, title="Badhuset öppnar")
    transaction.commit()
    assert one() == other() == (["Badhuset öppnar", "Kommunens badhus"], True)
    hide_entry(timeline_of(hub), entry, by="anna", now=1)
    transaction.commit()
    assert (one.lag(), other.lag()) == (1, 1)
    assert one() == other() == (["Kommunens badhus"], True)
    assert (one.lag(), other.lag()) == (0, 0)


def test_a_stale_index_of_one_machine_hides_what_is_hidden_and_says_that_it_is_behind(
    hub, channel, keep, on, stuck
):
    one, other = on("one"), on("other")
    entry = keep(channel, title="Badhuset öppnar")
    transaction.commit()
    assert one() == other()
    stuck()
    hide_entry(timeline_of(hub), entry, by="anna", now=1)
    keep(channel, title="Badhuset stänger")
    transaction.commit()
    assert one() == other() == (["Kommunens badhus"], False)
    assert (one.lag(), other.lag()) == (2, 2)


def test_a_machine_without_an_index_says_that_nothing_is_read(channel, on, stuck, tmp_path):
    one, new = on("one"), on("new")
    assert one() == (["Kommunens badhus"], True)
    stuck()
    assert new.lag() == 1
    assert not (tmp_path / "new").exists()
    assert new() == ([], False)
    assert (one(), new.lag()) == ((["Kommunens badhus"], True), 1)
