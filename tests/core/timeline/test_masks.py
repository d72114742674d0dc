import pytest

from katrineholm.socialhub.core.timeline.passages import MARK

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
    [entry_id] = timeline.keep(NEWS, [told], now=at(2)).new
    for number, picture in enumerate(told["images"]):
        timeline.add_picture(entry_id, picture["src"], BYTES + bytes([number]), 9, 9, "image/webp")
    return entry_id


@pytest.fixture
def mask(timeline, kept, at):
    """Masks the name, or what is given, and pictures."""

    def mask(*words, pictures=()):
        words = words or ("Åsa Öst",)
        return timeline.mask(kept, words, pictures, reason="Begäran", by="ida", now=at(3))

    return mask


def names(timeline, entry_id):
    return [each["name"] for each in timeline.pictures(timeline.whole(entry_id))]


def test_a_name_is_out_of_all_that_is_read_and_stays_in_the_store(timeline, kept, mask, told):
    assert mask() == [kept]
    [read] = timeline.latest([NEWS])
    assert "Öst" not in repr(read)
    assert (read["title"], read["author"]) == (f"{MARK} vann", MARK)
    assert read["html"].startswith(f"<p>Grattis <b>{MARK}</b>!")
    assert [each["alt"] for each in read["images"]] == [MARK, "Torget"]
    for found in (timeline.get(kept), timeline.kept(kept), timeline.linked(NEWS, told["link"])):
        assert found == read
    assert timeline.whole(kept)["title"] == "Åsa Öst vann"
    assert [each["title"] for each in timeline.all(NEWS)] == ["Åsa Öst vann"]


def test_a_mask_is_taken_back(timeline, kept, mask):
    mask()
    assert timeline.unmask(kept) == [kept]
    assert timeline.get(kept)["title"] == "Åsa Öst vann"
    assert dict(timeline.masks()) == {}
    assert timeline.unmask(kept) == []


def test_who_masked_and_why_is_kept(timeline, kept, mask, at):
    mask()
    told = {"reason": "Begäran", "by": "ida", "when": at(3)}
    what = {"words": ("Åsa Öst",), "pictures": (), "sources": ()}
    assert dict(timeline.masks()) == {kept: {**what, **told}}


def test_whoever_follows_the_store_is_told(timeline, kept, mask):
    before, place = timeline.revision(), timeline.places()[NEWS]
    mask()
    assert timeline.revision() != before
    assert timeline.changed_since(NEWS, place) == [kept]


@pytest.mark.parametrize("title", ["Grattis, åsa öst", "Åsa Östs seger", "ÅSA ÖST!"])
def test_it_holds_for_what_the_source_writes_anew_and_for_what_was_before(
    timeline, kept, mask, told, at, title
):
    mask()
    timeline.keep(NEWS, [{**told, "title": title}], now=at(4))
    read = timeline.get(kept)
    assert "st" not in read["title"].lower().replace("grattis", "")
    [version] = timeline.versions(read)
    assert "Öst" not in repr(version)
    [version] = timeline.versions(timeline.whole(kept))
    assert version["title"] == "Åsa Öst vann"


@pytest.mark.parametrize("slug", ["åsa-öst", "asa-ost-vann", "%C3%85sa%20%C3%96st", "?q=asaost"])
def test_a_link_that_has_the_name_is_left_out(timeline, kept, mask, told, at, slug):
    mask()
    link = f"https://example.org/{slug}"
    timeline.keep(NEWS, [{**told, "link": link}], now=at(4))
    assert (timeline.get(kept)["link"], timeline.whole(kept)["link"]) == ("", link)


def test_a_masked_picture_has_no_address(timeline, kept, mask):
    first, second = names(timeline, kept)
    mask(pictures=[first])
    assert [each["name"] for each in timeline.pictures(timeline.get(kept))] == [second]
    assert (timeline.picture(kept, first), timeline.picture(kept, second) is None) == (None, False)
    assert timeline.picture_of(timeline.whole(kept), first) is not None


@pytest.mark.parametrize(
    ("name", "data"), [("z", BYTES + b"\0"), ("x.jpg?size=2", b"RIFF.other.WEBP")]
)
def test_it_stays_away_under_another_address_and_with_other_bytes(
    timeline, kept, mask, told, image, at, name, data
):
    mask(pictures=names(timeline, kept)[:1])
    src = f"https://example.org/{name}"
    timeline.keep(NEWS, [{**told, "title": "Ny", "images": [image("a", src=src)]}], now=at(4))
    name = timeline.add_picture(kept, src, data, 9, 9, "image/webp")
    assert timeline.pictures(timeline.get(kept)) == []
    assert timeline.picture(kept, name) is None


def test_the_same_post_in_another_channel_is_masked_with_it(timeline, kept, mask, told, at):
    [before] = timeline.keep(OTHER, [told], now=at(2)).new
    assert set(mask()) == {kept, before}
    [later] = timeline.keep("third", [told], now=at(4)).new
    timeline.keep(OTHER, [{**told, "title": "Åsa Öst, igen"}], now=at(5))
    for each in (before, later):
        assert "Öst" not in repr(timeline.get(each)["title"])
    assert set(timeline.unmask(kept)) == {kept, later}
    assert timeline.get(later)["title"] == "Åsa Öst vann"
    assert timeline.get(before)["title"] == f"{MARK}, igen"


def test_what_was_described_here_is_masked_too(timeline, kept, mask, told, at):
    src = told["images"][1]["src"]
    timeline.rewrite(kept, None, {src: "Åsa Öst på torget"}, by="eva", now=at(3))
    mask()
    assert "Öst" not in repr(timeline.get(kept)["hand"]["alts"])


def test_a_passage_that_stands_nowhere_is_told(timeline, kept, told, at):
    timeline.keep(NEWS, [{**told, "title": "Vi vann"}], now=at(4))
    asked = ["Åsa Öst", "vann", "Åsa Öst vann", "Bo Ek", "https://example.org/a"]
    assert timeline.unfound(kept, asked) == ["Bo Ek"]


def test_where_nothing_is_masked_no_entry_is_loaded_for_it(site, timeline, kept):
    site.commit()
    reader = site.connection().timeline
    assert reader.get(kept)._p_changed is None
