"""What a form decides, and where it leads: the same decisions, in the same log, as ``volgens review`` makes."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from volgens.ledger import Ledger
from volgens.model import Decision, DecisionError
from volgens.web import review
from volgens.web.answer import page
from volgens.web.asked import REVIEWER, YEAR, Asked
from volgens.web.editing import changes
from volgens.web.trust import Form, within
from volgens.wording.errors import in_words


def decide(ledger: Ledger, asked: Asked, form: Form) -> Response:
    """Takes the decision and leads on to the next item, or ``back`` to the page that it was taken on; tells why where it cannot be taken."""
    action = _ACTIONS.get(form["do"])
    if action is None:
        raise HTTPException(400, f"no action {form['do']!r}; there are {', '.join(_ACTIONS)}")
    here = None if form["back"] or form["do"] in _ELSEWHERE else review.place(ledger, asked)
    to = review.after(ledger, asked, here, form["do"] == "whole") if here else within(form["back"] or review.PATH)
    try:
        made = action(ledger, form)
    except DecisionError as e:
        told = in_words(e, asked.labels.language)
        if here:
            return review.shown(ledger, asked, told, form)
        return page(asked, "refused", 422, detail=told, back=to)
    if form["do"] == "undo" and not form["back"]:
        to = _undone(ledger, asked, made)
    answer = RedirectResponse(to, 303)
    name = quote(" ".join(form["by"].split()), safe="")
    answer.set_cookie(REVIEWER, name, max_age=YEAR, httponly=True, samesite="strict")
    return answer


def _verdict(ledger: Ledger, form: Form) -> Decision:
    return ledger.decide(form["do"], form["id"], **_signed(form), document=_document(form), seen=_seen(form))


def _correct(ledger: Ledger, form: Form) -> Decision:
    values = changes(form)
    if not values:
        raise DecisionError("nothing was changed", do="change a field, or accept the record as it is")
    return ledger.decide(
        "correct", form["id"], **_signed(form), values=values, document=_document(form), seen=_seen(form)
    )


def _whole(ledger: Ledger, form: Form) -> Decision:
    return ledger.decide("accept", form["article"], **_signed(form))


def _join(ledger: Ledger, form: Form) -> Decision:
    others = [part for given in form.all("other") for part in given.split() if part]
    return ledger.decide("join", form["id"], *(o.partition("?")[0].rpartition("/")[2] for o in others), **_signed(form))


def _split(ledger: Ledger, form: Form) -> Decision:
    return ledger.decide("split", form["id"], *" ".join(form.all("account")).split(), **_signed(form))


def _best(ledger: Ledger, form: Form) -> Decision:
    return ledger.decide("correct", form["id"], **_signed(form), values={form["figure"]: form["best"] or None})


def _settle(ledger: Ledger, form: Form) -> Decision:
    to_do = {"keep": ledger.keep, "take": ledger.take, "undo": ledger.undo}[form["do"]]
    return to_do(form["decision"], form["by"], form["reason"] or None)


_ACTIONS: dict[str, Callable[[Ledger, Form], Decision]] = {
    "accept": _verdict,
    "reject": _verdict,
    "correct": _correct,
    "whole": _whole,
    "join": _join,
    "split": _split,
    "best": _best,
    **dict.fromkeys(("keep", "take", "undo"), _settle),
}
_ELSEWHERE = ("join", "split", "best", "keep", "take", "undo")  # what is no answer to the item that is shown


def _signed(form: Form) -> dict[str, Any]:
    return {"by": form["by"], **({"reason": form["reason"]} if form["reason"] else {})}


def _document(form: Form) -> str | None:
    return form["article"] or None


def _seen(form: Form) -> list[str]:
    """The decisions that stood on the page when it was decided: who did not see another's is asked later which is to stand."""
    return [s for s in form.all("seen") if s]


def _undone(ledger: Ledger, asked: Asked, made: Decision) -> str:
    """To the item on which there is nothing decided any more."""
    if made.document_id is None or made.undoes is None:
        return review.PATH
    (first,) = ledger.decisions_of([made.undoes])
    head = ledger.head(made.document_id)
    item = first.target if first.target != made.document_id else None
    path = asked.address(path=review.PATH, article=made.document_id, item=item, end=None)
    return path if head else review.PATH
