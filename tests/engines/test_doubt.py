"""How much of a text is wrong, by what the rules surely found in it."""

from hypothesis import given
from hypothesis import strategies as st

from copydesk.engines.doubt import first_look, undisputed
from copydesk.engines.rules import RuleEngine
from copydesk.formats.document import Document
from copydesk.language.prose import Prose
from copydesk.language.repairs import DOUBTFUL
from copydesk.rules.registry import builtin
from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

CAREFUL = "The committee met on Monday and agreed to repair the bridge before the winter. "


def prose_of(text: str, format: str = "text") -> Prose:
    return Prose(Document.parse(text, format))


def finding(start: int, end: int, text: str, category: Category = Category.SPELLING) -> Finding:
    fix = Fix((Edit(start, end, text),), Applicability.UNSAFE)
    return Finding("ZZ001", "made-up", category, Severity.ERROR, Confidence.HIGH, "Made up.", Span(start, end), (fix,))


@given(st.integers(1, 60), st.integers(0, 6), st.integers(0, 6))
def test_every_error_makes_a_text_more_doubtful_and_every_word_less(length: int, errors: int, more: int) -> None:
    prose = prose_of(CAREFUL * length)
    found = [finding(4, 13, "comittee")] * errors
    before = first_look(prose, found).shares
    after = first_look(prose, [*found, finding(14, 17, "meets")]).shares
    assert all(one <= other for one, other in zip(before, after, strict=True))
    longer = first_look(prose_of(CAREFUL * (length + more + 1)), found).shares
    assert longer[0] <= before[0]


def test_one_slip_in_a_long_and_careful_text_opens_nothing() -> None:
    text = "\n\n".join([CAREFUL * 3] * 12)
    assert max(first_look(prose_of(text), [finding(4, 13, "comittee")]).shares) < DOUBTFUL


def test_errors_weigh_most_in_their_own_paragraph() -> None:
    text = CAREFUL * 3 + "\n\n" + CAREFUL * 3
    shares = first_look(prose_of(text), [finding(4, 13, "comittee")] * 2).shares
    assert shares[0] == shares[2] > shares[3] == shares[5]


def test_style_and_typography_and_what_has_no_repair_say_nothing_of_errors() -> None:
    prose = prose_of(CAREFUL)
    quiet = [finding(4, 13, "board", category) for category in (Category.STYLE, Category.TYPOGRAPHY)]
    assert first_look(prose, quiet).shares == first_look(prose, []).shares


def test_headings_are_left_out() -> None:
    prose = prose_of("# Repair of bridge\n\nHe go to school.\n", "markdown")
    shares = first_look(prose, [finding(24, 26, "goes", Category.GRAMMAR)]).shares
    assert shares[0] == 0 < shares[1]


def test_sure_repairs_of_one_word_are_read_as_made() -> None:
    prose = prose_of("He recieve it, and you and me alot.")
    repaired = first_look(prose, [finding(3, 10, "receives"), finding(30, 34, "a lot")]).repaired
    assert repaired == {1: "receives"}


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 5), st.integers(0, 5))
def test_doubt_gives_way_to_what_is_sure(one: int, other: int, length: int, width: int) -> None:
    sure, doubtful = finding(one, one + length, "sure"), finding(other, other + width, "doubtful")
    apart = one + length < other or other + width < one
    assert undisputed([doubtful], [sure]) == ([doubtful] if apart else [])


def test_a_faulty_sentence_is_repaired_further_than_the_same_slip_among_careful_ones() -> None:
    rules = builtin()
    engine = RuleEngine(rules, rules.select(None))
    slip = "It was read by some student in the morning."
    faulty = "He teached me alot and she have went home. She recieve it teh next day. " + slip
    careful = "\n\n".join([CAREFUL * 5] * 8 + [slip])

    def second_looks(text: str) -> set[str]:
        return {found.code for found in engine.check(Document.parse(text, "text")).findings if found.code[:2] == "LR"}

    assert "LR004" in second_looks(faulty)
    assert not second_looks(careful)
