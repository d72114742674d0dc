"""Numbers as bars."""

from xml.etree import ElementTree

from katrineholm.socialhub.oversight.chart import bars

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [("Svar & råd", 20), ("Dolt", None), ("<script>", 5), ("Inga", 0)]


def drawn(rows):
    return ElementTree.fromstring(bars(rows, id="x", title="Utfall", hidden="visas inte"))


def test_a_bar_is_as_long_as_its_number():
    widths = [rect.get("width") for rect in drawn(ROWS).iter(f"{SVG}rect")]
    assert widths == ["86%", "0%", "21.5%", "0%"]


def test_the_picture_is_told_in_words():
    svg = drawn(ROWS)
    assert svg.get("aria-labelledby") == "x-title x-text"
    assert svg.find(f"{SVG}title").text == "Utfall"
    words = "Svar & råd: 20; Dolt: visas inte; <script>: 5; Inga: 0"
    assert svg.find(f"{SVG}desc").text == words


def test_nothing_is_drawn_of_nothing():
    assert list(drawn([]).iter(f"{SVG}rect")) == []
    assert [rect.get("width") for rect in drawn([("A", 0)]).iter(f"{SVG}rect")] == ["0%"]


def test_a_long_label_is_cut_in_the_picture_and_not_in_the_words():
    svg = drawn([("x" * 100, 1)])
    assert len(svg.find(f"{SVG}text").text) < 40
    assert "x" * 100 in svg.find(f"{SVG}desc").text
