"""Word documents written by hand, and an independent look at what became of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{SPACE}}}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES = (
    f'xmlns:w="{SPACE}" xmlns:r="{OFFICE}/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:m="{OFFICE}/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
PLACED = 'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"'
BOX = (
    '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="1800000" cy="900000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Box"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="900000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>',
    "</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>",
)
SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'
ROOTS = {"header": "w:hdr", "footer": "w:ftr"}  # others are named as their part
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style>'
    '<w:style w:type="character" w:styleId="VerbatimChar"><w:name w:val="Verbatim Char"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Listenabsatz"><w:name w:val="List Paragraph"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Franz"><w:name w:val="Francais"/><w:rPr><w:lang w:val="fr-FR"/></w:rPr>'
    "</w:style>"
)


def text(words: str, properties: str = "") -> str:
    """A run."""
    mark = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{mark}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; what is not a run yet becomes one."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    mark = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{mark}{''.join(run if run.startswith('<') else text(run) for run in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = [["".join(f"<w:tc>{cell}</w:tc>" for cell in row)] for row in rows]
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells) + "</w:tbl>"


def note(number: int, *runs: str, kind: str = "footnote") -> str:
    """A footnote or an endnote."""
    return f'<w:{kind} w:id="{number}">{paragraph("<w:r><w:footnoteRef/></w:r>", *runs)}</w:{kind}>'


def box(words: str, older: str | None = None) -> str:
    """A run with a text box, and what older programs show in its place, which is usually the same."""
    inner, other = (f"<w:txbxContent>{one}</w:txbxContent>" for one in (words, words if older is None else older))
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor {PLACED}>{BOX[0]}{inner}{BOX[1]}"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style='width:142pt;height:71pt'><v:textbox>"
        f"{other}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def section(*references: str, more: str = "") -> str:
    """The properties of the last section, with references such as “header1 first”, in the order of `members`."""
    found = ""
    for reference in references:
        name, _, kind = reference.partition(" ")
        found += f'<w:{name[:6]}Reference w:type="{kind or "default"}" r:id="{name}"/>'
    return f"<w:sectPr>{found}{SIZE}{more}</w:sectPr>"


def members(body: str, last: str | None = None, **parts: str) -> dict[str, bytes]:
    """The members of a document with that body.

    `parts` are the contents of styles, footnotes, endnotes, comments, settings, header1, footer1, and so on; `last` the
    properties of the last section.
    """
    parts = {"styles": STYLES, **parts}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{PART.format(_kind(name))}"/>'
        for name in parts
        if parts[name]
    )
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/relationships/{_kind(name)}" Target="{name}.xml"/>'
        for name in parts
        if parts[name]
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    found = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{MAIN}"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{last or section()}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">{links}</Relationships>',
    }
    for name, content in parts.items():
        if content:
            root = ROOTS.get(_kind(name), f"w:{name}")
            found[f"word/{name}.xml"] = f"{HEAD}<{root} {NAMESPACES}>{content}</{root}>"
    return {name: content.encode() for name, content in found.items()}


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 12, 0, 0)), data, compression)
    return stream.getvalue()


def word(body: str, last: str | None = None, **parts: str) -> bytes:
    """A document with that body."""
    return zipped(members(body, last, **parts))


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


# What Word does with tracked changes, as far as these documents go.


def settled(data: bytes, accept: bool, author: str | None = "copydesk", name: str = "word/document.xml") -> bytes:
    """A part with the tracked changes of an author (None: of everybody) accepted or rejected, without its comments."""
    root = ElementTree.fromstring(part(data, name))
    stay, go = (f"{W}ins", f"{W}del") if accept else (f"{W}del", f"{W}ins")

    def mine(node: ElementTree.Element) -> bool:
        return author is None or node.get(f"{W}author") == author

    def settle(parent: ElementTree.Element) -> None:
        children: list[ElementTree.Element] = []
        for child in parent:
            marks = [one for one in child.findall(f"{W}pPr/{W}rPr/{go}") if mine(one)]
            settle(child)
            if child.tag == f"{W}p" and marks:
                assert child.find(f".//{W}t") is None, "here, only paragraphs without text become one with the next"
            elif child.tag == stay and mine(child):
                for text in child.iter(f"{W}delText"):
                    text.tag = f"{W}t"
                children += child
            elif not (child.tag == go and mine(child)) and not (author and _is_comment(child)):
                children.append(child)
        parent[:] = children

    settle(root)
    for path in (f".//{W}pPr/{W}rPr", f".//{W}pPr"):
        for node in list(root.iterfind(f"{path}/..")):
            for inner in list(node):
                if inner.tag == path.rpartition("/")[2] and not len(inner):
                    node.remove(inner)
    return ElementTree.tostring(root)


def _is_comment(node: ElementTree.Element) -> bool:
    marks = (f"{W}commentRangeStart", f"{W}commentRangeEnd")
    return node.tag in marks or (node.tag == f"{W}r" and node.find(f"{W}commentReference") is not None)


def _runs(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The runs of a paragraph, not those of text boxes in it."""
    for child in parent:
        if child.tag == f"{W}r":
            yield child
        else:
            yield from _runs(child)


def looks(data: bytes) -> list[list[tuple[str, str]]]:
    """The paragraphs of a part as characters with their formatting (canonical), as if runs were not there."""
    root = ElementTree.fromstring(data)
    found = []
    for block in root.iter(f"{W}p"):
        row: list[tuple[str, str]] = []
        for run in _runs(block):
            properties = run.find(f"{W}rPr")
            mark = "" if properties is None else ElementTree.canonicalize(ElementTree.tostring(properties))
            for child in run:
                if child.tag == f"{W}t":
                    row += [(character, mark) for character in child.text or ""]
                elif child.find(f".//{W}p") is not None:
                    row.append((child.tag, mark))  # its paragraphs come by themselves
                elif child.tag != f"{W}rPr":
                    row.append((ElementTree.canonicalize(ElementTree.tostring(child)), mark))
        found.append(row)
    return found
