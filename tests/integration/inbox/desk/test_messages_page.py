"""What follows @@messages in an address; a message's files are saved and never shown."""


def test_a_message_is_not_found_in_another_channel(
    receive, make_functional_channel, browse, people
):
    number = receive()
    make_functional_channel("annan")
    anna = browse(*people["anna"])
    assert anna.get(f"hub/kultur/bloggen/@@messages/{number}").status_code == 200
    assert anna.get(f"hub/kultur/annan/@@messages/{number}").status_code == 404


def test_a_file_is_saved_and_never_shown(receive, browse, people):
    png = b"\x89PNG\r\n\x1a\n<script>"
    number = receive(files={"bild.png": png})
    found = browse(*people["anna"]).get(f"hub/@@messages/{number}/files/bild.png")
    assert found.content == png
    assert found.headers["Content-Type"] == "image/png"
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.headers["Content-Disposition"].startswith("attachment")
