import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest

from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.core.search.clauses import AnyOf, any_mark, search_clauses
from katrineholm.socialhub.core.search.text_index import BrokenIndex, Text, TextQuery, UnusableIndex

EVER = (0, 8_000_000_000)
TEXTS = [
    Text("a", "blog", 100, None, ["Kommunens badhus"], ["Öppnar i juni. Välkommen!", "Anna"]),
    Text("b", "blog", 300, None, ["Vägarna"], ["Kommunens badhus och alla vägar"]),
    Text("c", "film", 200, None, [], ["Bad i kommunerna"]),
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index" / "hub.sqlite3"


@pytest.fixture
def file(path):
    with text_index.open_index(path, "store") as file:
        with text_index.write_transaction(file):
            text_index.put_texts(file, TEXTS)
        yield file


def names(file, text, groups=("blog", "film"), moments=EVER, **more):
    return list(
        text_index.search_texts(
            file, TextQuery(search_clauses(text), groups, moments, **more)
        ).names
    )


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "kommun": "bca",
        "kommunernas": "bca",
        "badhus": "ba",
        "badhus väg": "b",
        '"kommunens badhus"': "ba",
        '"badhus kommunens"': "",
        '"badhus öppnar"': "",
        '"välkommen anna"': "",
        "bad*": "bca",
        "välkomm*": "a",
        "ANNA": "a",
        "simhall": "",
    }.items(),
)
def test_words_phrases_and_beginnings_are_found_the_latest_first(file, text, found):
    assert names(file, text) == list(found)


def test_what_has_all_of_it_in_its_title_may_come_first(file):
    assert names(file, "kommun badhus", best=True) == ["a", "b"]
    assert names(file, "kommun*", best=True) == ["a", "b", "c"]
    assert names(file, '"kommunens badhus"', best=True, start=1) == ["b"]


def test_a_mark_is_found_whole_and_is_no_group(file):
    marked = [
        Text("d", "blog", 400, None, [], ["Bad"], ("tag:öppet-hus",)),
        Text("e", "blog", 500, None, [], ["Bad"], ("tag:öppet", "tag:1")),
    ]
    with text_index.write_transaction(file):
        text_index.put_texts(file, marked)

    def found(*clauses):
        return "".join(text_index.search_texts(file, TextQuery(clauses, None, EVER)).names)

    assert found(any_mark("tag:öppet-hus")) == "d"
    assert found(any_mark("tag:öppet", "tag:hus")) == "e"
    assert found(any_mark("tag:1")) == "e"
    assert found(any_mark()) == found(AnyOf(())) == ""
    ways = search_clauses("film"), (any_mark("tag:öppet"),), search_clauses("kommun vägar")
    assert found(AnyOf(ways)) == "eb"
    assert found(AnyOf(ways), *search_clauses("bad")) == "e"


def test_the_marks_that_most_texts_have_come_first_and_none_of_what_is_gone(file):
    marked = [
        Text(name, "blog", 400, None, [], ["Bad"], kinds)
        for name, kinds in {
            "d": ("tag:bad", "tag:sol"),
            "e": ("tag:bad", "draft"),
            "f": ("tag:bad", "tag:gone"),
        }.items()
    ]
    with text_index.write_transaction(file):
        text_index.put_texts(file, marked)
        text_index.delete_texts(file, ["f"])
    assert text_index.mark_counts(file, "tag:", 9) == [("·tag·bad", 2), ("·tag·sol", 1)]
    assert text_index.mark_counts(file, "tag:", 1) == [("·tag·bad", 2)]


def test_groups_and_moments_narrow_the_search(file):
    assert names(file, "kommun", ["film"]) == ["c"]
    assert names(file, "kommun", ["blog", "gone"]) == ["b", "a"]
    assert names(file, "kommun", ["blog"], best=True) == ["a", "b"]
    assert names(file, "kommun", ["gone"]) == []
    assert names(file, "kommun", moments=(100, 300)) == ["c", "a"]
    assert names(file, "kommun", moments=(0, 0)) == []


@pytest.mark.parametrize("chosen", [1, 2, 3])
def test_several_groups_of_many_are_looked_in(file, chosen):
    others = [Text(f"x{n}", f"group {n}", 10 + n, None, ["Kommunen"], ["Bad"]) for n in range(4)]
    with text_index.write_transaction(file):
        text_index.put_texts(file, others)
    groups = [f"group {n}" for n in range(chosen)]
    assert sorted(names(file, "kommun", groups)) == [f"x{n}" for n in range(chosen)]
    assert sorted(names(file, "kommun", ["blog", *groups], best=True)) == [
        *"ab",
        *(f"x{n}" for n in range(chosen)),
    ]


