"""The actors of one article: who speaks, acts or is acted upon, each once, with all mentions."""

from collections.abc import Sequence

from volgens.model import Actor, Codes, Event, Mention, Reason, content_id
from volgens.resolve.assemble import Scene


def collect(scene: Scene, events: Sequence[Event]) -> tuple[Actor, ...]:
    """Known actors named anywhere in the text, and the sources of the claims, in the order of their first mention."""
    found: dict[str, Actor] = {}
    for n in scene.parties.named:
        row = n.row
        text = scene.parsed.text[n.start : n.end]
        old = found.get(row.id)
        mention = Mention(n.start, n.end)
        if old is None:
            codes = Codes(row.plover, row.cameo, row.acled_inter)
            found[row.id] = Actor(
                row.id,
                row.names[0],
                row.kind,
                row.party,
                (text,),
                (mention,),
                codes,
                (Reason("actor.known", row.where),),
            )
        else:
            aliases = tuple(dict.fromkeys((*old.aliases, text)))
            found[row.id] = Actor(
                old.id, old.name, old.kind, old.party, aliases, (*old.mentions, mention), old.codes, old.because
            )
    for c in scene.claims:
        s = c.source
        if s.actor_id in found or s.start is None or s.end is None:
            continue
        key = s.actor_id or content_id("actor", scene.article.id, s.name)
        text = scene.parsed.text[s.start : s.end]
        mention = Mention(s.start, s.end)
        old = found.get(key)
        aliases = tuple(dict.fromkeys((*(old.aliases if old else ()), text)))
        mentions = tuple(dict.fromkeys((*(old.mentions if old else ()), mention)))
        found[key] = Actor(key, s.name, s.kind, s.party, aliases, mentions, Codes(), (Reason("actor.source"),))
    return tuple(sorted(found.values(), key=lambda a: a.mentions[0].start))
