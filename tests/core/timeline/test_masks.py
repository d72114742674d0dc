import pytest

from katrineholm.socialhub.core.timeline.change_log import channel_positions
from katrineholm.socialhub.core.timeline.decisions import mask_entry, missing_passages, unmask_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.passages import MARK
from katrineholm.socialhub.core.timeline.pictures import add_picture, picture_file, stored_pictures
from katrineholm.socialhub.core.timeline.record import all_entries, ids_changed_since
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.core.timeline.submissions import entry_with_link, update_submission

NEWS, OTHER = "news", "other"
BYTES = b"RIFF....WEBP"


@pytest.fixture
def told(entry, image):
    """An entry that names a person wherever an entry can."""
    return entry(
        title="Åsa Öst vann",
        html='<p>Grattis <b>Åsa</b> Öst! <img src="https://example.org/x.jpg" alt="Åsa Öst"></p>',
        summary="Grattis Åsa Öst!",
        author="Åsa Öst",
        categories=("Åsa Öst", "Kultur"),
        images=[image("x", alt="Åsa Öst"), image("y", alt="Torget")],
        media=[{"url": "https://example.org/asa.mp4", "type": "video/mp4"}],
    )


@pytest.fixture
def kept(timeline, told, at):
    """Its id; its pictures are stored."""
    [entry_id] = store_document(timeline, NEWS, [told], now=at(2)).new
    for number, picture in enumerate(told["images"]):
        add_picture(timeline, entry_id, picture["src"], BYTES + bytes([number]), 9, 9, "image/webp")
    return entry_id


@pytest.fixture
def mask(timeline, kept, at):
    """Masks the name, or what is given, and pictures."""

    def mask(*words, pictures=()):
        words = words or ("Åsa Öst",)
        return mask_entry(timeline, kept, words, pictures, reason="Begäran", by="ida", now=at(3))

    return mask


def names(timeline, entry_id):
    return [each["name"] for each in stored_pictures(timeline, timeline.unmasked(entry_id))]


def test_a_name_is_out_of_all_that_is_read_and_stays_in_the_store(timeline, kept, mask, told):
    assert mask() == [kept]
    [read] = latest_entries(timeline, [NEWS])
    assert "Öst" not in repr(read)
    assert (read["title"], read["author"]) == (f"{MARK} vann", MARK)
    assert read["html"].startswith(f"<p>Grattis <b>{MARK}</b>!")
    assert [each["alt"] for each in read["images"]] == [MARK, "Torget"]
    for found in (
        timeline.get(kept),
        timeline.existing(kept),
        entry_with_link(timeline, NEWS, told["link"]),
    ):
        assert found == read
    assert timeline.unmasked(kept)["title"] == "Åsa Öst vann"
    assert [each["title"] for each in all_entries(timeline, NEWS)] == ["Åsa Öst vann"]


def test_a_mask_is_taken_back(timeline, kept, mask):
    mask()
    assert unmask_entry(timeline, kept) == [kept]
    assert timeline.get(kept)["title"] == "Åsa Öst vann"
    assert dict(timeline.masks()) == {}
    assert unmask_entry(timeline, kept) == []


def test_who_masked_and_why_is_kept(timeline, kept, mask, at):
    mask()
    told = {"reason": "Begäran", "by": "ida", "when": at(3)}
    what = {"words": ("Åsa Öst",), "pictures": (), "sources": ()}
    assert dict(timeline.masks()) == {kept: {**what, **told}}


def test_whoever_follows_the_store_is_told(timeline, kept, mask):
    before, place = timeline.revision(), channel_positions(timeline)[NEWS]
    mask()
    assert timeline.revision() != before
    assert ids_changed_since(timeline, NEWS, place) == [kept]


@pytest.mark.parametrize("title", ["Grattis, åsa öst", "Åsa Östs seger", "ÅSA ÖST!"])
def test_it_holds_for_what_the_source_writes_anew_and_for_what_was_before(
    timeline, kept, mask, told, at, title
):
    mask()
    store_document(timeline, NEWS, [{**told, "title": title}], now=at(4))
    read = timeline.get(kept)
    assert "st" not in read["title"].lower().replace("grattis", "")
    [version] = version_list(read)
    assert "Öst" not in repr(version)
    [version] = version_list(timeline.unmasked(kept))
    assert version["title"] == "Åsa Öst vann"


@pytest.mark.parametrize("slug", ["åsa-öst", "asa-ost-vann", "%C3%85sa%20%C3%96st", "?q=asaost"])
def test_a_link_that_has_the_name_is_left_out(timeline, kept, mask, told, at, slug):
    mask()
    link = f"https://example.org/{slug}"
    store_document(timeline, NEWS, [{**told, "link": link}], now=at(4))
    assert (timeline.get(kept)["link"], timeline.unmasked(kept)["link"]) == ("", link)


def test_a_masked_picture_has_no_address(timeline, kept, mask):
    first, second = names(timeline, kept)
    mask(pictures=[first])
    assert [each["name"] for each in stored_pictures(timeline, timeline.get(kept))] == [second]
    assert (
        picture_file(timeline, timeline.get(kept), first),
        picture_file(timeline, timeline.get(kept), second) is None,
    ) == (None, False)
    assert picture_file(timeline, timeline.unmasked(kept), first) is not None


@pytest.mark.parametrize(
    ("name", "data"), [("z", BYTES + b"\0"), ("x.jpg?size=2", b"RIFF.other.WEBP")]
)
def test_it_stays_away_under_another_address_and_with_other_bytes(
    timeline, kept, mask, told, image, at, name, data
):
    mask(pictures=names(timeline, kept)[:1])
    src = f"https://example.org/{name}"
    store_document(
        timeline, NEWS, [{**told, "title": "Ny", "images": [image("a", src=src)]}], now=at(4)
    )
    name = add_picture(timeline, kept, src, data, 9, 9, "image/webp")
    assert stored_pictures(timeline, timeline.get(kept)) == []
    assert picture_file(timeline, timeline.get(kept), name) is None


def test_the_same_post_in_another_channel_is_masked_with_it(timeline, kept, mask, told, at):
    [before] = store_document(timeline, OTHER, [told], now=at(2)).new
    assert set(mask()) == {kept, before}
    [later] = store_document(timeline, "third", [told], now=at(4)).new
    store_document(timeline, OTHER, [{**told, "title": "Åsa Öst, igen"}], now=at(5))
    for each in (before, later):
        assert "Öst" not in repr(timeline.get(each)["title"])
    assert set(unmask_entry(timeline, kept)) == {kept, later}
    assert timeline.get(later)["title"] == "Åsa Öst vann"
    assert timeline.get(before)["title"] == f"{MARK}, igen"


def test_what_was_described_here_is_masked_too(timeline, kept, mask, told, at):
    src = told["images"][1]["src"]
    update_submission(timeline, kept, None, {src: "Åsa Öst på torget"}, by="eva", now=at(3))
    mask()
    assert "Öst" not in repr(timeline.get(kept)["hand"]["alts"])


def test_a_passage_that_stands_nowhere_is_told(timeline, kept, told, at):
    store_document(timeline, NEWS, [{**told, "title": "Vi vann"}], now=at(4))
    asked = ["Åsa Öst", "vann", "Åsa Öst vann", "Bo Ek", "https://example.org/a"]
    assert missing_passages(timeline, kept, asked) == ["Bo Ek"]


def test_where_nothing_is_masked_no_entry_is_loaded_for_it(site, timeline, kept):
    site.commit()
    reader = site.connection().timeline
    assert reader.get(kept)._p_changed is None
