"""A message's files are saved and never shown."""


def test_a_file_is_saved_and_never_shown(receive, browse, people):
    png = b"\x89PNG\r\n\x1a\n<script>"
    number = receive(files={"bild.png": png})
    found = browse(*people["anna"]).get(f"hub/@@messages/{number}/files/bild.png")
    assert found.content == png
    assert found.headers["Content-Type"] == "image/png"
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.headers["Content-Disposition"].startswith("attachment")
