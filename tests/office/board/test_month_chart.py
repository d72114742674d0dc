"""Months as columns."""

from xml.etree import ElementTree

from katrineholm.socialhub.office.board.month_chart import BASE, TOP, Point, month_chart

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("nov", "dec", "jan")


def point(place, number, **values):
    year = 2025 if place < 2 else 2026
    text = "okänt" if number is None else str(number)
    return Point(NAMES[place], f"{NAMES[place]} {year}", year, number, text, **values)


def drawn(points, **values):
    return ElementTree.fromstring(month_chart(points, id="x", title="Svar & råd", **values))


def columns(svg):
    return [each for each in svg if each.tag == f"{SVG}rect"]


def test_a_column_is_as_tall_as_its_number_and_a_gap_has_none():
    svg = drawn([point(0, 4), point(1, None), point(2, 2)])
    assert [float(each.get("height")) for each in columns(svg)] == [BASE - TOP, (BASE - TOP) / 2]
    words = [each.text for each in svg.iter(f"{SVG}text")]
    assert words == ["4", "nov", "2025", "–", "dec", "2", "jan", "2026"]


def test_nought_is_drawn_and_a_month_with_nothing_to_count_is_not():
    svg = drawn([point(0, 0), point(1, None, empty=True)])
    assert [each.get("height") for each in columns(svg)] == ["0"]
    assert "–" not in [each.text for each in svg.iter(f"{SVG}text")]
    assert svg.find(f"{SVG}desc").text == "nov 2025: 0"


def test_what_may_be_too_low_is_striped():
    whole, part = columns(drawn([point(0, 4), point(1, 4, is_part=True)]))
    assert whole.get("fill") is None
    assert part.get("fill") == "url(#x-part)"


def test_a_chart_is_told_in_words_and_its_full_height_may_be_known():
    svg = drawn([point(0, 50), point(1, None)], most=100)
    assert float(columns(svg)[0].get("height")) == (BASE - TOP) / 2
    assert svg.get("aria-labelledby") == "x-title x-text"
    assert svg.find(f"{SVG}title").text == "Svar & råd"
    assert svg.find(f"{SVG}desc").text == "nov 2025: 50; dec 2025: okänt"


def test_of_many_months_only_some_are_named_and_the_highest_is_numbered():
    svg = drawn([point(0, number) for number in range(1, 37)])
    words = [each.text for each in svg.iter(f"{SVG}text")]
    assert words.count("nov") == 12
    assert [each for each in words if each.isdigit() and each != "2025"] == ["36"]


def test_nothing_is_drawn_of_nothing():
    assert columns(drawn([])) == []
