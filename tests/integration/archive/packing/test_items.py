"""The files of a package."""

from zipfile import ZipFile


def test_an_administration_s_has_all_of_its_channels(order, read, posts):
    _status, package = order("--administration", "hub/kultur")
    assert len(posts(package)) == 4
    assert len(read(package, "register.csv").splitlines()) == 3


def test_its_picture_lies_in_it_and_the_page_shows_it(package, read, posts, picture):
    [post] = [each for each in posts(package) if each["name"] == "Badet"]
    [shown] = post["attachment"]
    with ZipFile(package) as zipped:
        [name] = [each for each in zipped.namelist() if each.endswith(shown["url"])]
        assert zipped.read(name) == picture
    page = read(package, "index.html")
    assert f'src="../{shown["url"]}"' in page
    assert "<p>Öppet</p>" in page
    assert "dolt av kommunen" in page
