"""Tokens: one regular expression over the masked text of a block, Penn Treebank style, with exact offsets.

Contractions and possessives split as in the treebanks (do|n't, it|'s, can|not, boys|'); "gonna" stays whole. A
hyphenated word is one token ("14-year-old", "al-Assad", "U.S.-led"), as are numbers with separators, dates, times,
number ranges ("2010-2015"), URLs, e-mail addresses, file names and paths, identifiers, handles and hashtags,
abbreviations with their full stop, ellipses and runs of ? and !. Every quotation mark is its own token. A number and
its unit are two tokens (5|km, 5|pm, 3.5|%, $|20), but "1990s" and "20th" are one. Slashes split ("and|/|or") except
inside dates, fractions and paths.

Whatever is not white space, a zero-width control or INVISIBLE belongs to exactly one token. INVISIBLE inside a word is
inside the token's span and not part of the word; a run of OPAQUE is one token.
"""

import re

from copydesk.language import abbreviations as abbr
from copydesk.text.mask import INVISIBLE, OPAQUE, visible

# Combining marks, soft hyphens and joiners sit inside words although re does not count them as \w: read as letters.
_MARK = (
    r"[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0981-\u0dff"
    r"\u200c\u200d]"
)
_MARKS = re.compile(rf"{_MARK}(?<=\w.){_MARK}*")
_LETTER = r"[^\W\d_]"
_GAP_BEFORE = r"(?<![^\s(\[{<\"'“‘])"  # at the start, after a space or after an opening mark
_UNIT = (
    r"(?:[ap]m|[AP]M|[ap]\.m\.|[kcm]?m|[kKmµ]?g|mi|lbs?|ft|oz|mph|kph|[kKMGT]?Hz|[kKMGT]i?B|[kMG]?W|[kKmM]|bn|mn|tn|"
    r"trn|ms|mins?|hrs?|h|px|pt|dpi|ml|cc)"
)
_EXTENSION = (
    r"(?i:md|rst|txt|py|js|ts|jsx|tsx|json|ya?ml|toml|html?|xml|css|[ch]|cpp|hpp|rs|go|rb|java|exe|dll|docx?|pdf|xlsx?|"
    r"csv|tsv|png|jpe?g|gif|svg|mp[34]|zip|gz|tar|ini|cfg|conf|log|sh|bat|ps1|net|com|org|edu|gov|io)"
)
_URL_BODY = r"(?:\([^\s()<>\"“”]*\)|[^\s()<>\"“”\ufffc])*(?:\([^\s()<>\"“”]*\)|[^\s()<>\"“”\ufffc.,;:!?'’\]}…*_])"
_CLITIC = r"['’](?:[sS]|re|RE|ve|VE|ll|LL|[dDmM])\b"
_NOT = r"(?:n['’]t|N['’]T)\b"
# What may follow inside one word: -part, 's-free apostrophe, .part of a dotted name, ::part, &part of AT&T.
_PIECE = (
    rf"(?:[-‐‑](?:(?:{_LETTER}\.){{2,}}|['’]?(?=\w)\w+)"
    rf"|(?!{_CLITIC})['’ʼ](?={_LETTER})\w+"
    rf"|\.(?:(?=[a-z\d_])\w+|{_EXTENSION}\b)"
    rf"|::~?(?=\w)\w+"
    r"|(?<=[A-Z])&(?=[A-Z])[A-Z]+)"
)


def _words(words: frozenset[str]) -> str:
    """An alternation, grouped by first letter so that most words fail on their first character."""
    initials = sorted({word[0] for word in words})
    groups = ((initial, sorted(re.escape(word[1:]) for word in words if word[0] == initial)) for initial in initials)
    return "(?:" + "|".join(f"{initial}(?:{'|'.join(rests)})" for initial, rests in groups) + ")"


def _lookbehinds(words: frozenset[str]) -> str:
    return "".join(rf"(?<!{word}\s)" for word in sorted(words))


_CANNOT = r"(?:[cC]annot|CANNOT)\b"
_ABBREVIATIONS = abbr.TITLES | abbr.ALWAYS | abbr.BEFORE_NUMBER | abbr.BEFORE_COMMA | abbr.AFTER_COMMA | {"al"}
_SPACES = r"[^\S\n]*\n?[^\S\n]*"  # within a paragraph, hard wraps included
_CAPITAL_NEXT = rf"(?=\s+(?:[A-Z]\.|(?!{_words(abbr.OPENERS)}\b)[^\W\d_a-z]\w))"

