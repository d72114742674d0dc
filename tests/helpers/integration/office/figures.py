"""What the tests of figures have in common."""

from helpers.core.tables import content
from lxml import html

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def sums(page):
    """The sums of a page by their titles, as they are read."""
    terms = html.fromstring(page).cssselect(".socialhub-sums > div")
    return {words(each.find("dt")): words(each.find("dd")) for each in terms}


def table_rows(page, heading):
    """The cells of a table's rows by their headings; the table has the heading with this id."""
    [table] = html.fromstring(page).cssselect(f'table[aria-labelledby="{heading}"]')
    return {
        words(row.find("th")): [*map(words, row.findall("td"))]
        for row in table.cssselect("tbody tr")
    }


def gaps(page):
    """The sentences on what is not known."""
    heading = 'section[aria-labelledby="socialhub-remarks"]'
    return [words(each) for each in html.fromstring(page).cssselect(f"{heading} li")]


def workbook(data):
    """The rows of an ODS file's sheets by their titles, empty cells at the end left out."""
    tables = content(data).iter(f"{TABLE}table")
    return {
        each.get(f"{TABLE}name"): [_row(row) for row in each.iter(f"{TABLE}table-row")]
        for each in tables
    }


def words(element):
    return " ".join(part.strip() for part in element.itertext() if part.strip())


def _row(row):
    cells = [_value(cell) for cell in row.iter(f"{TABLE}table-cell")]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _value(cell):
    number, text = cell.get(f"{OFFICE}value"), "".join(cell.itertext())
    return int(number) if number else text or None
