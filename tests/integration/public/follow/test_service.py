"""Streams are followed by a program."""

from helpers.integration.public.follow import FORM, feeds


def test_a_program_follows_confirms_and_leaves_by_rest(hub, request_factory, browse, opened, fill):
    url = opened()
    session = request_factory()
    form = session.get(url.replace("@@", "@")).json()
    [topic] = [each["name"] for each in form["fields"] if each["type"] == "radio"]
    body = {"key": url.partition("key=")[2], topic: "each"}
    answer = session.post("hub/@follow-settings", json=body)
    assert answer.status_code == 201
    assert answer.json()["@id"].startswith(f"{hub.absolute_url()}/@@follow-settings?key=")
    assert feeds(hub) == {("channel=bloggen", "each"): 1}
    answer = session.post("hub/@follow", json=FORM)
    assert (answer.status_code, answer.json()["@id"]) == (
        201,
        f"{hub.absolute_url()}/@@follow?sent=1",
    )
    assert session.get("hub/@follow?sent=1").json()["text"].startswith("Tack.")
    assert session.post("hub/@follow", json={"often": "x"}).json()["faults"].keys() == {
        "email",
        "often",
    }
