"""Numbers as bars."""

from xml.etree import ElementTree

from katrineholm.socialhub.inbox.oversight.chart import bar_chart

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [("Svar & råd", 20), ("<script>", 5), ("Inga", 0)]


def drawn(rows):
    return ElementTree.fromstring(bar_chart(rows, id="x", title="Utfall"))


def test_a_bar_is_as_long_as_its_number():
    widths = [rect.get("width") for rect in drawn(ROWS).iter(f"{SVG}rect")]
    assert widths == ["86%", "21.5%", "0%"]


def test_the_picture_is_told_in_words():
    svg = drawn(ROWS)
    assert svg.get("aria-labelledby") == "x-title x-text"
    assert svg.find(f"{SVG}title").text == "Utfall"
    assert svg.find(f"{SVG}desc").text == "Svar & råd: 20; <script>: 5; Inga: 0"


def test_nothing_is_drawn_of_nothing():
    assert bar_chart([], id="x", title="Utfall") == ""
    assert [rect.get("width") for rect in drawn([("A", 0)]).iter(f"{SVG}rect")] == ["0%"]


def test_a_long_label_takes_two_lines_at_most_and_is_whole_in_the_words():
    label = "ord " * 50
    svg = drawn([(label, 1), ("B", 1)])
    lines = [text.text for text in svg.iter(f"{SVG}text")]
    assert len(lines) == 5
    assert max(map(len, lines)) <= 34
    assert lines[1].endswith("…")
    assert label in svg.find(f"{SVG}desc").text
    assert int(svg.get("height")) == 2 * (18 + 16) + 3 * 20
