import json
from typing import Any

import pytest

from tests.ingest.support import got

NAME = "Valleinieuws"


def message(number: int, text: Any, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2025-01-11T15:32:00",
        "date_unixtime": "1736605920",
        "from": NAME,
        "from_id": "channel77",
        "text": text,
        **more,
    }


def chat(*messages: Any, type: str = "public_channel", name: str = NAME) -> dict[str, Any]:
    return {"name": name, "type": type, "id": 77, "messages": list(messages)}


def export(value: Any) -> bytes:
    return json.dumps(value, indent=1).encode()


RICH = [
    {"type": "bold", "text": "Beschieting van de vallei\n"},
    "\nVolgens de burgemeester zijn ",
    {"type": "italic", "text": "zeker vijf"},
    " mensen gewond. Lees ",
    {"type": "text_link", "text": "hier", "href": "https://example.org"},
    " meer.",
]


def test_telegram_a_post_is_an_article():
    raw = export(chat({"id": 1, "type": "service", "action": "create_channel", "text": ""}, message(2, RICH)))
    (post,), errors, passed = got(raw)
    assert not errors
    assert post.text == (
        "Beschieting van de vallei\n\nVolgens de burgemeester zijn zeker vijf mensen gewond. Lees hier meer."
    )
    assert post.title == "Beschieting van de vallei"
    assert post.publisher == NAME
    assert post.published == "2025-01-11T14:32:00+00:00"
    assert (post.id, post.url, post.origin) == ("telegram-77-2", "https://t.me/c/77/2", "a.file#2")
    assert passed == {"Telegram service messages": 1}


def test_telegram_the_channels_address_makes_permalinks():
    (post,), _, _ = got(export(chat(message(2, "Het leger viel aan."))), address="https://t.me/vallei")
    assert post.url == "https://t.me/vallei/2"
    (post,), _, _ = got(export(chat(message(2, "Het leger viel aan."))), address="https://example.org/x")
    assert post.url == "https://t.me/c/77/2"


def test_telegram_a_forwarded_post_says_whose_words_it_has():
    raw = export(chat(message(2, "Het leger viel aan.", forwarded_from="Stadsbestuur")))
    (post,), _, _ = got(raw)
    assert post.publisher == NAME
    assert post.forwarded == "Stadsbestuur"
    assert post.warnings == (
        "forwarded: the words are those of 'Stadsbestuur', on a day that the export does not tell",
    )


def test_telegram_captions_are_text_and_pictures_without_words_are_passed_over():
    raw = export(
        chat(
            message(2, "", photo="photos/1.jpg"),
            message(3, "De brug na de aanval.", photo="photos/2.jpg", width=1280),
            message(4, "👍 12"),
        )
    )
    (post,), _, passed = got(raw)
    assert post.text == "De brug na de aanval."
    assert passed == {"Telegram posts without words": 2}


def test_telegram_an_export_of_everything_without_what_persons_say_to_each_other():
    everything = {
        "about": "Here is the data you requested.",
        "personal_information": {"first_name": "A", "user_id": 5},
        "contacts": {"about": "x", "list": [{"first_name": "B", "messages": [message(1, "niet dit")]}]},
        "chats": {
            "about": "y",
            "list": [
                chat(message(1, "Tussen ons."), type="personal_chat", name="Buur"),
                chat(message(1, "Het leger viel aan.")),
                chat(message(1, "Rustige nacht, zegt de wacht."), type="private_supergroup", name="Groep"),
            ],
        },
        "left_chats": {"about": "z", "list": [chat(message(9, "Oud bericht over de brug."), name="Verlaten")]},
    }
    posts, errors, passed = got(export(everything))
    assert not errors
    assert [(p.publisher, p.text) for p in posts] == [
        (NAME, "Het leger viel aan."),
        ("Groep", "Rustige nacht, zegt de wacht."),
        ("Verlaten", "Oud bericht over de brug."),
    ]
    assert passed == {"Telegram messages between persons": 1}


def test_telegram_one_bad_message_does_not_stop_the_others():
    raw = export(
        chat(
            "geen bericht",
            message(2, "Goed bericht."),
            message(3, "Zonder dag.", date="gisteren", date_unixtime=None),
            ["ook", "niet"],
            message(5, [{"type": "bold"}, 7, None, "Ook goed."]),
            message("zes", "Zonder nummer."),
        )
    )
    posts, errors, _ = got(raw)
    assert [p.text for p in posts] == ["Goed bericht.", "Ook goed.", "Zonder nummer."]
    assert [str(e).split(";")[0] for e in errors] == [
        "a.file#1: a message is no object",
        "a.file#3: published 'gisteren' is no date",
        "a.file#4: a message is no object",
    ]
    assert posts[2].url is None


def test_telegram_an_edited_post_says_when():
    raw = export(chat(message(2, "Het leger viel aan.", edited="2025-01-11T16:00:00", edited_unixtime="1736607600")))
    (post,), _, _ = got(raw)
    assert (post.published, post.updated) == ("2025-01-11T14:32:00+00:00", "2025-01-11T15:00:00+00:00")


def test_telegram_an_older_export_has_only_a_local_clock():
    old = message(2, "Het leger viel aan.")
    del old["date_unixtime"]
    (post,), _, _ = got(export(chat(old)))
    assert post.published == "2025-01-11T15:32:00"


@pytest.mark.parametrize("end", [-4, -60])
def test_telegram_an_export_that_breaks_off_keeps_what_came_before(end):
    raw = export(chat(*(message(k, f"Bericht nummer {k}.") for k in range(200))))
    posts, errors, _ = got(raw[:end])
    assert len(posts) >= 199
    assert [e.reason for e in errors] == ["malformed"]


def test_telegram_depth_and_length_are_bounded():
    head = export(chat(message(1, "Goed bericht.")))[:-4]
    for tail in (b"," + b"[" * 200_000, b',{"text": "' + b"a" * 30_000_000):
        posts, errors, _ = got(head + tail)
        assert len(posts) == 1
        assert len(errors) == 1