# No group is possessive: Python 3.11 before 3.11.5 misreads those.
_TOKEN = re.compile(
    r"(?!\s)(?:"  # white space must not try them all
    + "|".join(
        (
            # Quick ways for what is nearly all of a text: the plain word, the comma, the full stop, the last word of a
            # sentence, brackets and quotes, plain numbers.
            rf"(?!{_CANNOT}){_LETTER}\w*+(?![.'’ʼ@&+#$\\/\-‐‑]|:[:/\\]|\(\))",
            r"[,;]|\.(?![.\w/]|[ \u00a0]\.)|[()\[\]“”\"]|['’:](?=\s)",
            rf"(?!{_CANNOT}|{_words(_ABBREVIATIONS)}\.){_LETTER}\w++(?=\.(?![\w.])|{_CLITIC})",
            r"\d++(?=[,.]?\s)",
            OPAQUE + "+",
            # Addresses and names of files
            rf"(?:[A-Za-z][A-Za-z0-9+.-]{{1,15}}://|(?:www\.|mailto:)(?=\w)){_URL_BODY}",
            r"(?:[\w+-]{1,64}+\.?){1,8}@(?:[\w-]{1,64}+\.){1,8}[A-Za-z]{2,24}\b",
            rf"(?:[a-z\d-]{{1,64}}+\.){{1,8}}(?:com|org|net|edu|gov|io|co\.uk)/{_URL_BODY}",
            rf"[A-Za-z]:\\{_URL_BODY}",
            rf"{_GAP_BEFORE}(?:~|\.{{1,2}})?/(?:[\w@%+~-]|\.(?=[\w/]))(?:[\w@%+~/-]|\.(?=[\w/]))*",
            rf"(?:[\w.-]{{1,64}}+/){{1,16}}[\w-]{{0,64}}(?:\.[\w-]{{1,16}}){{0,4}}\.{_EXTENSION}\b",
            rf"{_GAP_BEFORE}\.(?={_LETTER})\w+{_PIECE}*",
            rf"{_GAP_BEFORE}--?[A-Za-z](?:(?<=--[A-Za-z])[\w-]*\w)?\b(?!-)",
            # Abbreviations
            rf"(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w|\.))?(?:[-‐‑](?=\w)\w+)*",
            rf"(?:{_LETTER}\.)+{_LETTER}(?!\w|[.'’])",
            r"(?:Ph|Ed|Psy)\.D(?:\.|s\b)?|(?:LL|B|M)\.(?:B|M|Sc|Ed|Phil)\b\.?",
            rf"{_words(abbr.TITLES | abbr.ALWAYS)}\.(?!\w)",
            rf"{_words(abbr.BEFORE_NUMBER)}\.(?={_SPACES}\d)",
            rf"{_words(abbr.BEFORE_COMMA)}\.(?=,)",
            rf"(?<=, ){_words(abbr.AFTER_COMMA)}\.(?!\w)|(?<=\bet )al\.",
            rf"{_lookbehinds(abbr.LABELLED)}[^\W\d_a-z]\.{_CAPITAL_NEXT}",
            # Contractions
            r"[cC]an(?=not\b)|CAN(?=NOT\b)",
            _NOT,
            rf"[A-Za-z]+?(?={_NOT})",
            # Identifiers and odd words
            r"[A-Za-z]+\+\+(?!\w)|[CFJ]#(?!\w)",
            r"(?:US|AU?|CA?|NZ|HK|S|R)\$(?=\s?\d)",
            rf"[wcnWCNa]/(?:[oacOA]\b|(?=\s))|{_words(frozenset({'km', 'm'}))}/[hs]\b",
            rf"{_LETTER}\w*+{_PIECE}*(?:\(\))?",
            # Numbers, with what is glued to them unless that is a unit
            rf"(?:(?<![^\s(\[])[-−+±](?=\d))?\d+(?:[.,:/-]\d+)*(?:(?={_UNIT}\b)|\w*+{_PIECE}*)",
            r"(?<![\w.])\.\d+(?![\w.])",
            r"(?<!\w)['’]\d0s\b|(?<!\w)['’]\d\d\b",
            rf"\w+{_PIECE}*(?:\(\))?",
            # Apostrophes that belong to a word
            _CLITIC,
            r"(?<!\w)['’]n['’](?!\w)|(?<!\w)['’](?:em|til|tis|twas|cause|bout|Em|Til|Tis|Twas|Cause|Bout)\b",
            # Marks
            rf"[@#](?=\w*{_LETTER})\w+(?:[.-]\w+)*",
            r"\$[A-Z_][A-Z0-9_]+\b",
            r"\.(?:[ \u00a0]\.){2,}|\.{2,}|…+",
            r"[!?]+",
            r"(?<!\S)[:;=8][-o^']?[()DPp|/](?!\w)|(?<!\S)<3(?!\w)",
            r"--+|—+|–+|''|``|(?P<run>[*_=~+#|<>^])(?P=run)+|[-=]>|°[CF]?",
            r"[\U0001f1e6-\U0001f1ff]{2}",
            r"[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff](?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]"
            r"|\u200d[^\w\s])*",
        )
    )
    + ")"
)


def tokenize(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """The tokens of masked[start:end], one block, as half-open code-point spans into `masked`, in order."""
    if masked.find(INVISIBLE, start, end) < 0:
        if _MARKS.search(masked, start, end) is None:
            return [match.span() for match in _TOKEN.finditer(masked, start, end)]
        return [(start + first, start + last) for first, last in _spans(masked[start:end])]
    places = [place for place in range(start, end) if masked[place] != INVISIBLE]
    return [(places[first], places[last - 1] + 1) for first, last in _spans(visible(masked[start:end]))]


def _spans(text: str) -> list[tuple[int, int]]:
    plain = _MARKS.sub(lambda match: "ʰ" * len(match[0]), text)
    return [match.span() for match in _TOKEN.finditer(plain)]


def word_of(masked: str, start: int, end: int) -> str:
    """The text of the token masked[start:end] as a reader sees it: INVISIBLE removed."""
    return visible(masked[start:end])