def test_a_page_is_cut_and_the_whole_is_counted(file):
    hits = text_index.search_texts(
        file, TextQuery(search_clauses("kommun"), ["blog", "film"], EVER, start=1, size=1)
    )
    assert (hits.names, hits.total) == (("c",), 3)
    assert names(file, "kommun", start=10_000_000) == []


def test_no_more_are_counted_than_a_person_can_look_through(file, monkeypatch):
    monkeypatch.setattr(text_index, "MAX_COUNTED", 2)
    for best in (False, True):
        asking = TextQuery(search_clauses("kommun"), ["blog", "film"], EVER, best=best)
        hits = text_index.search_texts(file, asking)
        assert (hits.total, hits.is_cut) == (2, True)


def test_a_post_of_several_groups_is_found_once_and_of_one_group_as_often_as_it_is(file):
    shared = [Text(f"s{n}", group, n, 7, [], ["delat"]) for n, group in enumerate(["blog", "film"])]
    own = [Text(f"o{n}", "blog", n, 8, [], ["eget"]) for n in range(2)]
    with text_index.write_transaction(file):
        text_index.put_texts(file, [*shared, *own])
    assert names(file, "delat") == ["s1"]
    assert names(file, "delat", ["blog"]) == ["s0"]
    assert names(file, "eget") == ["o1", "o0"]


def test_a_text_is_found_by_what_it_is_now(file):
    with text_index.write_transaction(file):
        text_index.put_texts(file, [Text("a", "film", 400, None, ["Simhallen"], [])])
    assert names(file, "badhus") == ["b"]
    assert names(file, "simhallar", ["film"]) == ["a"]
    assert text_index.text_count(file) == 3


def test_what_is_taken_out_is_found_no_more(file):
    with text_index.write_transaction(file):
        text_index.delete_texts(file, ["b", "never there"])
    assert names(file, "kommun") == ["c", "a"]
    with text_index.write_transaction(file):
        text_index.delete_group(file, "blog")
    assert names(file, "kommun") == ["c"]
    assert list(text_index.read_positions(file)) == ["film"]


def test_texts_of_one_moment_are_all_kept(file, monkeypatch):
    monkeypatch.setattr(text_index, "PER_SECOND", 2)
    with text_index.write_transaction(file):
        text_index.put_texts(
            file, [Text(f"{n}", "blog", 50, None, [], ["samtidigt"]) for n in range(6)]
        )
    assert sorted(names(file, "samtidigt")) == list("012345")


@pytest.mark.parametrize(
    "text",
    [
        '"', '""', "'", "*", "a*", "-", "NOT", "AND OR NOT", "title:hej", "{title}:hej",
        "NEAR(a b)", "^hej", "hej + du", "(", "😀", "\0", "a\0b", "עברית", "<b>hej</b>",
        "% _ ; DROP TABLE texts", "å" * 10_000, "ord " * 10_000, "och " * 3,
        "\u202eabc", "\ud800", "i̇", "ﬁ", "½", "١٢",
    ],
)  # fmt: skip
def test_whatever_is_asked_is_answered(file, text):
    for best in (False, True):
        assert set(names(file, text, best=best)) <= set("abc")


@pytest.mark.parametrize(
    "text", ["foo_bar", "عربي", "日本語", "ΣΊΣΥΦΟΣ", "½", "١٢", "ﬁn", "İstanbul"]
)
def test_a_word_of_any_script_is_found_as_it_was_written(file, text):
    with text_index.write_transaction(file):
        text_index.put_texts(file, [Text("x", "blog", 1, None, [], [f"före {text} \ud800 efter"])])
    assert names(file, text) == ["x"]
    assert names(file, f'"före {text}"') == ["x"]


def test_what_was_written_halfway_is_not_there(file):
    texts = [TEXTS[0]._replace(name="x"), TEXTS[1]._replace(moment=2**63)]
    with pytest.raises(OverflowError), text_index.write_transaction(file):
        text_index.put_texts(file, texts)
    assert names(file, "kommun") == ["b", "c", "a"]


