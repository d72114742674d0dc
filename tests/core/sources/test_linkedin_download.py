"""LinkedIn: a member's shares with their odd quotation marks, and any table of posts."""

import pytest
from helpers.core.workbooks import workbook

from katrineholm.socialhub.core.sources.download_errors import DownloadError
from katrineholm.socialhub.core.sources.download_reader import read_download

HEAD = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
URN = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7200000000000000001"


def row(words, seen_by="PUBLIC", url=""):
    return f'2026-06-19 10:00:00,{URN},"{words}",{url},,{seen_by}\n'


@pytest.mark.parametrize("path", ["Shares.csv", "Basic_LinkedIn/Shares_17529409.csv"])
def test_a_share_has_its_words_address_and_moment(posts, path):
    [post] = posts({path: HEAD + row("Badet öppnar", url="https://example.se")})
    assert post.text == "Badet öppnar\n\nhttps://example.se"
    assert post.link.endswith("urn:li:share:7200000000000000001")
    assert (post.moment, post.names[0]) == (1781863200, "linkedin:7200000000000000001")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('Han sa ""hej""', 'Han sa "hej"'),
        ('Han sa \\"hej\\", och gick', 'Han sa "hej", och gick'),
        ('Först""\n""sedan""\n""""\n""sist', "Först\nsedan\n\nsist"),
        ("Först\nsedan", "Först\nsedan"),
    ],
)
def test_quotation_marks_are_read_in_each_way(posts, written, meant):
    assert [each.text for each in posts({"Shares.csv": HEAD + row(written)})] == [meant]


def test_what_is_not_said_to_be_public_never_is_and_a_bare_share_is_left_out(report, zipped):
    table = (
        HEAD
        + row("Hej", "MEMBER_NETWORK")
        + row("").replace("0001", "0002")
        + row("Du").replace("0001", "0003")
        + row("Ni", "LOGGED_IN").replace("0001", "0004")
    )
    told = report(zipped({"Shares.csv": table}))
    assert (told.posts, told.closed) == (3, {"network": 1, "private": 1})
    assert told.files[0].left_out == {"empty": 1}


@pytest.mark.parametrize(
    "table",
    [
        "Datum;Länk;Rubrik;Text\n2026-06-19 10:00;https://example.se/1;Badet;Öppnar i dag\n",
        "Created date,Post link,Title,Post title\n"
        "2026-06-19 10:00,https://example.se/1,Badet,Öppnar i dag\n",
    ],
)
def test_a_pages_posts_come_in_as_a_table(bare, table):
    for data in (table.encode(), table.encode("cp1252"), b"\xef\xbb\xbf" + table.encode()):
        with read_download([bare("inlagg.csv", data)]) as found:
            [post] = found.posts
        assert (post.title, post.text) == ("Badet", "Öppnar i dag")
        assert post.link == "https://example.se/1"


@pytest.mark.parametrize("day", ["19 juni", "19/6", "19.6.", "June 19", "19 jun."])
def test_a_day_without_a_year_is_told_by_the_posts_number_or_is_for_the_record(bare, day):
    link = "https://www.linkedin.com/feed/update/urn:li:share:7473675947212800000"
    table = f"Datum;Länk;Text\n{day};{link};Badet öppnar\n{day};;Badet stänger\nTotalt;;Två\n"
    with read_download([bare("inlagg.csv", table.encode())]) as found:
        opens, closes = found.posts
    assert (opens.moment, opens.closed) == (1781863200, "")
    assert (closes.moment, closes.closed) == (None, "undated")
    [told] = found.report.files
    assert (told.posts, told.strange, told.unknown) == (2, 1, ())


def test_a_number_without_an_end_tells_no_day(bare):
    table = f"Datum;Länk;Text\n19 juni;urn:li:share:{'7' * 5000};Badet öppnar\n"
    with read_download([bare("inlagg.csv", table.encode())]) as found:
        [post] = found.posts
    assert (post.moment, post.closed) == (None, "undated")


SHEET = [
    ["All posts between 1 May and 31 August", "", ""],
    ["Post title", "Post link", "Post type", "Created date", "Impressions"],
    ["Vi söker lärare", URN, "Organic", "06/19/2026", 1200],
    ["Badet öppnar", "", "", 46193.5],
    ["", "", "Organic", 46193],
]


def test_a_pages_own_workbook_is_read(bare):
    figures = [["Figures of the page", ""], ["Date", "Impressions"], [46193, 12]]
    with read_download([bare("katrineholm_content.xlsx", workbook(figures, SHEET))]) as found:
        teachers, bath = found.posts
    assert (teachers.text, teachers.moment) == ("Vi söker lärare", 1781827200)
    assert teachers.link.endswith("urn:li:share:7200000000000000001")
    assert (bath.text, bath.moment) == ("Badet öppnar", 1781956800)


@pytest.mark.parametrize(
    "data",
    [
        workbook([["Date", "Text"]], extra={"xl/worksheets/sheet2.xml": "<worksheet"}),
        workbook(extra={"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
        workbook(extra={"xl/worksheets/sheet1.xml": "<a>" + " " * 21 * 2**20 + "</a>"}),
        workbook([["Namn", "Antal"], ["Bad", 7]]),
    ],
    ids=["broken", "entities", "bomb", "no posts"],
)
def test_other_workbooks_are_refused(bare, data):
    with pytest.raises(DownloadError), read_download([bare("x.xlsx", data)]):
        pass
