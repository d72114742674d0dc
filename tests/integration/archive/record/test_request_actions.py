"""What is done with a request, and what is refused with nothing kept of it."""

import pytest
from plone import api

from katrineholm.socialhub.accounts.channels import holds, retention
from katrineholm.socialhub.archive.record import request_actions, request_log, request_storage
from katrineholm.socialhub.archive.record.request_actions import MaskInput
from katrineholm.socialhub.archive.record.request_copies import request_contents
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.disposal import erase_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.site.pages.refusals import Refusal

WHY = {"provision": "21 kap. 7 §", "reason": "Personuppgift"}
LONG = "x" * 1001


def said(refused):
    return [api.portal.translate(each) for each in refused.value.args]


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"words": ("Bo Ek",)}, "”Bo Ek” står inte i handlingarna."),
        ({"words": (" ", "\x00")}, "Skriv minst en uppgift, eller välj en bild eller en fil."),
        ({"words": (LONG,)}, "En uppgift får vara högst 1000 tecken lång."),
        ({"words": tuple(map(str, range(51)))}, "Högst 50 uppgifter kan maskas."),
        ({"reason": ""}, "Skriv varför."),
        ({"provision": ""}, "Skriv med stöd av vilken bestämmelse det maskas."),
        ({"provision": LONG}, "Skriv högst 1000 tecken."),
        ({"pictures": ("../x.webp",)}, "Det finns ingen sådan bild eller fil bland handlingarna."),
        ({"files": ("x",)}, "Det finns ingen sådan bild eller fil bland handlingarna."),
        (
            {"thing": "entry:x"},
            "Det finns ingen sådan handling här, eller så får du inte läsa den.",
        ),
    ],
)
def test_what_cannot_be_masked_is_told(hub, asked, as_rut, request_of, wish, sentence):
    with pytest.raises(Refusal) as refused:
        request_actions.mask_records(
            hub, asked, MaskInput(**{"words": ("Hemligson",), **WHY, **wish})
        )
    assert said(refused) == [sentence]
    assert len(request_of()["masks"]) == 0


def test_all_that_is_wrong_with_a_mask_is_told_at_once(hub, asked, as_rut):
    with pytest.raises(Refusal) as refused:
        request_actions.mask_records(hub, asked, MaskInput())
    assert set(refused.value.faults) == {"words", "provision", "reason"}


def test_a_mask_is_taken_away_once(hub, asked, as_rut, request_of):
    number = request_actions.mask_records(hub, asked, MaskInput("", ("Hemligson",), **WHY))
    request_actions.remove_mask(hub, asked, number)
    assert len(request_of()["masks"]) == 0
    with pytest.raises(Refusal):
        request_actions.remove_mask(hub, asked, number)


def test_what_is_taken_out_takes_its_masks_along(hub, kept, asked, as_rut, request_of):
    request_actions.mask_records(hub, asked, MaskInput(kept.message, ("Hemligson",), **WHY))
    request_actions.mask_records(hub, asked, MaskInput("", ("Hemligson",), **WHY))
    assert request_actions.remove_records(hub, asked, [kept.message, "entry:x"]) == 1
    assert [mask.thing for _number, mask in request_storage.request_masks(request_of())] == [""]
    with pytest.raises(Refusal):
        request_actions.remove_records(hub, asked, [kept.message])


def test_what_may_be_secret_is_given_out_by_a_decision(hub, kept, asked, as_rut, request_of):
    request_actions.release_message(hub, asked, kept.secret, "Beslut 2026-05-04")
    assert request_contents(hub, request_of()).withheld == ()
    request_actions.deliver_request(hub, asked, "zip")
    line = next(request_log.log_lines(hub))
    assert line.details["released"] == ((kept.secret, "Beslut 2026-05-04"),)
    request_actions.release_message(hub, asked, kept.secret, "")
    assert len(request_contents(hub, request_of()).withheld) == 1
    for key in (kept.entry, "message:99"):
        with pytest.raises(Refusal):
            request_actions.release_message(hub, asked, key, "Beslut")


def test_nobody_puts_in_what_is_not_theirs_to_read(hub, kept, asked, people):
    with api.env.adopt_user("cia"), pytest.raises(Refusal):
        request_actions.add_records(hub, asked, [kept.message])
    with api.env.adopt_user("rut"), pytest.raises(Refusal):
        request_actions.begin_request(hub, "", [kept.entry, "entry:x"])
    assert len([*request_storage.all_requests(hub)]) == 1


