"""A package as a whole."""

from threading import Event

from katrineholm.socialhub.core.files.package_check import package_faults


def test_it_is_whole_and_says_who_receives_it(package, read):
    assert list(package_faults(package)) == []
    root = read(package, "posts/METS.xml")
    assert "Sydarkivera" in root
    assert "LÖ 1" in root


def test_a_stopped_one_leaves_nothing(order, tmp_path):
    stop = Event()
    stop.set()
    assert order("--channel", "hub/kultur/bloggen", stop=stop) == (1, None)
    assert list(tmp_path.glob("*.zip*")) == []


def test_the_specification_s_own_validator_finds_nothing(package, eark):
    assert "\n0 findings, 0 schema faults, fixity " in eark(package)
