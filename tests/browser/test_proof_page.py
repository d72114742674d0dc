"""The page that checks proofs is opened from an unpacked package, without a network."""

import json
from hashlib import sha256

import pytest

from katrineholm.socialhub.archive.packages.proof_items import packaged_file

TEXT = '{"kind": "content", "title": "Badet <b>"}'


def proof(text=TEXT):
    """The proof of a post that was sealed alone in its round."""
    root = sha256(b"\0\x0a" + TEXT.encode()).hexdigest()
    line = f"['{root}']"
    link = json.dumps([1, 2, 3, 4, 5, sha256(line.encode()).hexdigest()])
    linked = {"count": 7, "text": link, "hash": sha256(link.encode()).hexdigest()}
    about = {"salt": "0a", "path": [], "time": "2026-06-15", "root": root, "line": line}
    return {"post": "abc", "sealed": [about | {"text": text, "link": linked}]}


@pytest.fixture
def check(page, tmp_path):
    """A function that lets the page check the lines of a file: what it says of them."""
    (tmp_path / "page.html").write_bytes(packaged_file("check-proof.html"))
    page.context.set_offline(True)
    page.goto(f"file://{tmp_path}/page.html")

    def check(*proofs):
        lines = (json.dumps({"format": "katrineholm.socialhub proof 1"} | each) for each in proofs)
        (tmp_path / "proofs.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        page.get_by_label("Fil med bevis").set_input_files(tmp_path / "proofs.jsonl")
        page.locator("[role=status] > :nth-child(1)").wait_for()
        page.wait_for_function(
            "number => document.querySelectorAll('[role=status] p').length === number",
            arg=len(proofs),
        )
        return page.get_by_role("status").locator("p").all_text_contents()

    return check


def test_a_proof_is_right_a_forged_one_is_wrong_and_a_post_may_have_none(check, page):
    right, wrong, none = check(proof(), proof("{}"), {"post": "def", "sealed": []})
    assert right.startswith("Stämmer. Inlägget abc: förseglat 2026-06-15, rad 7 i loggen")
    assert wrong == "STÄMMER INTE: texten hör inte till omgångens rot."
    assert none == "Inget bevis för inlägget def: det är gallrat eller inte förseglat än."
    assert page.locator("pre").all_text_contents() == [TEXT, "{}"]
