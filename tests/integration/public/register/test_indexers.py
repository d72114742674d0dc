"""The list follows the administrations."""


def test_a_renamed_administration_is_sorted_anew(register, ids, manager_request):
    assert manager_request.patch("hub/kultur", json={"title": "Tekniska"}).status_code == 204
    assert ids(sort="administration") == ["bilder", "sidan", "bloggen", "filmer", "gamla"]
