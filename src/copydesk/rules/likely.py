"""From what a net would repair to edits: the words and forms it names, with their capitals and spaces."""

from __future__ import annotations

from copydesk.language.inflection import inflect, lemmas
from copydesk.language.prose import Prose
from copydesk.rules.repair import delete, insert_after, insert_before, replace
from copydesk.text.edit import Edit

VERB_FORMS = ("VB", "VBZ", "VBG", "VBD", "VBN")


def edits_of(prose: Prose, index: int, kind: str, what: str) -> tuple[Edit, ...]:
    """The edits for a repair of a token (see language/repairs.py); none where it cannot be made."""
    if kind == "delete":
        return delete(prose, index, index + 1)
    if kind == "insert":
        if what == ",":
            return insert_after(prose, index - 1, ",") if index else ()
        return insert_before(prose, index, _article(prose, prose.words[index]) if what == "a" else what)
    if kind == "form":
        form = form_of(prose, index, what)
        return replace(prose, index, index + 1, form) if form else ()
    following = prose.words[index + 1] if index + 1 < len(prose) else ""
    return replace(prose, index, index + 1, _article(prose, following) if what == "a" else what)


def _article(prose: Prose, following: str) -> str:
    return prose.lexicon.article(following) if following else "a"


def form_of(prose: Prose, index: int, tag: str) -> str:
    """The form of a word for a Penn tag, "" if it has none: of its noun or verb, or its adverb or adjective."""
    word, words = prose.form(index), prose.lexicon
    tags = words.tags(word)
    if tag in ("NN", "NNS"):
        if tag == "NNS" and "NN" in tags:
            return inflect(word, "NNS")
        return lemmas(word, "NNS")[0] if tag == "NN" and "NNS" in tags else ""
    if tag in VERB_FORMS:
        verb = next((one for one in VERB_FORMS if one in tags), None)
        return inflect(lemmas(word, verb)[0], tag) if verb else ""
    if tag == "RB":
        return next(iter(words.derive(word, "adj>adv")), "") if "JJ" in tags else ""
    return _adjective(prose, word) if tag == "JJ" and "RB" in tags and word.endswith("ly") else ""


def _adjective(prose: Prose, adverb: str) -> str:
    stem = adverb[:-2]
    forms = (stem, stem + "le", stem.removesuffix("i") + "y", stem.removesuffix("al"))
    return next((form for form in forms if "JJ" in prose.lexicon.tags(form)), "")
