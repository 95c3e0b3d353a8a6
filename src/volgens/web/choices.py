"""What can be chosen in a form: the fixed words of a filter or field, each as people read it."""

from volgens.ledger.filters import CHOICES, event_types
from volgens.wording import LANGUAGES, Labels

Choice = tuple[str, str]  # the value, and what it is called


def choices(name: str, labels: Labels, given: str = "") -> list[Choice] | None:
    """The values of a filter with their names; None for one that takes any words. ``given`` stands among them, also where it is several."""
    out: list[Choice]
    if name == "type":
        out = _types(labels)
    elif name == "language":
        out = [(code, labels.language_name(code)) for code in LANGUAGES]
    elif name in CHOICES:
        out = [(v, labels(f"{name}.{v}") or labels("unspecified")) for v in CHOICES[name]]
    else:
        return None
    known = dict(out)
    if given and given not in known:
        parts = [p.strip() for p in given.split(",")]
        out.append((given, ", ".join(known.get(p, p) for p in parts)))
    return out


def _types(labels: Labels) -> list[Choice]:
    """Event types with their groups: ``attack`` stands for every attack."""
    out: list[Choice] = []
    seen: set[str] = set()
    for name in event_types():
        group = name.partition(".")[0]
        if group not in seen and f"group.{group}" in labels:
            seen.add(group)
            out.append((group, labels(f"group.{group}")))
        out.append((name, labels.event_type(name)))
    return out
