"""The two characters that stand for masked text.

A masked text has the length of the source text, so offsets never move. INVISIBLE replaces markup that has no width for
a reader (emphasis marks, link brackets and targets, quote prefixes); OPAQUE replaces what a reader sees but no rule may
touch (inline code, URLs, images, raw HTML).
"""

INVISIBLE = "\u2060"
OPAQUE = "\ufffc"


def visible(text: str) -> str:
    """The masked text as a reader sees it, without its invisible characters."""
    return text.replace(INVISIBLE, "") if INVISIBLE in text else text
