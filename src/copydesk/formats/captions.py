"""Telling captions and headings from the sentences of an article."""

from __future__ import annotations

import re

_LEAD = re.compile(
    r"""[(\[]?(?:
        (?:Photo(?:graph)?|Image|Picture|Video|Graphic|Illustration|Art|Map|Chart|Cover|Screenshot)s?
            (?:[ ](?:credits?|courtesy|source))?(?::|[ ](?:by|courtesy[ ]of|via)[ ])
      | (?:Credits?|Sources?|Caption|Courtesy(?:[ ]of)?):
      | (?:Figure|Fig\.|Table|Chart|Map|Plate|Exhibit|Photo|Image|Box)[ ]?\d+(?:[.–-]\d+)*[a-z]?(?:[.:)]|[ ][–—-])[ ]?
      | ©[ ]?\S
    )""",
    re.VERBOSE,
)
_TAIL = re.compile(
    r"""(?:
        [(\[/|–—-]?[ ]?\b(?:Photo(?:graph)?|Image|Picture|Video|Graphic|Illustration)s?
            (?:[ ](?:credits?|courtesy|source))?(?::|[ ](?:by|courtesy[ ]of|via)[ ])[ ]?[^.!?:]{1,60}
      | \b(?:Credits?|Source|Courtesy(?:[ ]of)?):[ ]?[^.!?:]{1,60}
      | (?:\(|/[ ]?|[–—][ ])(?:[^()/.!?]{1,40}/[ ]?)?
            (?:Reuters|AP|AFP|EPA|UPI|PA|TASS|Xinhua|Getty[ ]Images|Shutterstock|Unsplash|Flickr|File[ ]photo)
    )[)\]]?\.?$""",
    re.VERBOSE,
)
_TAIL_HINT = re.compile(r"[:(/–—]|[ ](?:by|courtesy[ ]of|via)[ ]")  # every tail has one; quickly found or missed
_CLOSING = '.!?:;,…"”»)]'
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def is_caption(line: str) -> bool:
    """Whether a line is a caption or a credit: “Photo credit: …”, “Figure 3: …”, “Source: …”, “… (Reuters)”."""
    if opens_caption(line):
        return True
    tail = max(0, len(line) - 130)
    return len(line) <= 400 and _TAIL_HINT.search(line, tail) is not None and _TAIL.search(line, tail) is not None


def opens_caption(line: str) -> bool:
    """Whether a line begins as only captions and credits do."""
    return len(line) <= 400 and _LEAD.match(line) is not None


def is_title(line: str) -> bool:
    """Whether a line that stands alone reads as a heading: short, begins like one, does not end like a sentence."""
    if not 0 < len(line) <= 80 or line[-1] in _CLOSING:
        return False
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "“\"'‘"):
        return False
    return 0 < len(_WORD.findall(line)) <= 12


def is_capitals(line: str) -> bool:
    """Whether a line shouts: two letters at least, all of them capitals."""
    return len(line) <= 100 and line.isupper() and sum(map(str.isalpha, line)) > 2
