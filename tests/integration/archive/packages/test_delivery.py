"""A package as a whole."""

from collections import Counter
from threading import Event

from helpers.core.packages import WHOLE
from lxml import etree

from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.files.premis import PREMIS


def test_it_is_whole_and_says_who_receives_it(package, read):
    assert list(package_errors(package)) == []
    root = read(package, "posts/METS.xml")
    assert "Sydarkivera" in root
    assert "LÖ 1" in root


def test_a_stopped_one_leaves_nothing(order, tmp_path):
    stop = Event()
    stop.set()
    assert order("--channel", "hub/kultur/bloggen", stop=stop) == (1, None)
    assert list(tmp_path.glob("*.zip*")) == []


def test_the_specification_s_own_validator_finds_nothing(package, eark):
    assert WHOLE.search(told := eark(package)), told


def test_what_happened_is_told_in_premis(package, read):
    told = read(package, "posts/metadata/preservation/premis.xml")
    kinds = [each.text for each in etree.fromstring(told.encode()).iter(f"{{{PREMIS}}}eventType")]
    assert Counter(kinds) == {"capture": 3, "hidden": 1, "migration": 1}
    assert ">anna<" in told
