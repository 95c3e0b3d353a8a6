"""Events, read by the whole reader: every event of a row, and no other.

The cell ``events`` lists them in text order, divided by `` | ``: type and trigger, a colon, the agent, ``>``, the patient, each ``-`` where
there is none and with its party in brackets where the row tells it; after semicolons, as needed, ``with`` the instrument, ``possible`` or
``probable``, ``not`` for an event that is said not to have happened. A participant fits where the reading's holds the words. An empty cell: no event.
"""

import re

import pytest

from tests.phenomena import cases

WHO = re.compile(r"(?P<name>.*?)(?:\s*\[(?P<party>[^\]]+)\])?")


def wanted_of(item):
    """An event as a row tells it."""
    head, *more = [part.strip() for part in item.split(";")]
    what, who = head.split(": ", 1)
    kind, trigger = what.split(" ", 1)
    agent, patient = who.split(" > ")
    wanted = {"type": kind, "trigger": trigger, "agent": agent.strip(), "patient": patient.strip()}
    wanted |= {"certainty": "certain", "polarity": "positive"}
    for part in more:
        if part.startswith("with "):
            wanted["with"] = part[len("with ") :]
        elif part == "not":
            wanted["polarity"] = "negative"
        else:
            wanted["certainty"] = part
    return wanted


def named(participant, wanted):
    """The wanted participant where the reading's holds its words and its party, else the reading's own."""
    if participant is None:
        return "-"
    m = WHO.fullmatch(wanted)
    fits = m["name"].lower() in participant.text.lower() and m["party"] in (None, participant.party)
    return wanted if fits else f"{participant.text} [{participant.party}]"


def got_of(event, wanted):
    got = {"type": event.type, "trigger": event.trigger.text, "certainty": event.certainty, "polarity": event.polarity}
    got |= {"agent": named(event.agent, wanted["agent"]), "patient": named(event.patient, wanted["patient"])}
    if "with" in wanted:
        text = event.instrument.text if event.instrument else "-"
        got["with"] = wanted["with"] if wanted["with"].lower() in text.lower() else text
    return got


@pytest.mark.parametrize("row", cases("events"))
def test_events(row, read):
    wanted = [wanted_of(item) for item in row["events"].split(" | ") if item.strip()]
    found = list(read(row).events)
    shown = [
        f"{e.type} {e.trigger.text}: {e.agent.text if e.agent else '-'} > {e.patient.text if e.patient else '-'}"
        for e in found
    ]
    assert [(e.type, e.trigger.text) for e in found] == [(w["type"], w["trigger"]) for w in wanted], shown
    assert [got_of(e, w) for e, w in zip(found, wanted, strict=True)] == wanted


@pytest.mark.parametrize(
    ("text", "language", "party"),
    [
        (
            "Het leger vocht vorige week in Mopti met strijders van JNIM. Schutters op motoren overvielen dinsdag een konvooi van het Malinese leger.",
            "nl",
            None,
        ),
        (
            "Mali's army fought JNIM near Mopti last week. On Tuesday gunmen on motorbikes ambushed a convoy of the Malian army.",
            "en",
            None,
        ),
        (
            "Mali's army fought JNIM near Mopti last week. On Tuesday the militants ambushed a convoy of the Malian army.",
            "en",
            "JNIM",
        ),
    ],
)
def test_attackers_whom_nobody_knows_are_on_no_side(read, text, language, party):
    events = read({"text": text, "language": language, "published": "2025-10-15"}).events
    (ambush,) = [e for e in events if e.type.startswith("attack")]
    assert ambush.agent is not None
    assert ambush.agent.party == party
