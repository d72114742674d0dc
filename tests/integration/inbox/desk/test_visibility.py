"""Which messages a person may see."""

import pytest


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("anna", "/{number}", 200),
        ("cia", "/{number}", 401),
        ("cia", "/{number}/files/bild.png", 401),
        ("cia", "/{number}/evidence/1", 401),
        ("rut", "/{number}", 200),
        ("anna", "/77", 404),
        ("anna", "/x", 404),
        ("anna", "/-1", 404),
        ("anna", "/{number}/files/ingen.png", 404),
        ("anna", "/{number}/evidence/1", 404),
        ("anna", "/{number}/evidence/x", 404),
        ("anna", "/{number}/a/b/c", 404),
    ],
)
def test_who_may_open_what(receive, browse, people, name, path, status):
    number = receive()
    url = f"hub/@@messages{path.format(number=number)}"
    found = browse(*people[name]).get(url, allow_redirects=False)
    if status == 401:
        assert found.status_code in (302, 401, 403)
        assert "Ni är dumma" not in found.text
    else:
        assert found.status_code == status