def test_how_far_a_group_has_been_read_is_noted(file):
    with text_index.write_transaction(file):
        text_index.set_read_position(file, "blog", (3, 2**32 - 1))
    assert text_index.read_positions(file) == {"blog": (3, 2**32 - 1), "film": None}
    with text_index.write_transaction(file):
        text_index.set_read_position(file, "blog", None)
    assert text_index.read_positions(file)["blog"] is None


def test_the_file_is_there_when_it_is_opened_again(file, path):
    with text_index.open_index(path, "store") as again:
        assert names(again, "kommun") == ["b", "c", "a"]


@pytest.mark.parametrize("change", ["store", "rules"])
def test_a_file_of_another_store_or_made_by_other_rules_is_begun_anew(
    file, path, monkeypatch, change
):
    if change == "rules":
        monkeypatch.setattr(text_index, "VERSION", "2")
    with text_index.open_index(path, "other" if change == "store" else "store") as again:
        assert text_index.text_count(again) == 0


@pytest.mark.parametrize("data", [b"", b"not a database" * 1000])
def test_what_is_no_file_of_ours_is_begun_anew(path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    try:
        with text_index.open_index(path, "store") as file:
            assert text_index.text_count(file) == 0
    except BrokenIndex:
        assert not path.exists()
    with text_index.open_index(path, "store") as file:
        assert text_index.text_count(file) == 0


def test_a_file_that_breaks_while_it_is_read_is_taken_away(path, file):
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * len(data[4096:])
    file.close()
    path.write_bytes(data)
    with pytest.raises(BrokenIndex), text_index.open_index(path, "store") as broken:
        names(broken, "kommun")
    assert not path.exists()


def test_where_no_file_can_be_the_operator_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "hub.sqlite3"
    with pytest.raises(UnusableIndex, match=str(path)), text_index.open_index(path, "store"):
        pass
    with pytest.raises(UnusableIndex, match=str(path)), text_index.index_lock(path, 0):
        pass


def test_an_older_library_is_told_of(path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    with (
        pytest.raises(UnusableIndex, match=r"SQLite 3\.43 or later"),
        text_index.open_index(path, "store"),
    ):
        pass


def test_one_at_a_time_reads_into_a_file(path):
    with text_index.index_lock(path, 0) as first, text_index.index_lock(path, 0) as second:
        assert (first, second) == (True, False)
    with text_index.index_lock(path, 0) as third:
        assert third


def test_who_waits_comes_in_when_the_other_has_ended(path):
    told = []

    def wait():
        with text_index.index_lock(path, 5) as is_mine:
            told.append(is_mine)

    with text_index.index_lock(path, 0):
        waiting = Thread(target=wait)
        waiting.start()
    waiting.join()
    assert told == [True]


def test_several_may_begin_the_same_file_at_once(tmp_path):
    def begin(path):
        with text_index.open_index(path, "store") as file:
            return text_index.text_count(file)

    with ThreadPoolExecutor(5) as pool:
        for number in range(100):
            paths = [tmp_path / f"{number}.sqlite"] * 5
            assert [*pool.map(begin, paths)] == [0] * 5


def test_who_reads_sees_one_state_while_another_writes(path, file):
    with text_index.open_index(path, "store") as writer, text_index.write_transaction(writer):
        text_index.delete_group(writer, "blog")
        assert names(file, "kommun") == ["b", "c", "a"]
    assert names(file, "kommun") == ["c"]


def test_where_all_is_that_is_found_can_be_counted(file, monkeypatch):
    more = [Text(f"{n}", group, 400, 7, ["Kommunen"], []) for n, group in enumerate(("blog", "x"))]
    with text_index.write_transaction(file):
        text_index.put_texts(file, more)
    met = text_index.all_matches(
        file, TextQuery(search_clauses("kommun"), ["blog", "film", "x"], EVER)
    )
    assert [(each.group, each.moment) for each in met[2:]] == [
        ("blog", 300),
        ("film", 200),
        ("blog", 100),
    ]
    # A post of two groups is one.
    assert ({each.group for each in met[:2]}, text_index.post_count(met)) == ({"blog", "x"}, 4)
    assert text_index.post_count([each for each in met if each.group == "blog"]) == 3
    assert text_index.all_matches(file, TextQuery(search_clauses("simhall"), ["blog"], EVER)) == []
    monkeypatch.setattr(text_index, "MAX_COUNTED", 3)
    assert (
        text_index.all_matches(file, TextQuery(search_clauses("kommun"), ["blog", "film"], EVER))
        is None
    )
