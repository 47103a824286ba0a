"""Commas between clauses of short sentences: where one ends and the next begins with a subject and verb of its own."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.phrases import DETERMINERS, phrase_after, words
from copydesk.rules.checks.subjects import FINITE, REPORTING, clause_start
from copydesk.rules.repair import insert_after
from copydesk.text.edit import Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity

SUBJECTS = words("i he she we they")
OPENERS = words("when if because although though while before after since once unless until whenever whereas as")
MARKS = frozenset({",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH"})
LINKS = words("that than as who which what where when why how whether whom whose if because and or but so nor like")
# After these a clause may be what is meant, without “that”.
HOLDING = REPORTING | words(
    "know see feel hear find wish guess mean tell ask decide realise realize understand remember forget learn imagine "
    "pretend expect discover promise warn figure bet swear trust notice show prove convince assure remind need have "
    "do say let make want help"
)
WITH_OBJECT = words("have make need want help let do")
SURE_OF = words("sure certain afraid glad aware happy sorry proud confident convinced lucky true clear likely way time")
VERBS = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG", "VBN"})
NEVER_LAST = frozenset({"IN", "TO", "CC", "DT", "MD", "PRP$", "WDT", "WRB", "WP", "POS"})
WITHOUT_OBJECT = words("sleep arrive die fall rain snow happen go come laugh cry sit lie wait work rise live vanish")
CONDITIONS = words("if when once before after unless")
CAUSING = words("help make let have see hear watch feel notice get do suggest recommend demand insist ask")
BASE, COMMAND = frozenset({"VB"}), 0.8
SHORT = 14  # tokens: longer sentences are for the context model, which knows what edited English does there
SHORT_PAIR = 11  # of two joined clauses
NOT_MANY = 26


def _clause_begins(prose: Prose, index: int, high: int) -> bool:
    """Whether a subject stands at the token with its finite verb right after it."""
    tags, lower = prose.tags, prose.lower
    if lower[index] in SUBJECTS or (lower[index] in ("it", "you", "nobody", "everybody", "everyone")):
        after = index + 1
    elif tags[index] in DETERMINERS and tags[index] != "PDT":
        phrase = phrase_after(prose, index, high)
        if phrase is None or phrase.last - index > 4:
            return False
        after = phrase.last
    else:
        return False
    while after < high and tags[after] == "RB" and lower[after] != "n't":
        after += 1
    if after >= high or tags[after] not in FINITE:
        return False
    return prose.probability(after, FINITE) > 0.8 or prose.readings(after) <= FINITE


def _plain(prose: Prose, low: int, high: int, longest: int) -> bool:
    """Whether a sentence has no commas, brackets or quotations, is short, and is one of running text."""
    return (
        6 <= high - low <= longest
        and prose.words[high - 1] in ".!?"
        and not any(tag in MARKS for tag in prose.tags[low : high - 1])
        and not any(prose.quoted[low:high])
        and not prose.in_heading(low)
    )


@check(
    code="PU600",
    name="comma-after-opening-clause",
    pack="punctuation",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    formal=True,
    message="A comma parts the opening clause from the main one.",
    why="The reader sees where the condition ends and the statement begins.",
    examples=[
        Example(bad="When the rain [[stopped]] we went out.", good="When the rain stopped, we went out."),
        Example(bad="If it [[rains]] we stay home.", good="If it rains, we stay home."),
        Example(bad="When the bus [[arrived]] the people cheered.", good="When the bus arrived, the people cheered."),
        Example(bad="If you need [[help]] call me.", good="If you need help, call me."),
        Example(ok="When the rain stopped, we went out. We went out when the rain stopped."),
        Example(ok="If you think they know the way, follow them. When he said he knew it was late."),
    ],
)
def comma_after_opening_clause(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for low, high in prose.sentences:
        if prose.lower[low] not in OPENERS or prose.tags[low] not in ("IN", "WRB"):
            continue
        if not _plain(prose, low, high, SHORT):
            continue
        if prose.lower[low] == "as" and prose.tags[low + 1] != "PRP":
            continue
        begins = [i for i in range(low + 3, high - 1) if _main_clause(prose, low, i, high) or _command(prose, low, i)]
        if len(begins) != 1 or not _clause_begins(prose, low + 1, begins[0]):
            continue
        before = begins[0] - 1 - (prose.lower[begins[0] - 1] == "then")
        message = f"A comma belongs after “{prose.words[before]}”."
        yield rule.finding(prose.span(before, before + 1), [insert_after(prose, before, ",")], message=message)


def _main_clause(prose: Prose, low: int, index: int, high: int) -> bool:
    """Whether the main clause may begin at a token: nothing before it asks for a clause or an object."""
    lower, tags = prose.lower, prose.tags
    before = tags[index - 1]
    if lower[index - 1] in LINKS | SURE_OF or before in NEVER_LAST:
        return False
    if before in VERBS and (lower[index] not in SUBJECTS or prose.lemma(index - 1) in HOLDING):
        # “When the bell rang the children left”: of two verbs each needs its subject
        lone = sum(tag in FINITE for tag in tags[low:high]) == 2 and before in FINITE and "VB" not in tags[low:high]
        free = prose.lemma(index - 1) in WITHOUT_OBJECT or (lone and prose.lemma(index - 1) not in HOLDING)
        return free and _clause_begins(prose, index, high)
    if not any(tag in FINITE for tag in tags[low + 1 : index]):
        return False
    if any(prose.lemma(i) in HOLDING for i in range(low + 1, index) if tags[i].startswith("VB")) and before != "RB":
        return False
    return _clause_begins(prose, index, high)


def _command(prose: Prose, low: int, index: int) -> bool:
    """Whether a command begins at a token: “If you need help call me.”"""
    tags, lower = prose.tags, prose.lower
    if tags[index] != "VB" or tags[index - 1] in NEVER_LAST or lower[low] not in CONDITIONS:
        return False
    before = frozenset(tags[low:index])
    if not before.isdisjoint({"MD", "TO", "VB"}) or sum(tag in FINITE for tag in tags[low:index]) != 1:
        return False
    if any(prose.lemma(i) in CAUSING for i in range(low, index) if tags[i].startswith("VB")):
        return False
    verb = prose.readings(index) - {"NN", "NNP"} <= FINITE | {"VB"} and prose.probability(index, BASE) >= COMMAND
    return verb and tags[index + 1] in ("DT", "PRP", "PRP$", "IN")


BEFORE_GERUND = words("before after while when by since without upon instead besides")
CAUSES = frozenset({"because of", "due to", "thanks to", "instead of", "according to", "in spite", "despite"})


@check(
    code="PU610",
    name="comma-after-opening-phrase",
    pack="punctuation",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    formal=True,
    message="A comma parts the opening phrase from the statement.",
    why="The reader sees where the circumstances end and the statement begins.",
    examples=[
        Example(bad="Before leaving [[home]] he locked the door.", good="Before leaving home, he locked the door."),
        Example(bad="Because of the [[storm]] the flight was late.", good="Because of the storm, the flight was late."),
        Example(bad="Having finished his [[work]] he went home.", good="Having finished his work, he went home."),
        Example(ok="Before leaving home, he locked the door. After the game we went home."),
        Example(ok="Because of the storm the flight met, it was late. By seeing the man he knew who he was."),
    ],
)
def comma_after_opening_phrase(prose: Prose, rule: Rule) -> Iterator[Finding]:
    tags, lower = prose.tags, prose.lower
    for low, high in prose.sentences:
        if not _plain(prose, low, high, SHORT) or not _opens_with_phrase(prose, low):
            continue
        begins = [i for i in range(low + 2, high - 1) if _clause_begins(prose, i, high)]
        if len(begins) != 1 or any(tag in FINITE for tag in tags[low : begins[0]]):
            continue
        before = begins[0] - 1
        if tags[before] in NEVER_LAST or lower[before] in LINKS | SURE_OF:
            continue
        if tags[before] in VERBS and lower[begins[0]] not in SUBJECTS:
            continue  # what follows the verb may be its object
        if sum(tag in FINITE for tag in tags[begins[0] : high]) > 1:
            continue  # “the storm the flight met”
        message = f"A comma belongs after “{prose.words[before]}”."
        yield rule.finding(prose.span(before, before + 1), [insert_after(prose, before, ",")], message=message)


def _opens_with_phrase(prose: Prose, low: int) -> bool:
    """Whether a sentence begins with what is done for, before or because of something, and with no clause."""
    first, second = prose.lower[low : low + 2]
    form = prose.tags[low + 1]
    if first == "having":
        return form == "VBN"
    if (first in BEFORE_GERUND and form == "VBG") or (first == "to" and form == "VB"):
        return True
    return first in CAUSES or f"{first} {second}" in CAUSES


@check(
    code="PU601",
    name="comma-before-but-and-so",
    pack="punctuation",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    formal=True,
    message="A comma stands before “but”, “yet” and “so” when a whole clause follows.",
    why="Two statements, each with a subject and a verb, are parted by a comma.",
    examples=[
        Example(bad="He ran [[fast]] but he lost the race.", good="He ran fast, but he lost the race."),
        Example(bad="The road was [[closed]] so we walked home.", good="The road was closed, so we walked home."),
        Example(bad="He ran [[fast]] yet he missed the train.", good="He ran fast, yet he missed the train."),
        Example(ok="He ran fast but lost. I think so. He left so he could see it."),
        Example(ok="They have not come yet he said."),
        Example(ok="She said that he ran fast but he lost."),
    ],
)
def comma_before_conjunction(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for index in sorted(i for word in ("but", "so", "yet") for i in prose.positions.get(word, ())):
        low, high = prose.sentence(index)
        if prose.lower[index] == "yet" and not {"not", "n't", "as", "never", "and"}.isdisjoint(prose.lower[low:index]):
            continue
        if not low + 1 < index < high - 3 or not _plain(prose, low, high, SHORT_PAIR):
            continue
        if not _clause_begins(prose, low, index) or not _clause_begins(prose, index + 1, high):
            continue
        if prose.tags[index - 1] in ("CC", "IN", "TO", "DT", "WRB"):
            continue
        before = [i for i in range(low, index) if prose.tags[i] not in VERBS]
        if any(prose.lower[i] in LINKS for i in before):
            continue
        if any(prose.lemma(i) in HOLDING - WITH_OBJECT for i in range(low + 1, index)):
            continue
        if prose.lower[index] == "so" and "MD" in prose.tags[index:high]:
            continue  # “so he could see”: what for
        message = f"A comma belongs before “{prose.words[index]}”."
        span = prose.span(index - 1, index)
        yield rule.finding(span, [insert_after(prose, index - 1, ",")], message=message)


@check(
    code="PU602",
    name="comma-between-subject-and-verb",
    pack="punctuation",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    message="No comma stands between a subject and its verb.",
    why="They belong together; only a remark between them has commas, and then on either side.",
    examples=[
        Example(bad="The man[[,]] lost his hat.", good="The man lost his hat."),
        Example(bad="My brother[[,]] lives in Rome.", good="My brother lives in Rome."),
        Example(ok="The man, lost in thought, went on."),
        Example(ok="The man, says Tom. A hat, lost in the wood."),
    ],
)
def comma_after_subject(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for low, high in prose.sentences:
        if not 5 <= high - low <= NOT_MANY or prose.words[high - 1] not in ".!" or prose.in_heading(low):
            continue
        phrase = phrase_after(prose, low, high)
        if phrase is None or phrase.last - low > 4 or prose.lower[phrase.last] != "," or phrase.determiner == "no":
            continue
        if any(tag in MARKS for tag in prose.tags[phrase.last + 1 : high - 1]) or any(prose.quoted[low:high]):
            continue
        verb = phrase.last + 1
        readings, following = prose.readings(verb), prose.tags[verb + 1]
        if not readings & {"VBD", "VBZ"} or prose.lemma(verb) in REPORTING or following == ".":
            continue
        finite = any(tag in FINITE for tag in prose.tags[verb + 1 : high])
        if finite or prose.tags[verb] not in ("VBD", "VBZ", "NNS", "VBN"):
            continue
        if "VBN" in readings and following != "PRP$" and not prose.lower[verb + 1].endswith("ly"):
            continue
        if "NNS" in readings and ("VBZ" not in readings or following not in ("IN", "DT", "PRP$", "RB", "TO")):
            continue
        yield rule.finding(
            prose.span(phrase.last, verb), [Edit(prose.starts[phrase.last], prose.ends[phrase.last], "")]
        )


@check(
    code="PU603",
    name="comma-splice",
    pack="punctuation",
    category=Category.PUNCTUATION,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    formal=True,
    message="A comma alone does not join two sentences; write a semicolon, a full stop or “and”.",
    why="Each part has a subject and a verb, and could stand by itself.",
    examples=[
        Example(bad="It was late[[,]] we went home.", good="It was late; we went home."),
        Example(bad="She likes tea[[,]] he likes coffee.", good="She likes tea; he likes coffee."),
        Example(ok="It was late, and we went home. It was late, I think. When it was late, we went home."),
        Example(ok="He lives here, he said. The more we eat, we grow. The fact is, they are late."),
    ],
)
def comma_splice(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for low, high in prose.sentences:
        if not 7 <= high - low <= 16 or prose.words[high - 1] != "." or prose.in_heading(low):
            continue
        commas = [i for i in range(low + 2, high - 2) if prose.lower[i] == ","]
        if not 1 <= len(commas) <= 2 or any(prose.quoted[low:high]):
            continue
        if any(prose.lower[i] in LINKS or prose.tags[i] in MARKS - {","} for i in range(low, high)):
            continue
        if ";" in prose.words[low:high]:
            continue
        starts = [low, *(i + 1 for i in commas)]
        if prose.tags[low] not in ("PRP", "DT", "PRP$") or not all(
            _clause_begins(prose, i, high) and prose.lower[i] != "that" for i in starts
        ):
            continue
        if any(prose.tags[i] not in ("PRP", "DT", "PRP$") for i in starts) or _comments(prose, starts, high):
            continue
        comma = commas[0]
        fixes = [Edit(prose.starts[comma], prose.ends[comma], ";")] if len(commas) == 1 else []
        yield rule.finding(prose.span(comma, comma + 1), fixes)


def _comments(prose: Prose, starts: list[int], high: int) -> bool:
    """Whether one of the clauses only says who says or thinks so, or asks for agreement."""
    for first, last in zip(starts, [*starts[1:], high], strict=True):
        verbs = [i for i in range(first, last) if prose.tags[i].startswith("VB") or prose.tags[i] == "MD"]
        if any(prose.lemma(i) in HOLDING - WITH_OBJECT for i in verbs):
            return True
        if len([i for i in range(first, last) if prose.words[i][0].isalnum()]) < 3 and len(starts) == 2:
            return prose.lemma(verbs[0]) in ("be", "do", "have") if verbs else True
        if verbs and verbs[-1] == last - 2 and prose.lemma(verbs[-1]) == "be":
            return True  # “The fact is, …”
    return clause_start(prose, starts[0], prose.sentence(starts[0])[0]) != ""