def test_a_request_holds_a_thousand_and_no_more(hub, asked, kept, as_rut, request_of):
    things = request_of()["things"]
    for number in range(request_actions.MOST - len(things)):
        things[f"entry:{number}"] = ""
    request_actions.remove_records(hub, asked, [kept.diary])
    assert request_actions.add_records(hub, asked, [kept.diary]) == 1
    request_actions.remove_records(hub, asked, ["entry:1"])
    request_actions.add_records(hub, asked, [kept.diary])
    request_of()["things"]["entry:1"] = ""
    request_actions.remove_records(hub, asked, [kept.diary])
    request_of()["things"]["entry:x"] = ""
    with pytest.raises(Refusal) as refused:
        request_actions.add_records(hub, asked, [kept.diary])
    assert said(refused) == ["En begäran rymmer högst 1000 handlingar: påbörja en till."]
    assert len(request_contents(hub, request_of()).gone) > 900


def test_what_is_gone_meanwhile_is_left_out(hub, kept, asked, as_rut, request_of):
    told = {"by": "bo", "when": 1, "decision": "DHP", "proposed": "eva"}
    erase_entry(timeline_of(hub), kept.id, told)
    request_actions.deliver_request(hub, asked, "page")
    [(_number, delivery)] = request_storage.request_deliveries(request_of())
    assert set(delivery.things) == {kept.message, kept.diary}


def test_where_nothing_is_left_nothing_is_given_out(hub, kept, as_rut):
    id = request_actions.begin_request(hub, "", [kept.secret])
    with pytest.raises(Refusal) as refused:
        request_actions.deliver_request(hub, id, "zip")
    assert said(refused) == ["Det finns inget i begäran som kan lämnas ut."]
    with pytest.raises(Refusal):
        request_actions.deliver_request(hub, id, "exe")
    assert [*request_log.log_lines(hub)] == []


def test_the_messages_own_history_tells_of_the_copy(hub, kept, asked, as_rut):
    request_actions.mask_records(hub, asked, MaskInput("", ("Hemligson",), **WHY))
    request_actions.deliver_request(hub, asked, "zip")
    line = messages_of(hub).log(kept.number)[-1]
    assert (line["step"], line["given"]) == ("copy", {"masked": {"text": [9]}, "as": "request"})


def test_a_closed_request_is_changed_by_nobody(hub, kept, asked, as_rut):
    request_actions.close_request(hub, asked)
    for step in (
        lambda: request_actions.add_records(hub, asked, [kept.entry]),
        lambda: request_actions.remove_records(hub, asked, [kept.entry]),
        lambda: request_actions.mask_records(hub, asked, MaskInput("", ("Hemligson",), **WHY)),
        lambda: request_actions.deliver_request(hub, asked, "zip"),
        lambda: request_actions.close_request(hub, asked),
    ):
        with pytest.raises(Refusal):
            step()
    request_actions.reopen_request(hub, asked)
    with pytest.raises(Refusal):
        request_actions.reopen_request(hub, asked)
    assert request_actions.deliver_request(hub, asked, "zip") == 1


def test_it_is_thrown_away_by_a_rule_and_by_another_and_the_log_stays(
    hub, channel, kept, asked, olga, request_of
):
    def hindrance(who):
        with api.env.adopt_user(who):
            return api.portal.translate(request_actions.discard_obstacle(hub, asked))

    with api.env.adopt_user("rut"):
        request_actions.deliver_request(hub, asked, "zip")
        assert "Avsluta begäran först." in hindrance("olga")
        request_actions.close_request(hub, asked)
    assert "Ingen regel gäller" in hindrance("olga")
    retention.store_rule(hub, retention.RetentionRule("given-out", 30, "DHP 9", True, "arne", 1))
    assert "30 dagar" in hindrance("olga")
    request_of()["closed"] = ("rut", 1)
    assert "Du har själv avslutat den" in hindrance("rut")
    holds.place_hold(hub, holds.CHANNEL, channel.UID(), "Tvist", by="arne", now=1)
    assert "gallringsstopp" in hindrance("olga")
    holds.lift_hold(hub, holds.CHANNEL, channel.UID(), "Avgjord", by="arne", now=2)
    with api.env.adopt_user("olga"):
        request_actions.discard_request(hub, asked)
        with pytest.raises(Refusal):
            request_actions.discard_request(hub, asked)
    assert request_storage.find_request(hub, asked) is None
    lines = [*request_log.log_lines(hub)]
    assert [line.act for line in lines] == ["discard", "close", "deliver"]
    assert lines[0].details == {"decision": "DHP 9"}
